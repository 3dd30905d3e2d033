"""Numbers as people write them, from the floating point numbers that spreadsheets hold."""

from decimal import Decimal, InvalidOperation


def plain_number(value: str) -> str:
    """Return a number as a person writes it; what is no number as it is.

    >>> plain_number("32000.0"), plain_number("32.100000000000001"), plain_number("1E+3")
    ('32000', '32.1', '1000')
    """
    if value.isdecimal():  # it may have more digits than floating point has
        return value
    try:
        digits = f"{Decimal(repr(float(value))):f}"
    except (ValueError, InvalidOperation):
        return value
    if not digits[-1].isdecimal():  # not a number, or without end
        return value
    return digits.removesuffix(".0")
