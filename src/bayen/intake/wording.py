"""How the reasons for figures are worded: days, and labels as quoted."""

from __future__ import annotations

from datetime import date

from bayen.intake.timepoints import Days

NOTHING: Days = (None, None)
"""What is said of a figure that nothing dates."""


def day_vi(day: date | None) -> str:
    """A day as Vietnamese write it."""
    return f"{day.day:02}/{day.month:02}/{day.year}" if day else "chưa rõ"


def span_vi(days: Days) -> str:
    """Days as Vietnamese write them; a state has only the last."""
    first, last = days
    if days == NOTHING:
        return "chưa rõ"
    if first is None:
        return f"đến {day_vi(last)}"
    if last is None:
        return f"từ {day_vi(first)}"
    return day_vi(first) if first == last else f"{day_vi(first)}–{day_vi(last)}"


def short(text: str) -> str:
    """A label as quoted, cut when long."""
    plain = " ".join(text.split())
    return plain if len(plain) <= 50 else plain[:49] + "…"
