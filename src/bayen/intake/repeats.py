"""Figures said twice: the lead in the body, a caption, a number that points back.

Of a lead and a body the first is the figure; a caption is always the repeat.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from bayen.intake.scan import Scan
from bayen.intake.values import Proposal

_CAPTION_LENGTH = 220
_SMALL = 10
"""A smaller number stands in a text twice by chance."""
_LINE = re.compile(r"[^\n]{0,600}")
_LONG_LINE = re.compile(rf"[^\n]{{{_CAPTION_LENGTH}}}")


def mark_repeats(proposals: list[Proposal], scan: Scan) -> list[Proposal]:
    """The same proposals in the same order, with the repeats marked."""
    groups: dict[tuple[str, Decimal, Decimal | None, str], list[int]] = {}
    for index, proposal in enumerate(proposals):
        candidate = proposal.candidate
        key = (proposal.indicator, candidate.value, candidate.of, proposal.place_text)
        if proposal.indicator != "other":
            groups.setdefault(key, []).append(index)
    repeated: set[int] = set()
    again = {key: indexes for key, indexes in groups.items() if len(indexes) > 1}
    body = _body_start(scan.text) if again else 0
    for (code, *_), indexes in again.items():
        same_sentence = {scan.sentence_number(proposals[i].candidate.start) for i in indexes}
        if len(same_sentence) == 1:
            continue
        first = _first_said(indexes, proposals, scan, body)
        repeated.update(
            i for i in indexes if i != first and _says_again(proposals[first], proposals[i], code)
        )
    if repeated:
        proposals = _dated_by_repeats(proposals, groups, repeated)
    proposals = _dated_by_same_number(proposals, scan)
    repeated |= _pointing_back(proposals)
    return [
        replace(proposal, repeat=True) if index in repeated else proposal
        for index, proposal in enumerate(proposals)
    ]


def _dated_by_repeats(
    proposals: list[Proposal],
    groups: dict[tuple[str, Decimal, Decimal | None, str], list[int]],
    repeated: set[int],
) -> list[Proposal]:
    """A figure of a title takes its time from where the body says it again."""
    dated = list(proposals)
    for indexes in groups.values():
        told = [i for i in indexes if i in repeated and proposals[i].last_day is not None]
        for index in indexes:
            if index not in repeated and proposals[index].last_day is None and told:
                again = proposals[told[0]]
                dated[index] = replace(
                    proposals[index], first_day=again.first_day, last_day=again.last_day
                )
    return dated


def _dated_by_same_number(proposals: list[Proposal], scan: Scan) -> list[Proposal]:
    """Figures told without a time take that of the same number told with one further on.

    "21 người dân nộp 16 khẩu súng. (…) Chỉ 5 ngày, từ 26-30/9, đã có 21 người dân mang súng đến":
    with the first number goes what its sentence tells beside it.
    """
    dated = list(proposals)
    told: dict[tuple[Decimal, Decimal | None, str], Proposal] = {}
    by_sentence: dict[int, Proposal] = {}
    for proposal in reversed(proposals):
        candidate = proposal.candidate
        key = candidate.value, candidate.of, candidate.unit
        is_rare = candidate.value >= _SMALL and candidate.unit not in {"", "%"}
        if proposal.last_day is None and proposal.first_day is None:
            again = told.get(key)
            sentence = scan.sentence_number(candidate.start)
            if is_rare and again and scan.sentence_number(again.candidate.start) > sentence:
                by_sentence[sentence] = again
        elif is_rare and proposal.first_day is not None:
            told[key] = proposal
    for index, proposal in enumerate(proposals if by_sentence else ()):
        found = by_sentence.get(scan.sentence_number(proposal.candidate.start))
        if found and proposal.last_day is None and proposal.first_day is None:
            dated[index] = replace(proposal, first_day=found.first_day, last_day=found.last_day)
    return dated


def _says_again(first: Proposal, later: Proposal, code: str) -> bool:
    """Small numbers repeat by chance: they need the same period too."""
    if first.candidate.value >= 20 or first.last_day is None:
        return True
    return (first.first_day, first.last_day) == (later.first_day, later.last_day)


def _first_said(indexes: list[int], proposals: list[Proposal], scan: Scan, body: int) -> int:
    for index in indexes:
        if not _in_caption(proposals[index], scan, body):
            return index
    return indexes[0]


def _body_start(text: str) -> int:
    """A position in the first line long enough to be of the body; the end when none is."""
    line = _LONG_LINE.search(text)
    return line.end() if line else len(text)


def _in_caption(proposal: Proposal, scan: Scan, body: int) -> bool:
    """Whether a figure stands in a short line after the body began, without a stop at its end."""
    start = scan.line_start(proposal.candidate.start)
    line = _LINE.match(scan.text, start)
    said = line.group().strip() if line else ""
    if len(said) >= _CAPTION_LENGTH or said.endswith((".", ";", ":", "…")):
        return False
    return start > body


def _pointing_back(proposals: list[Proposal]) -> set[int]:
    """Indexes of "tại 4 xã biên giới" after "có 4/8 xã biên giới": the fact without its whole."""
    told: set[tuple[str, Decimal, str]] = set()
    back: set[int] = set()
    for index, proposal in enumerate(proposals):
        candidate = proposal.candidate
        key = proposal.indicator, candidate.value, proposal.place_text
        if candidate.of is not None:
            told.add(key)
        elif proposal.indicator != "other" and key in told:
            back.add(index)
    return back
