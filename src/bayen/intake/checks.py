"""What a reading says about itself: sums that do not agree, figures without a place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bayen.core.findings import Finding, Severity
from bayen.core.places import Level
from bayen.intake.document import Document
from bayen.intake.judging import ProseJudgement
from bayen.intake.knowledge import Knowledge
from bayen.intake.values import Proposal


def check_reading(
    document: Document, proposals: Sequence[Proposal], known: Knowledge
) -> tuple[Finding, ...]:
    """Findings about the figures of one document; the figures themselves stay."""
    if not proposals:
        return (
            Finding(
                "no-figures",
                Severity.WARN,
                f"Không thấy số liệu nào trong «{document.name}»; "
                "hãy kiểm tra có đúng văn bản cần nộp không.",
            ),
        )
    return (
        *_check_unresolved(proposals, known),
        *_check_fractions(proposals, known),
        *_check_same_figure(proposals, known),
        *_check_parts(proposals, known),
    )


def _check_unresolved(proposals: Sequence[Proposal], known: Knowledge) -> Iterator[Finding]:
    for index, proposal in enumerate(proposals):
        said = _said(proposal)
        if not proposal.place_text:
            yield _finding(
                "unknown-place", index, f"Chưa rõ «{said}» là của địa bàn nào; hãy chọn địa bàn."
            )
        elif proposal.place_id is None:
            yield _finding("unlisted-place", index, _unlisted_vi(said, proposal))
        if proposal.last_day is None:
            yield _finding(
                "unknown-period", index, f"Chưa rõ «{said}» là của thời gian nào; hãy chọn kỳ."
            )


def _unlisted_vi(said: str, proposal: Proposal) -> str:
    """What to do about a place without identity."""
    place = proposal.place_text
    if _is_of_cluster_within(proposal):
        return f"«{said}» là của cụm giáp ranh, không phải của cả {place}; hãy chọn địa bàn."
    return f"«{said}»: không có «{place}» trong danh mục địa bàn; hãy chọn địa bàn."


def _is_of_cluster_within(proposal: Proposal) -> bool:
    """Whether a figure is of a cluster that goes by the place it lies in."""
    if not isinstance(proposal.judgement, ProseJudgement):
        return False
    of_text = proposal.judgement.basis.places.own
    if of_text is None or of_text.level is not Level.CLUSTER or of_text.above_id is None:
        return False
    return of_text.label == proposal.place_text


def _check_fractions(proposals: Sequence[Proposal], known: Knowledge) -> Iterator[Finding]:
    for index, proposal in enumerate(proposals):
        candidate = proposal.candidate
        if candidate.of is not None and candidate.value > candidate.of:
            yield _finding(
                "part-over-whole",
                index,
                f"«{candidate.text}»: phần nhiều hơn tổng; hãy xem lại số trong văn bản.",
            )


def _check_same_figure(proposals: Sequence[Proposal], known: Knowledge) -> Iterator[Finding]:
    """The same indicator, place and time with another value."""
    seen: dict[tuple[object, ...], Proposal] = {}
    for index, proposal in enumerate(proposals):
        if (
            proposal.indicator == "other"
            or proposal.last_day is None
            or proposal.indicator.startswith("model.")
        ):
            continue
        key = (
            proposal.indicator,
            proposal.place_text,
            proposal.first_day,
            proposal.last_day,
            proposal.candidate.unit,
        )
        earlier = seen.setdefault(key, proposal)
        if (
            earlier.candidate.value != proposal.candidate.value
            and proposal.candidate.of == earlier.candidate.of
        ):
            title = known.titles.get(proposal.indicator, proposal.indicator)
            yield _finding(
                "said-twice", index,
                f"{title}: «{_said(earlier)}» rồi «{_said(proposal)}» "
                "cho cùng địa bàn và thời gian; hãy chọn số đúng.",
            )  # fmt: skip


def _check_parts(proposals: Sequence[Proposal], known: Knowledge) -> Iterator[Finding]:
    """Part and whole inside the document: 172 = 99 + 73."""
    by_key: dict[tuple[object, ...], int] = {}
    for index, proposal in enumerate(proposals):
        key = (proposal.indicator, proposal.place_text, proposal.first_day, proposal.last_day)
        if not proposal.repeat:
            by_key.setdefault(key, index)
    for (code, *rest), index in by_key.items():
        parts = known.parts.get(str(code), ())
        found = [by_key.get((part, *rest)) for part in parts]
        present = [proposals[i] for i in found if i is not None]
        if len(parts) < 2 or len(present) != len(parts):
            continue
        total = sum(p.candidate.value for p in present)
        if total != proposals[index].candidate.value:
            listed = " + ".join(p.candidate.text for p in present)
            yield _finding(
                "parts-differ", index,
                f"{known.titles.get(str(code), str(code))}: «{_said(proposals[index])}» "
                f"khác tổng các phần ({listed}); hãy xem lại.",
            )  # fmt: skip


def _said(proposal: Proposal) -> str:
    unit = "" if proposal.candidate.unit == "%" else proposal.candidate.unit
    return f"{proposal.candidate.text} {unit}".strip()


def _finding(code: str, index: int, message: str) -> Finding:
    return Finding(code, Severity.WARN, message, where=str(index))
