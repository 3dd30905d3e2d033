"""Moments and days as forms and people write them, as times with a zone and as dates."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

# continental Ecuador has no summer time
ECUADOR: Final = timezone(timedelta(hours=-5))
_ISO = r"(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})"
_LATIN = r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})"
_TIME = (
    r"(?:T|,?\s+(?:a\s+las\s+)?)(?P<hour>\d{1,2})(?::(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?|\s*h)"
    r"(?:\s*(?P<half>[ap])\.?\s*m\.?)?(?:\s*(?P<zone>Z|(?:GMT|UTC)?[+-]\d{1,2}(?::?\d{2})?|GMT|UTC))?"
)
_DAYS = [re.compile(written) for written in (_ISO, _LATIN)]
_PATTERNS = [re.compile(f"(?:{day}){_TIME}", re.IGNORECASE) for day in (_ISO, _LATIN)]


def moment(written: str) -> datetime | None:
    """Return the moment that was written, in Ecuador's time where no zone was; None if it is none.

    The day comes before the month, as people write it in Ecuador. A date without an hour is no
    moment: it may be before a deadline of that day, or after it.

    >>> moment("17/11/2024 a las 23h").isoformat()
    '2024-11-17T23:00:00-05:00'
    >>> moment("2024/10/03 3:45:12 p. m. GMT-5").isoformat()
    '2024-10-03T15:45:12-05:00'
    >>> moment("2024-11-18T03:30:00Z").isoformat(), moment("17/11/2024"), moment("31/02/2024 10:00")
    ('2024-11-18T03:30:00+00:00', None, None)
    """
    for pattern in _PATTERNS:
        match = pattern.fullmatch(" ".join(written.split()))
        if match:
            hour = int(match["hour"])
            if match["half"]:
                if not 1 <= hour <= 12:
                    return None
                hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
            try:
                return datetime(
                    int(match["year"]),
                    int(match["month"]),
                    int(match["day"]),
                    hour,
                    int(match["minute"] or 0),
                    int(match["second"] or 0),
                    tzinfo=_zone(match["zone"]),
                )
            except ValueError:
                return None
    return None


def day(written: str) -> date | None:
    """Return the day that was written, the day before the month; None if it is none.

    >>> day("17/11/2024").isoformat(), day("2024-11-07").isoformat(), day("31/02/2024")
    ('2024-11-17', '2024-11-07', None)
    """
    for pattern in _DAYS:
        match = pattern.fullmatch(written.strip())
        if match:
            try:
                return date(int(match["year"]), int(match["month"]), int(match["day"]))
            except ValueError:
                return None
    return None


def _zone(written: str | None) -> timezone:
    if not written:
        return ECUADOR
    digits = re.fullmatch(r"(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?", written, re.IGNORECASE)
    if not digits:
        return UTC
    offset = timedelta(hours=int(digits[2]), minutes=int(digits[3] or 0))
    return timezone(offset if digits[1] == "+" else -offset)
