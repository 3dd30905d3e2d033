"""Figures as people write them: what is read of them, and what is only proposed.

Certain is one of these, in any of the ways that Ecuador writes numbers:

- digits alone (`32000`), or in groups of three with one separator: `32,000`, `32.000`, `32 000`.
  A point or comma before exactly three digits parts thousands: nobody counts thousandths of a
  person or of a dollar. It follows at least one digit that is not a leading zero.
- for money also cents: two digits after the other separator (`1.234,56`) or after the only one
  (`12,50`); one digit where the digits before it are too many for a group (`1500.5`).
- around it: `USD`, `US$`, `$`, `dólares` for money, `personas` for people, a final stop.
- words that say why there is none: `No aplica`, `N/A`, `No registra`.

All else is malformed, as the source printed it. Where one number is plain all the same
(`aprox. 500`, `12,5`), it is proposed; `3,0000`, a range or a negative mean no one number.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from saberesgraph.fiches.record import Figure
from saberesgraph.language import folded

NOT_APPLICABLE: Final = "not-applicable"
NOT_RECORDED: Final = "not-recorded"
MALFORMED: Final = "malformed"
ABSENT: Final = "absent"

# folded; the last row is what people write for a source that has no such field
_STATUSES: Final = {
    **dict.fromkeys(("no aplica", "n a", "na", "no corresponde", "not applicable"), NOT_APPLICABLE),
    **dict.fromkeys(
        ("no registra", "no registrado", "no se registra", "sin registro", "no consta", "sin dato",
         "sin datos", "n d", "nd", "s d", "sd", "no disponible", "not recorded"),
        NOT_RECORDED,
    ),
    **dict.fromkeys(("", "ausente", "la fuente no lo trae", "absent"), ABSENT),
}  # fmt: skip
_SPACES: Final = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_MONEY: Final = re.compile(
    r"(us\$|\$|\busd\b\.?|\bd[oó]lar(es)?( (norte)?american[oa]s?)?\b)", re.IGNORECASE
)
_PEOPLE: Final = re.compile(r"\b(personas|people)\b", re.IGNORECASE)
_WHOLE: Final = re.compile(r"[0-9]+|[1-9][0-9]{0,2}(?:([.,' ])[0-9]{3})(?:\1[0-9]{3})*")
_CENTS: Final = re.compile(
    r"(?P<whole>[0-9]+|[1-9][0-9]{0,2}(?:([.,' ])[0-9]{3})(?:\2[0-9]{3})*)(?P<mark>[.,])"
    r"(?P<cents>[0-9]{1,2})"
)
_ALONE: Final = re.compile(r"[0-9][0-9.,']*(?: [0-9]{3}(?![0-9]))*")
_LONGEST: Final = 300
_MOST_DIGITS: Final = 15


@dataclass(frozen=True)
class Reading:
    """A figure as it can be stated now, and the number it may mean.

    Args:
        figure: a number or a status, with what was printed.
        proposed: the number that a person may confirm, None where there is none.
        es, en: why it is no number and what to do; "" where all is certain.
    """

    figure: Figure
    proposed: Decimal | None = None
    es: str = ""
    en: str = ""


def read(printed: str, *, money: bool) -> Reading:
    """Return what a text says of a number of people, or of US dollars where `money`.

    >>> read("61,500 USD", money=True).figure.value
    Decimal('61500')
    >>> read("3,0000", money=False).figure.status, read("aprox. 500", money=False).proposed
    ('malformed', Decimal('500'))
    """
    printed = _SPACES.sub(" ", printed).strip()
    status = _STATUSES.get(folded(printed)) if not any(c.isdigit() for c in printed) else None
    if not printed or status == ABSENT:
        return Reading(Figure(None, ABSENT, None))
    if status:
        return Reading(Figure(None, status, printed))
    bare = (_MONEY if money else _PEOPLE).sub(" ", printed[:_LONGEST])
    bare = _SPACES.sub(" ", bare).strip().rstrip(".").strip()
    value = _certain(bare, money=money) if len(printed) <= _LONGEST else None
    if value is None:
        return _malformed(printed, money=money)
    if value == 0:
        return Reading(
            Figure(None, MALFORMED, printed),
            es="cero no es una cifra; si no la hay, escribe «No aplica» o «No registra»",
            en="zero is no figure; where there is none, write “No aplica” or “No registra”",
        )
    return Reading(Figure(value, "", printed))


def _certain(bare: str, *, money: bool) -> Decimal | None:
    if sum(c.isdigit() for c in bare) > _MOST_DIGITS:
        return None
    if _WHOLE.fullmatch(bare):
        return Decimal(_digits(bare))
    cents = _CENTS.fullmatch(bare)
    if cents is None or cents[2] == cents["mark"]:
        return None
    value = Decimal(f"{_digits(cents['whole'])}.{cents['cents']}")
    if len(cents["cents"]) == 1 and len(cents["whole"]) <= 3:
        return None  # 1.5 may be a million and a half, or a slip
    return value if money or value == value.to_integral_value() else None


def _malformed(printed: str, *, money: bool) -> Reading:
    proposed = _plain(printed, money=money)
    asks_es = f"si es {proposed}, escribe solo el número" if proposed else "escribe un solo número"
    asks_en = f"if it is {proposed}, write the number only" if proposed else "write one number"
    return Reading(
        Figure(None, MALFORMED, printed),
        proposed,
        f"no se lee como un número; {asks_es}",
        f"it does not read as a number; {asks_en}",
    )


def _plain(printed: str, *, money: bool) -> Decimal | None:
    """Return the only number within a text, None where it may be another.

    Its digits are all those of the text, or the number would not be what was printed.
    """
    found = [match[0].rstrip(".,' ") for match in _ALONE.finditer(printed[:_LONGEST])]
    # with parentheses around it all, as accountants write
    negative = re.search(r"[-−–]\s*[0-9$]|^\s*\(.*\)\s*$", printed)
    scaled = re.search(r"\b(mil|mill[oó]n|millones|k|m)\b|%|€|\bEUR\b", printed, re.IGNORECASE)
    other_unit = not money and _MONEY.search(printed)
    if len(found) != 1 or negative or scaled or other_unit or len(printed) > _LONGEST:
        return None
    value = _certain(found[0], money=money)
    half = re.fullmatch(r"([0-9]{1,3})[.,]([0-9])", found[0])
    if value is None and money and half:
        value = Decimal(f"{half[1]}.{half[2]}")
    return value or None


def _digits(words: str) -> str:
    return re.sub("[^0-9]", "", words)
