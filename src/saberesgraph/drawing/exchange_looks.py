"""How the status of an exchange looks, whatever draws it: colour, line and sign say the same."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class StatusLook:
    """The colour of a status, its line as SVG draws it, and a sign; its name stands beside."""

    colour: str
    width: int
    dashes: str
    sign: str


# colours have a contrast of 4.5 to 1 with white or more
_LOOKS: Final = {
    "proposed": StatusLook("#9a5b00", 3, "2 6", "○"),
    "agreed": StatusLook("#0072b2", 3, "11 6", "◔"),
    "under-way": StatusLook("#a3357e", 4, "", "◑"),
    "completed": StatusLook("#00704f", 5, "", "●"),
    "cancelled": StatusLook("#5b6673", 3, "11 5 2 5", "✕"),
}
# a status that somebody else's data name, or none
_OTHER: Final = StatusLook("#1c2430", 2, "5 4", "?")


def status_look(status: str) -> StatusLook:
    """Return how a status looks, by its notation.

    >>> status_look("completed").sign, status_look("").sign
    ('●', '?')
    """
    return _LOOKS.get(status, _OTHER)
