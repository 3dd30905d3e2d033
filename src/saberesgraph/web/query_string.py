"""The names and values of an address's query string."""

from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from saberesgraph.web.faults import RequestError

_PAIRS: Final = 300


def pairs_of(request: Request) -> list[tuple[str, str]]:
    """Return the names and values of a query string.

    Raises:
        RequestError: there are far too many.
    """
    try:
        return parse_qsl(request.url.query, keep_blank_values=True, max_num_fields=_PAIRS)
    except ValueError as error:
        raise RequestError(
            400,
            f"la dirección tiene más de {_PAIRS} parámetros",
            f"the address has more than {_PAIRS} parameters",
            hint=("Quita los que no hacen falta", "Leave out those that are not needed"),
        ) from error
