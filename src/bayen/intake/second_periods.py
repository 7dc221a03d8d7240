"""A second look at the days of figures whose sentence tells no time.

Where words of time govern a figure the rules are nearly always right. Where nothing does, they
carry a time on from before, or take a state of today; there the candidates of the whole text
are weighed by points learned from labelled texts, and another answer is taken when it leads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from bayen.catalogue.choices import load_points
from bayen.core.indicators import IndicatorKind
from bayen.intake.choosing import Crossed
from bayen.intake.judging import ProseJudgement
from bayen.intake.period_candidates import Asked, TextTimes
from bayen.intake.period_features import Candidate, choice_of, genre_of
from bayen.intake.periods import PeriodReader
from bayen.intake.values import Proposal, Reason
from bayen.intake.wording import NOTHING, span_vi

LEAD = 0.7
"""Log-odds by which another candidate must lead; chosen with whole authors left out."""
_BASES = (
    ("tiếp câu trước: «", "carried"),
    ("hiện trạng, tính đến ngày", "state"),
    ("như số liệu ngay trước trong câu", "copied"),
    ("không có từ chỉ thời gian", "nothing"),
)
_OF_STATE = ", hiện trạng"
_ASKED: Mapping[str, frozenset[str] | None] = {
    "carried": frozenset(
        ("other", "programme", "traffic", "commitment", "model", "movement", "standard")
    ),
    "state": frozenset(("other", "equipment")),
    "copied": frozenset(("other", "programme", "group")),
    "nothing": None,
}
"""By what the rules' days rest on, the families of indicators of which a look gained anything with
whole authors left out; None for all."""


@lru_cache(maxsize=8)  # figures of one text have the same few reasons
def basis_of(reason_vi: str) -> str:
    """What the rules' days rest on where no words govern the figure; "" where some do."""
    if reason_vi.partition(" → ")[0].endswith(_OF_STATE):
        return ""
    return next((name for start, name in _BASES if reason_vi.startswith(start)), "")


def kind_of(code: str, kinds: Mapping[str, IndicatorKind]) -> str:
    """A state, work done, or neither for certain, as an indicator tells."""
    if code == "other":
        return "other"
    return "stock" if kinds.get(code) is IndicatorKind.STOCK else "flow"


def reconsider_periods(
    proposals: Sequence[Proposal], kinds: Mapping[str, IndicatorKind]
) -> list[Proposal]:
    """The same proposals; some whose sentence tells no time with other days, and the reason."""
    prose = [index for index, p in enumerate(proposals) if isinstance(p.judgement, ProseJudgement)]
    asked = [ask(proposals[index], kinds) for index in prose]
    looked = list(proposals)
    doubtful = [at for at, figure in enumerate(asked) if is_doubtful(figure)]
    if not doubtful:
        return looked
    times = TextTimes(periods_of(proposals), asked)
    lowered, titled = times.periods.scan.lowered, times.periods.default is not None
    genre, place = genre_of(lowered, titled=titled), usual_place(asked)
    points = _points()
    for at in doubtful:
        index = prose[at]
        choice = choice_of(times, at, genre, place)
        chosen = points.choose(
            choice.known, [(one.alone, one.crossed) for one in choice.candidates]
        )
        if chosen:
            looked[index] = _with_days(proposals[index], choice.candidates[chosen], times)
    return looked


def periods_of(proposals: Sequence[Proposal]) -> PeriodReader:
    """The time of the text that some proposals are of.

    Raises:
        ValueError: none of them is of prose.
    """
    for proposal in proposals:
        if isinstance(proposal.judgement, ProseJudgement):
            return proposal.judgement.basis.periods
    raise ValueError("no figure of prose")


def is_doubtful(figure: Asked) -> bool:
    """Whether the rules are often enough wrong of such a figure to look again."""
    families = _ASKED.get(figure.why, frozenset())
    return families is None or figure.code.partition(".")[0] in families


def usual_place(asked: Sequence[Asked]) -> str:
    """The place of most figures of a text."""
    return Counter(figure.place for figure in asked).most_common(1)[0][0] if asked else ""


@cache
def _points() -> Crossed:
    return Crossed(load_points("period"), lead=LEAD)


def ask(proposal: Proposal, kinds: Mapping[str, IndicatorKind]) -> Asked:
    """A figure as the rules read it, for the candidates to be listed."""
    reason = next((r.text_vi for r in proposal.reasons if r.about == "period"), "")
    return Asked(
        proposal.candidate.start,
        proposal.candidate.end,
        proposal.indicator,
        kind_of(proposal.indicator, kinds),
        (proposal.first_day, proposal.last_day),
        basis_of(reason),
        proposal.place_text,
    )


def _with_days(proposal: Proposal, chosen: Candidate, times: TextTimes) -> Proposal:
    """A proposal with other days, and why in one line."""
    first, last = chosen.days
    reason = Reason("period", f"xét lại theo cả đoạn: {_why_vi(chosen, times)}")
    reasons = tuple(reason if old.about == "period" else old for old in proposal.reasons)
    return replace(proposal, first_day=first, last_day=last, reasons=reasons)


def _why_vi(chosen: Candidate, times: TextTimes) -> str:
    if chosen.days == NOTHING:
        return "không nói khi nào"
    if chosen.days == (None, times.periods.day):
        return "hiện trạng, tính đến ngày của văn bản"
    words = next((one.words for one in chosen.told if one.words is not None), None)
    said = times.periods.scan.text[words.start : words.end] if words else ""
    source = f"«{said}»" if said else "như các số liệu bên cạnh"
    return f"{source} → {span_vi(chosen.days)}"
