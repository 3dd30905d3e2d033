"""Dates and moments as people read them, in the zone that they were written in."""

import re
from typing import Final

from saberesgraph.language import translator, visible

_MONTHS: Final = (
    ("enero", "January"), ("febrero", "February"), ("marzo", "March"), ("abril", "April"),
    ("mayo", "May"), ("junio", "June"), ("julio", "July"), ("agosto", "August"),
    ("septiembre", "September"), ("octubre", "October"), ("noviembre", "November"),
    ("diciembre", "December"),
)  # fmt: skip
_FORM: Final = re.compile(
    r"(?P<year>\d{4}|-)-(?P<month>0[1-9]|1[0-2])-(?P<day>\d\d)"
    r"(T(?P<time>\d\d:\d\d)(?P<seconds>:\d\d)?(\.\d+)?)?(?P<zone>Z|[+-]\d\d:\d\d)?"
)
_WHOLE: Final = "Z"


def date(written: str, language: str) -> str:
    """Return an xsd:date, xsd:dateTime or xsd:gMonthDay in words; what is none as it can be shown.

    >>> date("2024-11-17T23:00:00-05:00", "es")
    '17 de noviembre de 2024, 23:00 (UTC−05:00)'
    >>> date("2024-11-07", "en"), date("--11-08", "en"), date("mañana", "es")
    ('7 November 2024', '8 November, year unknown', 'mañana')
    """
    found = _FORM.fullmatch(written)
    if found is None:
        return visible(written)
    t = translator(language)
    month = t(*_MONTHS[int(found["month"]) - 1])
    day = int(found["day"])
    if found["year"] == "-":
        return t(f"{day} de {month}, sin año", f"{day} {month}, year unknown")
    words = t(f"{day} de {month} de {found['year']}", f"{day} {month} {found['year']}")
    if found["time"]:
        seconds = found["seconds"] if found["seconds"] not in {None, ":00"} else ""
        words += f", {found['time']}{seconds}"
    if zone := found["zone"]:
        words += f" (UTC{'' if zone == _WHOLE else zone.replace('-', '−')})"
    return words
