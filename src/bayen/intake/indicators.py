"""Which indicator a figure is of, from the words around it, with reasons and alternatives.

The heaviest of the rules that hold wins. Kinds of citizens' groups are a little grammar here.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bayen.catalogue.lexicon import GroupKind, Lexicon
from bayen.intake.anchors import Opened
from bayen.intake.context import Context
from bayen.intake.found import Found
from bayen.intake.rules import RuleBook, names_itself
from bayen.intake.scan import Scan
from bayen.intake.values import Alternative, Reason

_SOLVED = re.compile(r"(?:điều tra|khám phá|làm rõ|phá)[^.;]*$")
_CASES = {"case.total", "case.criminal", "case.solved"}
_OFTEN = 2
_MOSTLY = 0.6
"""How often, and in what share of all, a text names the kind of groups that it is about."""


@dataclass(frozen=True, slots=True, eq=False)
class Likeliest:
    """The indicator for which all the words around a number speak most.

    Attributes:
        code: of the indicator.
        odds: log-odds of every indicator, the largest of them its own.
    """

    code: str
    odds: NDArray[np.float32]

    @property
    def chance(self) -> float:
        """Its chance, 0 to 1; worked out when somebody asks how sure a figure is."""
        return 1.0 / float(np.exp(self.odds - self.odds.max()).sum())


class Named(NamedTuple):
    """The indicator chosen, how heavy its rule was, and the others that held.

    What the words around make likeliest is known after a second look only.
    """

    code: str
    weight: float
    reason: Reason
    alternatives: tuple[Alternative, ...] = ()
    likeliest: Likeliest | None = None


@dataclass(slots=True)
class IndicatorNamer:
    """The rules of the lexicon and its kinds of groups, ready to name figures."""

    lexicon: Lexicon
    names: dict[str, str]
    _rules: RuleBook = field(init=False)
    _groups: list[tuple[GroupKind, re.Pattern[str]]] = field(init=False)
    _opened: list[tuple[GroupKind, Opened]] = field(init=False)
    _any_group: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        self._rules = RuleBook(self.lexicon)
        self._groups = [(kind, _starting(kind.words)) for kind in self.lexicon.groups]
        self._opened = [(kind, Opened(kind.words)) for kind in self.lexicon.groups]
        self._any_group = _starting("|".join(kind.words for kind in self.lexicon.groups))

    def name(self, found: Found, context: Context) -> Named:
        """The indicator of a figure; "other" when no rule holds."""
        scores = self._scores(found, context)
        if not scores:
            return Named("other", 0.0, Reason("indicator", "không có cụm từ nào cho biết chỉ tiêu"))
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        code, weight = ranked[0]
        said = " ".join(context.noun.split())
        if not said.startswith(found.candidate.unit):
            said = f"{found.candidate.unit} {said}"
        reason = Reason("indicator", f"«{said[:60].strip()}» → {self.names.get(code, code)}")
        others = tuple(
            Alternative(other, round(score / weight, 2), self.names.get(other, other))
            for other, score in ranked[1:4]
        )
        return Named(code, weight, reason, others)

    def _scores(self, found: Found, context: Context) -> dict[str, float]:
        """How heavily the words speak for each indicator."""
        scores: dict[str, float] = {}
        is_group = "group" in found.unit.classes if found.unit else not names_itself(found, context)
        if is_group and not found.number.percent:
            self._name_group(found, context, scores)
        for rule, weight in self._rules.holding(found, context):
            if weight > scores.get(rule.indicator, 0.0):
                scores[rule.indicator] = weight
        if (
            found.number.of is not None
            and scores.keys() & _CASES
            and (self._rules.deed(context) == "solve" or _SOLVED.search(context.earlier))
        ):
            scores["case.solved"] = max(scores.values()) + 1.0  # "làm rõ …, 137/151 vụ phạm tội"
        if found.number.of is not None and scores:
            heaviest = max(scores, key=lambda code: scores[code])
            if heaviest == "mediation.cases":  # "hòa giải được 48/53 vụ": so many of those told of
                scores["mediation.resolved"] = scores[heaviest] + 1.0
        bare_count = {"place.communes", "place.villages", "place.districts"} & scores.keys()
        if found.number.of is not None and bare_count and len(scores) == 1:
            return {}  # "15/15 phường thành lập …" tells how many did, not how many there are
        return scores

    def _name_group(self, found: Found, context: Context, scores: dict[str, float]) -> None:
        """Score the kinds of citizens' groups named in the noun phrase."""
        if found.unit is not None and found.unit.text in {"chốt", "lực lượng"} and not context.noun:
            return
        kind = self.group_kind(context.noun)
        bare = found.unit is not None and context.noun.strip(" \n\t/,.(:") == found.unit.text
        if bare and (told := self.last_group_kind(context.before)) is not None:
            scores[f"{told.code}.count"] = 4.0
            return
        if kind is not None and found.unit is not None:
            scores[f"{kind.code}.count"] = 5.0 + kind.weight
            return
        kind = (
            self.group_kind(context.near)
            if not context.noun.strip() or found.unit is None
            else None
        )
        if kind is not None:
            scores[f"{kind.code}.count"] = 2.0 + kind.weight
            return
        if found.unit is None or found.unit.text not in {"tổ", "đội", "nhóm"}:
            return
        if context.near.endswith(("(", ":")):
            return  # "đội dân phòng (9 đội)": told before
        if (kind := self.group_kind(context.after[:60])) is not None:
            scores[f"{kind.code}.count"] = 3.0 + kind.weight
        elif (kind := self.group_kind(context.tail)) is not None:
            scores[f"{kind.code}.count"] = 1.5

    def group_kind(self, words: str) -> GroupKind | None:
        """The kind of group that some words name; the heaviest of several."""
        if not self._any_group.search(words):
            return None
        held = [kind for kind, pattern in self._groups if pattern.search(words)]
        return max(held, key=lambda kind: kind.weight, default=None)

    def group_kinds(self, words: str) -> set[str]:
        """The codes of all kinds of groups that some words name."""
        if not self._any_group.search(words):
            return set()
        return {kind.code for kind, pattern in self._groups if pattern.search(words)}

    def main_group_kind(self, scan: Scan) -> GroupKind | None:
        """The kind that most of a text's words for groups name; None when several share it."""
        said = Counter(
            {
                kind.code: sum(1 for _ in pattern.finditer(scan.lowered, scan.words))
                for kind, pattern in self._opened
            }
        ).most_common()
        (code, most), total = said[0], sum(count for _, count in said)
        if most < _OFTEN or most < _MOSTLY * total or most <= scan.lowered.count("mô hình"):
            return None
        return next(kind for kind, _ in self._groups if kind.code == code)

    def last_group_kind(self, words: str) -> GroupKind | None:
        """The kind named last in some words, for "Tổ hòa giải có 5 thành viên"."""
        if not self._any_group.search(words):
            return None
        said = [(m.end(), kind) for kind, pattern in self._groups for m in pattern.finditer(words)]
        last = max(end for end, _ in said)
        return max((k for end, k in said if end > last - 22), key=lambda kind: kind.weight)


def _starting(words: str) -> re.Pattern[str]:
    """A pattern of words at the start of a word."""
    return re.compile(rf"(?<!\w)(?:{words})")
