"""Percentages that belong to the figure just before: "hòa giải thành 33 vụ (91,7%)"."""

from __future__ import annotations

import re

from bayen.intake.context import Context
from bayen.intake.found import Found
from bayen.intake.indicators import Named
from bayen.intake.values import Reason

_BESIDE = re.compile(
    r"(?:\(|đạt|chiếm|bằng|tương đương|tỷ lệ|tỉ lệ|đạt tỷ lệ|=)\s*(?:tỷ lệ|là|trên|hơn|gần)?\s*$"
)
_OF_A_PLAN = re.compile(r"\s*(?:so với|kế hoạch|chỉ tiêu|yêu cầu|dân số)")
_ACCIDENTS = re.compile(r"tai nạn giao thông|tngt|va chạm giao thông")
_CHANGE = re.compile(r"(?:giảm|tăng)[^.;]*$")
_MORE_OR_LESS = re.compile(
    r"(?:tăng|giảm|(?:cao|thấp|nhiều|ít) hơn|kéo giảm)(?: thêm| được| gần| hơn| khoảng)?\s*$"
)
_OF_CASES = re.compile(r"vụ|phạm|hình sự|trộm|tai nạn|tngt|ma t[uú]y|người (?:chết|bị thương)")
_IN_BRACKETS = re.compile(r"\(\s*(?:giảm|tăng)[^()]{0,16}$")

# What a percentage beside a figure of an indicator is; longest beginning first.
_SHARE_OF = {
    "commitment.": "commitment.households",
    "mediation.": "mediation.resolved",
    "standard.registered": "standard.registered",
    "standard.": "standard.achieved",
    "case.solved": "case.solved_percent",
    "model.points": "model.points",
    "activity.villages_covered": "activity.villages_covered",
    "activity.communes_covered": "activity.communes_covered",
    "tip.useful": "tip.useful",
    "movement.excellent": "movement.excellent",
    "movement.good": "movement.good",
    "movement.average": "movement.average",
}
_OF_THEMSELVES = ("model.", "group.", "activity.", "border.", "hotspot.", "programme.communes")
_CHANGE_OF = {"case.": "case.change_percent", "traffic.": "traffic.change_percent"}


def name_percent(found: Found, named: Named, context: Context, code: str) -> Named:
    """The indicator of a percentage, from the indicator of the figure before it.

    Args:
        found: the percentage.
        named: what the phrases alone say.
        context: the words around it.
        code: indicator of the last figure in the sentence that was no mere difference.
    """
    if not found.number.percent or not code or named.code.startswith("movement."):
        return named
    if code.startswith("case.") and _ACCIDENTS.search(context.link):
        code = "traffic.accidents" if _CHANGE.search(context.link[-60:]) else code
    if code.endswith("change_percent") and not re.search(r"tỷ lệ|đạt|;", context.link):
        return Named(code, 5.0, Reason("indicator", "kể tiếp các tỷ lệ tăng, giảm"))
    share: str | None
    is_more = _MORE_OR_LESS.search(context.near) and not _OF_CASES.search(context.link)
    if code == "case.solved_percent" and is_more:
        share = "other"  # "khám phá đạt 84% (cao hơn 3%)"
    elif _CHANGE.search(context.link[-60:]) or (_CHANGE.search(context.near) and not context.link):
        share = _begin(_CHANGE_OF, code)
        if share is None and _is_of_no_case(context):
            share = "other"  # "1.318 nguồn tin (tăng 6,2%)"
    elif _BESIDE.search(context.near):
        share = _begin(_SHARE_OF, code)
        if share is code and (_OF_A_PLAN.match(context.noun) or "trong đó" in context.link):
            return named
    else:
        return named
    if share is None:
        return named
    return Named(share, 5.0, Reason("indicator", "tỷ lệ của số liệu ngay trước → " + share))


def _is_of_no_case(context: Context) -> bool:
    """Whether what grew or fell beside a figure is that figure, and no crime told since."""
    if _IN_BRACKETS.search(context.link):
        return True
    told = f"{context.link} {context.noun}"
    return bool(_MORE_OR_LESS.search(context.near)) and _OF_CASES.search(told) is None


def _begin(table: dict[str, str], code: str) -> str | None:
    found = next((share for prefix, share in table.items() if code.startswith(prefix)), None)
    if found is None and table is _SHARE_OF and code.startswith(_OF_THEMSELVES):
        return code  # a share of an indicator has that indicator
    return found
