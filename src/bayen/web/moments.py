"""A day, or a day and a time, as people write them: 14/01/2026, 14/01/2026 08:30.

The browser's own field shows days the way its maker's language does; this one reads and writes
them as documents do.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from django.utils import timezone

_WRITTEN = re.compile(
    r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})"
    r"(?:[\s,]+(?P<hour>\d{1,2})(?:[:h](?P<minute>\d{2})?)(?::(?P<second>\d{2}))?)?"
)
_OF_A_TIME = ("hour", "minute", "second")


class MomentError(ValueError):
    """The words name no moment."""


def parse_moment(text: str) -> datetime:
    """An aware moment; of a day without a time, its last.

    Addresses carry moments in ISO 8601; those are read too.

    Raises:
        MomentError: neither, or a day or time that does not exist.
    """
    written = _WRITTEN.fullmatch(text.strip())
    try:
        naive = _from_parts(written) if written else datetime.fromisoformat(text.strip())
    except ValueError:
        raise MomentError(text) from None
    return naive if naive.tzinfo else timezone.make_aware(naive)


def render_moment(moment: datetime) -> str:
    """As the field holds it, to the whole second and never earlier; midnight hides nothing."""
    ceiling = moment + timedelta(microseconds=-moment.microsecond % 1_000_000)
    local = timezone.localtime(ceiling)
    return f"{local:%d/%m/%Y %H:%M:%S}".removesuffix(":00")


def _from_parts(written: re.Match[str]) -> datetime:
    day = date(int(written["year"]), int(written["month"]), int(written["day"]))
    if written["hour"] is None:
        return datetime.combine(day, time.max)
    hour, minute, second = (int(written[name] or 0) for name in _OF_A_TIME)
    return datetime.combine(day, time(hour, minute, second))
