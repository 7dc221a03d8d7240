"""A second look at the places of figures, where the text around them speaks of several.

The rules answer figure by figure, in a fixed order of reasons. Here the places named around a
figure, and those that its neighbours have, are weighed against the rules' own by points
learned from labelled texts; another one is taken when it leads far enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import cast

from bayen.catalogue.choices import load_points
from bayen.intake.choosing import Crossed
from bayen.intake.judging import ProseJudgement
from bayen.intake.place_candidates import FORMER, SETTLED, Asked, TextPlaces, titled
from bayen.intake.place_choices import Describer
from bayen.intake.place_evidence import PlaceGround
from bayen.intake.place_features import Candidate
from bayen.intake.values import Proposal, Reason

LEAD = 0.5
"""Log-odds by which another candidate must lead; chosen with whole authors left out."""
ROUNDS = (1, -1)
"""Down the text and up; more change next to nothing."""
_BASES = (
    ("đơn vị trước ngày", FORMER),
    ("đứng đầu danh sách", "heads"),
    ("được nêu nhiều nhất", "own"),
    ("xét cả văn bản", "own"),
    ("cụm giáp ranh", "own"),
    ("trong câu, nói chung", "whole"),
    ("cả nước", "nation"),
    ("trong câu", "said"),
    ("nói tiếp về", "level"),
    ("nói đến trước đó", "carried"),
    ("nói lại đến", "returns"),
    ("lời của người ở", "speaker"),
    ("ngay trước số", "beside"),
    ("sau số", "after"),
    ("nhiều nơi cùng lúc", "several"),
    ("được chọn khi nộp", "chosen"),
    ("của nơi tổ chức", "event"),
)


@lru_cache(maxsize=8)  # figures of one text have the same few reasons
def basis_of(reason_vi: str) -> str:
    """What the rules' place rests on."""
    said = reason_vi.partition(" → ")[0]
    return next((name for words, name in _BASES if words in said), "other")


def reconsider_places(proposals: Sequence[Proposal]) -> list[Proposal]:
    """The same proposals; some with another place that is named around them, and the reason."""
    looked = list(proposals)
    prose = [index for index, p in enumerate(proposals) if isinstance(p.judgement, ProseJudgement)]
    if not prose:
        return looked
    asked = [ask(proposals[index]) for index in prose]
    describer = describe(ground_of(proposals[prose[0]]), asked)
    for index, chosen in zip(prose, choose_places(describer, asked), strict=True):
        if chosen is not None:
            looked[index] = _with_place(proposals[index], chosen)
    return looked


def choose_places(describer: Describer, asked: Sequence[Asked]) -> list[Candidate | None]:
    """Another place for each figure than the rules', None where that stands.

    First each is asked by itself, beside what the rules say of its neighbours. Where any is given
    another place, those around it are asked again, down the text and up.
    """
    chosen = [choose_one(describer, asked[at], at) for at in range(len(asked))]
    again = {near for at, one in enumerate(chosen) for near in _take(describer, at, one)}
    for order in ROUNDS:
        for at in range(len(asked))[::order]:
            if at in again:
                again.discard(at)
                chosen[at] = choose_one(describer, asked[at], at)
                again.update(_take(describer, at, chosen[at]))
    return chosen


def choose_one(describer: Describer, figure: Asked, at: int) -> Candidate | None:
    """Another place for a figure, beside what those around it are taken to have."""
    if figure.why in SETTLED or not describer.has_choice(at):
        return None
    choice = describer.choice(at)
    best = _points().choose(choice.known, [(c.alone, c.crossed) for c in choice.candidates])
    return choice.candidates[best] if best else None


def _take(describer: Describer, at: int, chosen: Candidate | None) -> Iterable[int]:
    """The figures to be asked again, since one has the place that was chosen for it."""
    key = titled(chosen.placed.label).key if chosen else describer.neighbours.key(at)
    return describer.neighbours.take(at, key)


def ask(proposal: Proposal) -> Asked:
    """A figure as the rules read it, for the candidates to be listed."""
    reason = next((r.text_vi for r in proposal.reasons if r.about == "place"), "")
    candidate = proposal.candidate
    return Asked(
        candidate.start,
        candidate.end,
        proposal.indicator,
        candidate.unit.casefold(),
        proposal.place_text,
        basis_of(reason),
        proposal.place_id,
    )


def ground_of(proposal: Proposal) -> PlaceGround:
    """What stands for the places of a text; asked of a figure of prose."""
    return cast(ProseJudgement, proposal.judgement).basis.places


def describe(ground: PlaceGround, asked: Sequence[Asked], own: str | None = None) -> Describer:
    """The figures of one text, to be asked for their candidates.

    Args:
        ground: of the text.
        asked: its figures in order.
        own: label of the text's own place, where it is not that of the ground.
    """
    if own is None:
        own = ground.own.label if ground.own else ""
    return Describer(TextPlaces(ground, asked, own))


@cache
def _points() -> Crossed:
    return Crossed(load_points("place"), lead=LEAD)


def _with_place(proposal: Proposal, chosen: Candidate) -> Proposal:
    """A proposal with another place, and why in one line."""
    placed = chosen.placed
    reason = Reason("place", _why_vi(chosen.where, placed.label))
    reasons = tuple(reason if old.about == "place" else old for old in proposal.reasons)
    return replace(proposal, place_id=placed.place_id, place_text=placed.label, reasons=reasons)


def _why_vi(where: str, label: str) -> str:
    if where == "sentence":
        return f"xét lại theo cả đoạn: câu này nêu tên → {label}"
    if where == "paragraph":
        return f"xét lại theo cả đoạn: nêu tên ngay trước đó → {label}"
    return f"xét lại theo cả đoạn: hợp với các câu xung quanh hơn → {label}"
