"""How the figures of an invented commune come about, month by month.

Each rule gives one indicator its number. Rules run in the order of RULES, so that a rule can
build on the ones before it: attendances on sessions, members on teams. The sizes are those
of upland communes, chosen to look right, not measured anywhere.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Protocol

DAYS_IN_MONTH = 30


@dataclass(frozen=True, slots=True)
class Month:
    """What a month does to the figures.

    Attributes:
        days: how many days are answered for.
        seasons: how much of the usual amount there is, by the name of the season.
    """

    days: int
    seasons: Mapping[str, float]


@dataclass(slots=True)
class State:
    """A commune while its month is made up.

    Attributes:
        random: the commune's own source of chance.
        before: its stocks at the end of the month before; empty in its first month.
        figures: what this month has so far.
        is_urban: whether it is a ward or a township.
    """

    random: Random
    before: Mapping[str, int]
    figures: dict[str, int]
    is_urban: bool


class Rule(Protocol):
    """Gives one indicator its number of the month."""

    @property
    def code(self) -> str: ...

    @property
    def is_stock(self) -> bool: ...

    def number(self, state: State, month: Month) -> int: ...


@dataclass(frozen=True, slots=True)
class Households:
    """Where a commune begins: how many households; all else follows from it."""

    code: str = "place.households"
    is_stock: bool = True

    def number(self, state: State, month: Month) -> int:
        before = state.before.get(self.code)
        if before is None:
            middle = 1900 if state.is_urban else 1150
            return round(middle * math.exp(state.random.gauss(0, 0.35)))
        return before + state.random.randint(-1, 3)


@dataclass(frozen=True, slots=True)
class Stock:
    """A stock: `each` a unit of `base` at first, then it follows the base and drifts.

    Attributes:
        spread: how far communes differ, as a share of `each`.
        drift: the chance that it moves by one in a month.
    """

    code: str
    base: str
    each: float
    spread: float = 0.2
    drift: float = 0.06
    is_stock: bool = True

    def number(self, state: State, month: Month) -> int:
        base, chance = state.figures[self.base], state.random
        if self.code not in state.before:
            return max(
                1, round(base * self.each * chance.uniform(1 - self.spread, 1 + self.spread))
            )
        followed = round((base - state.before.get(self.base, base)) * self.each)
        drifted = chance.choice((-1, 1, 1)) if chance.random() < self.drift else 0
        return max(0, state.before[self.code] + followed + drifted)


@dataclass(frozen=True, slots=True)
class Kept:
    """A stock whose changes are figures too: before + `opened` - `ended`."""

    code: str
    base: str
    each: float
    opened: str
    ended: str
    is_stock: bool = True

    def number(self, state: State, month: Month) -> int:
        if self.code not in state.before:
            wanted = state.figures[self.base] * self.each * state.random.uniform(0.5, 1.6)
            return max(2, round(wanted))
        return state.before[self.code] + state.figures[self.opened] - state.figures[self.ended]


@dataclass(frozen=True, slots=True)
class Flow:
    """Things that happen by chance: `rate` a month and thousand households in a plain season.

    Attributes:
        season: which season moves it.
        at_most: a stock that it can never use up; "" for none.
    """

    code: str
    rate: float
    season: str = "plain"
    at_most: str = ""
    is_stock: bool = False

    def number(self, state: State, month: Month) -> int:
        size = state.figures["place.households"] / 1000 * month.days / DAYS_IN_MONTH
        drawn = draw_poisson(state.random, self.rate * size * month.seasons[self.season])
        if self.at_most:
            return min(drawn, max(0, state.before.get(self.at_most, 0) - 1))
        return drawn


@dataclass(frozen=True, slots=True)
class Share:
    """The part of another figure that also is something else: useful tips of all tips.

    Attributes:
        less: figures already taken out of that whole.
    """

    code: str
    of: str
    share: float
    less: tuple[str, ...] = ()
    is_stock: bool = False

    def number(self, state: State, month: Month) -> int:
        whole = state.figures[self.of] - sum(state.figures[code] for code in self.less)
        return sum(state.random.random() < self.share for _ in range(whole))


@dataclass(frozen=True, slots=True)
class Many:
    """So many for each of another figure: attendances for each session."""

    code: str
    of: str
    each: float
    spread: float = 0.3
    is_stock: bool = False

    def number(self, state: State, month: Month) -> int:
        low, high = self.each * (1 - self.spread), self.each * (1 + self.spread)
        return round(state.figures[self.of] * state.random.uniform(low, high))


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of others."""

    code: str
    parts: tuple[str, ...]
    is_stock: bool = False

    def number(self, state: State, month: Month) -> int:
        return sum(state.figures[part] for part in self.parts)


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of a whole at the end of the month: disputes still under mediation."""

    code: str
    whole: str
    less: tuple[str, ...]
    is_stock: bool = True

    def number(self, state: State, month: Month) -> int:
        return state.figures[self.whole] - sum(state.figures[code] for code in self.less)


def draw_poisson(random: Random, mean: float) -> int:
    """How often something happens that happens `mean` times on average."""
    if mean > 30:  # near enough to the normal distribution, and much faster
        return max(0, round(random.gauss(mean, math.sqrt(mean))))
    limit, count, product = math.exp(-mean), 0, random.random()
    while product > limit:
        count += 1
        product *= random.random()
    return count


GROUP_KINDS = (
    # code, teams a village, members a team
    ("grassroots_security", 1.0, 3.2),
    ("mediation", 1.0, 5.6),
    ("people_security", 0.6, 4.6),
    ("interfamily", 5.5, 11.8),
    ("self_managed", 0.9, 7.5),
    ("civil_defence", 0.5, 9.0),
)


def _group_rules() -> tuple[Rule, ...]:
    rules: list[Rule] = []
    for kind, teams, members in GROUP_KINDS:
        count = f"group.{kind}.count"
        rules.append(Stock(count, "place.villages", teams, drift=0.03))
        rules.append(Stock(f"group.{kind}.members", count, members, spread=0.12, drift=0.1))
    return tuple(rules)


RULES: tuple[Rule, ...] = (
    Households(),
    Stock("place.villages", "place.households", 1 / 92, drift=0),
    *_group_rules(),
    Flow("model.new", 0.05, "festival"),
    Flow("model.dissolved", 0.02, at_most="model.count"),
    Kept("model.count", "place.villages", 0.35, "model.new", "model.dissolved"),
    Stock("model.points", "model.count", 2.6),
    Stock("model.members", "model.points", 9.0),
    Flow("activity.sessions", 4.5, "festival"),
    Many("activity.attendance", "activity.sessions", 62),
    Flow("activity.patrols", 14, "tet"),
    Flow("media.broadcasts", 16, "festival"),
    Flow("media.leaflets", 42, "festival"),
    Flow("commitment.households", 55, "tet"),
    Flow("weapon.firearms", 0.7),
    Flow("weapon.ammunition", 0.5),
    Flow("weapon.other", 0.9, "tet"),
    Flow("tip.received", 2.6),
    Share("tip.useful", "tip.received", 0.66),
    Share("tip.cases", "tip.useful", 0.7),
    Flow("case.criminal", 0.28, "tet"),
    Flow("case.administrative", 0.65, "tet"),
    Total("case.total", ("case.criminal", "case.administrative")),
    Share("case.solved", "case.total", 0.84),
    Flow("mediation.cases", 1.6, "tet"),
    Share("mediation.resolved", "mediation.cases", 0.82),
    Share("mediation.failed", "mediation.cases", 0.6, ("mediation.resolved",)),
    Rest("mediation.pending", "mediation.cases", ("mediation.resolved", "mediation.failed")),
    Flow("traffic.accidents", 0.16, "tet"),
    Share("traffic.deaths", "traffic.accidents", 0.25),
    Many("traffic.injuries", "traffic.accidents", 1.1),
    Flow("award.collectives", 0.12, "festival"),
    Flow("award.individuals", 0.4, "festival"),
)
STOCK_CODES = frozenset(rule.code for rule in RULES if rule.is_stock)
