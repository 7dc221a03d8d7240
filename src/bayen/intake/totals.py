"""Totals and the parts told after them, found by their sum.

"211 tổ tự quản … Trong đó: 23 tổ an ninh, 132 tổ hòa giải …" counts all kinds together; and what
makes up a number to the last one is of what that number is of, however little its own words tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bayen.intake.parts import UNTOLD
from bayen.intake.values import Proposal, Reason

_ALL = "group.all"
_REACH = 14
"""Figures after a total among which its parts stand."""
_KINDS = 2
_LEAST = 20
"""A smaller number is the sum of two others by chance."""
_FEW = 12
"""Cases are told crime by crime in three parts or more, which chance does not add up so soon."""
_DIVIDED = (
    "programme.", "police.", "group.", "oversight.", "commitment.", "border.",
    "activity.attendance",
)  # fmt: skip
_CASES = frozenset({"case.total", "case.solved", "tip.cases", "case.criminal"})
_OF_CASES = _CASES | {"other", "case.drug"}
"""What the cases of one total may be named when only their crimes are told."""
_PEOPLE = (
    "người", "thành viên", "đồng chí", "đ/c", "cán bộ", "hội viên", "chiến sĩ", "sĩ quan",
    "tổ trưởng", "tổ phó", "đội trưởng", "đội phó", "hòa giải viên", "hoà giải viên", "tổ viên",
    "đội viên", "đối tượng", "trường hợp",
)  # fmt: skip
_HOMES = ("hộ", "gia đình", "nhà", "căn", "căn nhà", "ngôi nhà", "ngôi")
_SAME = (frozenset(_PEOPLE), frozenset(_HOMES), frozenset({"vụ", "vụ việc", "vụ án"}))
"""Nouns that stand for one another between a total and its parts."""


def name_totals(proposals: Sequence[Proposal]) -> list[Proposal]:
    """The same proposals; a group whose number is the sum of kinds told next is all of them."""
    named = list(proposals)
    for index, proposal in enumerate(proposals):
        if not _counts_groups(proposal) or not _is_sum(proposal, proposals[index + 1 :]):
            continue
        named[index] = _of_all(proposal, "count")
        further = proposals[index + 1]
        if further.indicator == proposal.indicator.removesuffix("count") + "members":
            named[index + 1] = _of_all(further, "members")
    return named


def name_parts(proposals: Sequence[Proposal]) -> list[Proposal]:
    """The same proposals; figures without an indicator that make up the one before have its own.

    "Cần 640 căn. Trong đó xã A 210 hộ, xã B 430 hộ" tells nothing of the houses but the numbers.
    """
    named = list(proposals)
    for index, total in enumerate(proposals):
        if named[index].indicator in _CASES and total.candidate.value >= _FEW:
            _name_cases(total, named, index + 1)
        if total.candidate.value < _LEAST or not total.indicator.startswith(_DIVIDED):
            continue
        for at in _parts_of(total, proposals, index + 1):
            if named[at].indicator in UNTOLD or _were_elsewhere(named[at], total):
                named[at] = _as_part(named[at], total)
    return named


def _were_elsewhere(part: Proposal, total: Proposal) -> bool:
    """Whether members are told by what they were: "97 thành viên, gồm 61 dân phòng cũ, …"."""
    family, _, what = total.indicator.rpartition(".")
    if not family.startswith("group.") or family == _ALL or what != "members":
        return False
    return part.indicator.startswith("police.") or part.indicator.endswith(".members")


def _name_cases(total: Proposal, named: list[Proposal], start: int) -> None:
    """Cases told crime by crime are of what all of them are: "làm rõ 44 vụ: trộm cắp 30 vụ, …"."""
    parts = _parts_of(total, named, start)
    if len(parts) > _KINDS and all(named[at].indicator in _OF_CASES for at in parts):
        for at in parts:
            named[at] = _as_part(named[at], total)


def _parts_of(total: Proposal, proposals: Sequence[Proposal], start: int) -> Sequence[int]:
    """Where the figures stand that follow in the same paragraph and add up to a total."""
    left, parts = total.candidate.value, list[int]()
    like = _alike(total.candidate.unit)
    for at in range(start, min(start + _REACH, len(proposals))):
        part = proposals[at].candidate
        if part.passage != total.candidate.passage:
            break
        if not part.unit or part.unit not in like:
            continue
        left -= part.value
        parts.append(at)
        if left <= 0:
            break
    return parts if left == 0 and len(parts) >= _KINDS else ()


def _alike(unit: str) -> frozenset[str]:
    """The nouns by which parts of so many can be counted."""
    return next((units for units in _SAME if unit in units), frozenset({unit}))


def _as_part(part: Proposal, total: Proposal) -> Proposal:
    reason = Reason("indicator", f"các phần cộng lại đúng bằng {total.candidate.text} nêu trước")
    reasons = (reason, *part.reasons[1:])
    return replace(part, indicator=total.indicator, note="", reasons=reasons)


def _counts_groups(proposal: Proposal) -> bool:
    code = proposal.indicator
    return code.startswith("group.") and code.endswith(".count") and not code.startswith(_ALL)


def _is_sum(total: Proposal, following: Sequence[Proposal]) -> bool:
    """Whether the groups told next, of two kinds or more, make up the number."""
    left, kinds = total.candidate.value, set[str]()
    for part in following[:_REACH]:
        if not _counts_groups(part):
            continue
        left -= part.candidate.value
        kinds.add(part.indicator)
        if left <= 0:
            return left == 0 and len(kinds) >= _KINDS
    return False


def _of_all(proposal: Proposal, what: str) -> Proposal:
    reason = Reason("indicator", "bằng tổng các loại tổ kể tiếp sau đó")
    reasons = (reason, *proposal.reasons[1:])
    return replace(proposal, indicator=f"{_ALL}.{what}", note="", reasons=reasons)
