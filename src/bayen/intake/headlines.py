"""Figures of a title: it names no time and often no place, for the text below tells them.

"Thu hồi 69 khẩu súng" over "Ngày 19/10, Công an huyện … tiêu hủy 70 khẩu súng": what the title
says first is dated by what the body says of the same thing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bayen.intake.scan import Scan
from bayen.intake.values import Proposal

_LEAST = 10
"""A smaller number stands in a title and in the text below by chance."""
_LEAST_TEXT = 220


def date_headlines(proposals: list[Proposal], scan: Scan) -> list[Proposal]:
    """The same proposals in the same order; those of the title as the body tells of them."""
    end = _title_end(scan.text)
    body = [p for p in proposals if p.candidate.start >= end]
    return [_as_told(p, body) if p.candidate.start < end else p for p in proposals]


def _title_end(text: str) -> int:
    """End of the first line, when enough follows for it to be a title; else 0."""
    end = text.find("\n")
    return end if end >= 0 and len(text) >= _LEAST_TEXT else 0


def _as_told(title: Proposal, body: Sequence[Proposal]) -> Proposal:
    """A figure of a title with the place and the time that the body gives it."""
    again = _first(body, lambda p: _is_same_number(title, p))
    is_rare = title.candidate.value >= _LEAST and title.candidate.unit not in {"", "%"}
    if again is not None and is_rare:
        title = replace(title, place_id=again.place_id, place_text=again.place_text)
    if title.first_day or title.last_day:
        return title
    told = again or _first(body, lambda p: p.indicator == title.indicator != "other")
    if told is None or not (told.first_day or told.last_day):
        return title
    return replace(title, first_day=told.first_day, last_day=told.last_day)


def _first(body: Sequence[Proposal], is_it: Callable[[Proposal], bool]) -> Proposal | None:
    return next((proposal for proposal in body if is_it(proposal)), None)


def _is_same_number(title: Proposal, other: Proposal) -> bool:
    one, two = title.candidate, other.candidate
    return one.value == two.value and one.of == two.of and one.unit == two.unit
