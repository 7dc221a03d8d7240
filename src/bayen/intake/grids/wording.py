"""How the reasons for figures of tables are worded."""

from __future__ import annotations

from datetime import date

from bayen.intake.timewords import Days


def short(text: str) -> str:
    """A label as quoted, cut when long."""
    plain = " ".join(text.split())
    return plain if len(plain) <= 50 else plain[:49] + "…"


def day_vi(day: date | None) -> str:
    """A day as Vietnamese write it."""
    return f"{day.day:02}/{day.month:02}/{day.year}" if day else "chưa rõ ngày nào"


def span_vi(days: Days) -> str:
    """A span as Vietnamese write it."""
    first, last = days
    if first is None:
        return f"đến {day_vi(last)}"
    return day_vi(first) if first == last else f"{day_vi(first)}–{day_vi(last)}"
