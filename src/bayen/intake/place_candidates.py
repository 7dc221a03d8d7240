"""The places that a figure may be of: the rules' own, those beside it, those named around it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from bayen.core.places import NATION_ID, Level
from bayen.intake.inner_places import InnerPlaces
from bayen.intake.mention_weights import is_only_around
from bayen.intake.mentions import Mention
from bayen.intake.names import LEVEL_WORDS, VILLAGE_WORDS
from bayen.intake.place_evidence import PlaceGround
from bayen.intake.placing import NATION, Placed, Placer
from bayen.intake.scan import Looked, Scan, Stretch

_WORDS = sorted([*LEVEL_WORDS, *VILLAGE_WORDS, "phố"], key=len, reverse=True)
FORMER = "former"
"""Why a figure is of a unit of before July 2025: its mark tells, and tells of it alone."""
SETTLED = frozenset({FORMER, "heads"})
"""Reasons of the rules against which nothing is weighed."""
_JOINS_ABOVE = frozenset({",", "(", "-", "–", "thuộc", "của", "ở"})
_JOINS_BESIDE = frozenset({",", "và", "-", "–", ";"})


class Asked(NamedTuple):
    """One figure of a text, as the rules read it.

    Attributes:
        start, end: of the number.
        code: of its indicator.
        unit: in lower case.
        label: of its place as the guide writes it; "" for none.
        why: kind of reason for that place, as `second_places.basis_of` names it.
        place_id: identity of the place, when it has one.
    """

    start: int
    end: int
    code: str
    unit: str
    label: str
    why: str
    place_id: str | None = None


@dataclass(frozen=True, slots=True)
class Titled:
    """A place by its label.

    Attributes:
        key: first part in lower case, "xã mường và".
        name: the same without its level word.
        above: the other parts.
        level: in the tree.
    """

    key: str
    name: str
    above: tuple[str, ...]
    level: Level


@lru_cache(1 << 12)
def titled(label: str) -> Titled:
    """The parts of a label such as "xã Mường Và, huyện Sốp Cộp, tỉnh Sơn La"."""
    key, *above = (part.strip() for part in label.casefold().split(","))
    if key == "việt nam":
        return Titled(key, key, (), Level.NATION)
    word = next((word for word in _WORDS if key.startswith(f"{word} ")), "")
    levels = LEVEL_WORDS.get(word, (Level.VILLAGE,))
    level = levels[0] if len(levels) > 1 and not above else levels[-1]
    return Titled(key, key[len(word) :].strip(), tuple(above), level)


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """A place named in the text; another one for each time that it is named.

    Attributes:
        mention: where and how.
        name: in lower case.
        role: "above" of what only says where the one before it lies, "list" of one of several,
            else "head".
    """

    mention: Mention
    name: str
    role: str

    @property
    def start(self) -> int:
        return self.mention.start

    @property
    def end(self) -> int:
        return self.mention.end


Identity: TypeAlias = tuple[str, str]
"""The name of a place and the first part of its label, both in lower case."""


class Around(NamedTuple):
    """What is named around a figure, in text order.

    Attributes:
        sentence: that it stands in, by number.
        stretch: the same in characters.
        before, after: in the sentence.
        previous: in the sentence before.
        paragraph: before the sentence in its line.
    """

    sentence: int
    stretch: Stretch
    before: Sequence[Named]
    after: Sequence[Named]
    previous: Sequence[Named]
    paragraph: Sequence[Named]


@dataclass(slots=True)
class TextPlaces:
    """The places of one text, for its figures to be asked one by one.

    Attributes:
        ground: the text, its mentions, its own place.
        figures: those of its prose, in order.
        own: label of the text's own place; "" for none.
        placed: the place of a name.
        identity: by what a name is known to be of the same place as another one, or as a label.
        around: what is named around a figure.
    """

    ground: PlaceGround
    figures: Sequence[Asked]
    own: str
    named: list[Named] = field(init=False)
    starts: list[int] = field(init=False)
    counts: Counter[str] = field(init=False)
    shares: Counter[str] = field(init=False)
    in_title: frozenset[str] = field(init=False)
    leveled: frozenset[str] = field(init=False)
    levels: Counter[Level] = field(init=False)
    _inner: InnerPlaces = field(init=False)
    _first_of_line: dict[int, int] = field(init=False)
    _own_line: Sequence[Placed] = field(init=False)
    _as_read: Sequence[tuple[str, Placed]] = field(init=False)
    placed: Callable[[Named], Placed] = field(init=False)
    identity: Callable[[Named], Identity] = field(init=False)
    around: Callable[[Asked], Around] = field(init=False)
    _resolved: dict[tuple[str, str, int], Placed] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.placed = Looked(self._resolve).__getitem__
        self.identity = Looked(self._identity_of).__getitem__
        self.around = Looked(self._find_around).__getitem__
        own = self._own_placed()
        # What is known of its mentions already goes along, for that hangs on no own place.
        self._inner = replace(self.ground.inner, own=own, of_cluster=False, counted=None)
        mentions = [m for m in self.placer.mentions if not self._is_in_passing(m)]
        self.named = _with_roles(self.scan, mentions)
        self.starts = [mention.start for mention in mentions]
        self.counts = Counter(one.name for one in self.named)
        self.shares = Counter(titled(figure.label).key for figure in self.figures)
        end = self.ground.title_end
        self.in_title = frozenset(one.name for one in self.named if one.start < end)
        self.leveled = frozenset(one.name for one in self.named if one.mention.word)
        self.levels = Counter(level for _, level in {(m.name, m.level) for m in mentions})
        self._own_line = self._of_own()
        self._as_read = [_of_figure(figure) for figure in self.figures]
        self._first_of_line = {}
        for number, stretch in enumerate(self.scan.sentences):
            self._first_of_line.setdefault(stretch.line, number)

    def _is_in_passing(self, mention: Mention) -> bool:
        """Whether a name is of a border post, or in the title only where a commune lies."""
        in_title = mention.start < self.ground.title_end
        return self._inner.is_namesake(mention) or (in_title and is_only_around(self.scan, mention))

    @property
    def scan(self) -> Scan:
        return self.ground.scan

    @property
    def placer(self) -> Placer:
        return self.ground.placer

    @property
    def is_of_cluster(self) -> bool:
        """Whether the text is of a cluster of communes, whose parts it names all along."""
        return self.ground.own is not None and self.ground.own.level is Level.CLUSTER

    def _own_placed(self) -> Placed | None:
        """The text's own place; by its label alone where the rules said another one before."""
        own = self.ground.own
        if own is None or titled(own.label).key == titled(self.own).key:
            return own
        key = titled(self.own).key
        same = (m for m in self.placer.mentions if titled(self.placer.resolve(m).label).key == key)
        first = next(same, None)
        if first is not None:
            return self.placer.resolve(first)
        return Placed(None, self.own, titled(self.own).level)

    def between(self, start: int, end: int) -> Sequence[Named]:
        """What is named in a range."""
        first = bisect_left(self.starts, start)
        return self.named[first : bisect_left(self.starts, end, lo=first)]

    def _find_around(self, figure: Asked) -> Around:
        number = self.scan.sentence_number(figure.start)
        stretch = self.scan.sentences[number]
        line = self.scan.sentences[self._first_of_line[stretch.line]].start
        last = self.scan.sentences[number - 1] if number else stretch
        return Around(
            number,
            stretch,
            self.between(stretch.start, figure.start),
            self.between(figure.end, stretch.end),
            self.between(last.start, stretch.start),
            self.between(line, stretch.start),
        )

    def is_inner(self, named: Named) -> bool:
        """Whether a place lies within the text's own, or beside it."""
        return self._inner.is_inner(named.mention)

    def _identity_of(self, named: Named) -> Identity:
        return named.name, titled(self.placed(named).label).key

    def _resolve(self, named: Named) -> Placed:
        """The place of a name; each way of naming is asked once."""
        mention = named.mention
        version = self.placer.pick(mention)
        told = version.place_id if version else str(mention.start)
        key = (mention.word, told, mention.level)
        if key not in self._resolved:
            self._resolved[key] = self.placer.resolve(mention)
        return self._resolved[key]

    def candidates(self, index: int, around: Around) -> dict[str, Placed]:
        """The places that a figure may be of, by their key; the rules' own first."""
        found = dict([self._as_read[index]])
        for beside in range(max(index - 1, 0), min(index + 2, len(self.figures))):
            if self.figures[beside].why != FORMER:
                key, placed = self._as_read[beside]
                found.setdefault(key, placed)
        for placed in self._own_line:
            found.setdefault(titled(placed.label).key, placed)
        for one in _all_around(around):
            _, key = self.identity(one)
            if key not in found and not self._is_rules_own(one, index):
                found[key] = self.placed(one)
        found.setdefault(titled(NATION.label).key, NATION)
        return found

    def _is_rules_own(self, named: Named, index: int) -> bool:
        """Whether a name is of the place that the rules chose, though called by another word."""
        place_id = self.placed(named).place_id
        return place_id is not None and place_id == self.figures[index].place_id

    def _of_own(self) -> Sequence[Placed]:
        """The text's own place and those above it."""
        own = self._inner.own
        if own is None:
            return ()
        above = (v.place_id for v in self.placer.chain(own) if v.place_id != NATION_ID)
        return (replace(own, label=self.own), *(self.placer.of_id(one) for one in above))


def _all_around(around: Around) -> Iterable[Named]:
    yield from around.before
    yield from around.after
    yield from around.previous
    yield from around.paragraph


def _of_figure(figure: Asked) -> tuple[str, Placed]:
    """The place of a figure as the rules read it, behind its key."""
    told = titled(figure.label)
    return told.key, Placed(figure.place_id, figure.label, told.level)


def _with_roles(scan: Scan, mentions: Sequence[Mention]) -> list[Named]:
    """The mentions with what each does beside its neighbours."""
    roles = ["head"] * len(mentions)
    for at in range(1, len(mentions)):
        last, mention = mentions[at - 1], mentions[at]
        if mention.start - last.end > _NEAR:
            continue
        gap = scan.text[last.end : mention.start].strip()
        if mention.level < last.level and gap in _JOINS_ABOVE:
            roles[at] = "above"
        elif mention.level == last.level and gap in _JOINS_BESIDE:
            roles[at] = "list"
            roles[at - 1] = "list" if roles[at - 1] == "head" else roles[at - 1]
    return [Named(m, m.name.casefold(), role) for m, role in zip(mentions, roles, strict=True)]


_NEAR = 8
"""Characters within which two names belong together."""
