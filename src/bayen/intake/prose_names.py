"""What the figures of prose are named, one after the other: the last one may tell of the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bayen.intake.anchors import Sought
from bayen.intake.context import Context
from bayen.intake.coordinated import join_places
from bayen.intake.found import Found
from bayen.intake.indicators import Named
from bayen.intake.knowledge import Knowledge
from bayen.intake.members import MainKind, MemberReader
from bayen.intake.parts import PartReader
from bayen.intake.percents import name_percent
from bayen.intake.phrasebook import Phrasebook
from bayen.intake.prices import name_price
from bayen.intake.scan import Scan
from bayen.intake.second_names import Looked
from bayen.intake.values import Proposal, Reason

_DIFFERENCE = 8.0
"""Weight from which a rule says that a number is a mere difference."""
_COMPARES = Sought(r"(?:cùng kỳ|so với|so năm|năm trước|năm ngoái)[^.;,]{0,26}$")


@dataclass(slots=True)
class ProseNamer:
    """Names the figures of one text, asked in text order.

    Attributes:
        scan: the text.
        known: how figures are named.
        book: the words that people have taught.
        found: all figures of the prose.
        contexts: the words around each; told here what the figure before it is.
    """

    scan: Scan
    known: Knowledge
    book: Phrasebook
    found: Sequence[Found]
    contexts: Sequence[Context]
    _members: MemberReader = field(init=False)
    _second: Looked | None = field(init=False)
    _parts: PartReader = field(default_factory=PartReader)
    _sentence: int = -1
    _code: str = ""
    _by_unit: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        namer, second = self.known.namer, self.known.second
        self._members = MemberReader(namer, MainKind(namer, self.scan))
        self._second = second.look(self.scan, self.found, self.contexts) if second else None

    def name(self, index: int, last: Proposal | None) -> Named:
        """The indicator of a figure.

        Args:
            index: of the figure.
            last: the figure proposed before it.
        """
        figure, context = self.found[index], self.contexts[index]
        sentence = self.scan.sentence_number(figure.number.start)
        if sentence != self._sentence:
            self._sentence, self._code, self._by_unit = sentence, "", {}
        context.previous = self._code
        named = self._by_rules(figure, context, last)
        if self._second is not None:
            named = self._second.name(index, figure, named, self._code)
        named = self.book.name(context) or named
        if named.weight < _DIFFERENCE:
            self._by_unit[_counted(figure)] = named.code
        if named.code != "other":
            self._code = named.code
        return named

    def _by_rules(self, figure: Found, context: Context, last: Proposal | None) -> Named:
        named = self.known.namer.name(figure, context)
        named = self._members.read(figure, named, context, self._sentence)
        named = self._parts.read(figure, name_price(self.scan, figure, named), context)
        named = join_places(figure, named, context, self._code)
        return self._compared(
            figure, name_percent(figure, named, context, self._code), context, last
        )

    def _compared(
        self, figure: Found, named: Named, context: Context, last: Proposal | None
    ) -> Named:
        """A number to compare with is of the same indicator: "… vụ (cùng kỳ 12 vụ)"."""
        bare = figure.unit is None or figure.unit.inherited
        is_fraction = bare and figure.number.of is not None
        if is_fraction and last is not None and last.candidate.of == figure.number.of:
            return Named(last.indicator, 5.0, Reason("indicator", "như phân số ngay trước"))
        if named.weight >= _DIFFERENCE or not _COMPARES.search(context.near):
            return named
        earlier = self._by_unit.get(_counted(figure))
        if earlier is None or figure.number.percent:
            return named
        return Named(earlier, 5.0, Reason("indicator", "số của kỳ so sánh"))


def _counted(figure: Found) -> str:
    """What a figure counts, cases by one name: "07 vụ việc (cùng kỳ 10 vụ)"."""
    is_case = figure.unit is not None and figure.unit.text in {"vụ", "vụ việc", "vụ án"}
    return "vụ" if is_case else figure.candidate.unit
