"""Parts of a total: "xử lý 13 vụ việc gồm 9 vụ trộm cắp và 4 vụ đánh nhau", all of one kind."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bayen.intake.context import Context
from bayen.intake.found import Found
from bayen.intake.indicators import Named
from bayen.intake.kinds import OF_THESE
from bayen.intake.values import Reason

_MADE_OF = re.compile(r"(?:gồm|bao gồm)(?: có|:)?\s*(?:(?:hơn|trên|gần|khoảng)\s*)?$")
_OF_THEM = re.compile(r"trong (?:đó|số đó|số này)(?:,? có|,)?\s*(?:(?:hơn|trên|gần|khoảng)\s*)?$")
_AND = re.compile(r"[^.;:()\d]{0,60}?(?:,|và)\s*(?:(?:hơn|trên|gần|khoảng)\s*)?")
_KIND_OF_ITS_OWN = re.compile(
    r"hình sự|ma túy|ma tuý|hành chính|tai nạn|kinh tế|không thành|đang|xây dựng|nhân rộng|duy trì"
    r"|củng cố|giải thể"
)
_NEXT_PLACE = re.compile(
    r" ?\w+(?: \w+)?[;,] ?[^.;:()\d]{2,30}?,? (?:có |là )?(?:(?:hơn|trên|gần) )?"
)
_ONE_PART = re.compile(r"[^.:()\d]{0,60}(?:trong đó|riêng)(?: có)?[^.;:()\d]{0,30}")
_MADE_OF_KINDS = ("case.total", "mediation.cases", "model.new", "model.replicated")
_SPLIT_KINDS = (
    "police.commune.regular",
    "tip.received",
    "tip.cases",
    "case.criminal",
    "case.solved",
    "mediation.resolved",
    "hotspot.",
    "case.wanted",
    "reputable.",
    "media.leaflets",
)
UNTOLD = frozenset({"other", "place.households", "place.population"})
"""What a figure is when its own words tell next to nothing."""
_DIFFERENCE = 8.0
"""Weight from which a rule says that a number is a mere difference."""
_TOLD = 3.8
"""Weight from which a rule has said that something is "other"."""
_SURE = 5.6
"""Weight of a rule from which its words are told of this figure alone."""


@dataclass(slots=True)
class PartReader:
    """Follows one total and its parts as figures are read in order."""

    _code: str = ""
    _unit: str = ""
    _in_parts: bool = False

    def read(self, found: Found, named: Named, context: Context) -> Named:
        """The name of a figure after looking whether it is a part of the one before."""
        unit = _head(found)
        if not self._is_part(context, unit, named):
            if named.code == "other" and named.weight >= _DIFFERENCE and not self._in_parts:
                return named  # "11 vụ việc, giảm 4 vụ, gồm 5 vụ …": the parts are of the 11
            self._code, self._unit, self._in_parts = named.code, unit, False
            return named
        self._in_parts = True
        reason = Reason("indicator", "một phần của tổng số vừa nêu")
        return Named(self._code, 5.0, reason, named.alternatives)

    def _is_part(self, context: Context, unit: str, named: Named) -> bool:
        if not unit or unit != self._unit:
            return False
        if not context.link:
            return _is_untold(named) and self._goes_on(context, unit)
        if self._in_parts and _is_untold(named) and _NEXT_PLACE.fullmatch(context.link):
            return True
        if _KIND_OF_ITS_OWN.search(context.noun) or named.code.endswith("_percent"):
            return False
        if _is_untold(named) and self._divides() and _ONE_PART.fullmatch(context.link):
            return True
        if self._in_parts and _AND.fullmatch(context.link):
            return True
        if self._code.startswith(_MADE_OF_KINDS) and _MADE_OF.search(context.link):
            return True
        splits = self._code.startswith(_SPLIT_KINDS) and named.weight < _SURE
        return splits and _OF_THEM.search(context.link) is not None

    def _goes_on(self, context: Context, unit: str) -> bool:
        """Whether a new sentence parts what the one before ended with: "Trong đó, xã A 61 hộ"."""
        bare = context.noun.strip(" \n\t/,.(:") == unit
        return self._divides() and bare and OF_THESE.match(context.sentence) is not None

    def _divides(self) -> bool:
        """Whether the figure before is of something whose parts are told without its name."""
        return not self._code.startswith(("place.", "case.")) and self._code not in UNTOLD


def _is_untold(named: Named) -> bool:
    return named.code in UNTOLD and named.weight < _TOLD


def _head(found: Found) -> str:
    if found.number.percent or found.unit is None:
        return ""
    return "vụ" if "case" in found.unit.classes else found.unit.text
