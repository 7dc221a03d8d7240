"""Figures of a plan as a moment in the past knew them, worked out from the facts.

Kept totals say what stands now. Of any other moment what is plain is added up here, unit by
unit, from the statements that stood then; what is odd is left to the full rules, as ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from bayen.core.forest import MAIN_TREE, Forest
from bayen.core.indicators import IndicatorKind
from bayen.engine.kept_figures import KeptFigures, Sums
from bayen.engine.kept_pieces import Piece
from bayen.engine.known_facts import (
    MOST_NUMBERS,
    Knowledge,
    KnownFacts,
    Simple,
    SimpleFacts,
    ends_of,
)
from bayen.engine.known_months import UnitMonths, Units
from bayen.engine.known_sums import KnownSums
from bayen.engine.rosters import Made
from bayen.engine.simple_facts import OF_NO_SUM, parents_of
from bayen.engine.slots import Array
from bayen.engine.unit_figures import earlier_states
from bayen.engine.year_columns import BEGINS, ENDS, MONTHS, YearColumns

_MOST_CELLS = 2**21  # units by indicators and months that are worked out at once: some 150 MB
_MOST_LOOKS = 64  # at places that were asked about last


@dataclass(frozen=True)
class _Part:
    """Some places and rows of a piece in one year, their nodes taken apart into units.

    Attributes:
        piece: what is asked; its nodes are units.
        nodes: [place]: what the place was made of.
        year: number of the year.
    """

    piece: Piece
    nodes: Sequence[Array]
    year: int


class KnownReader:
    """Works out figures of past moments.

    Args:
        forest: the nodes.
        columns: of the years.
        kinds: of the indicators, by number.
        place_numbers: as the engine's tables number them.
    """

    def __init__(
        self,
        forest: Forest,
        columns: YearColumns,
        kinds: Sequence[IndicatorKind],
        place_numbers: Mapping[str, int],
    ) -> None:
        self._columns = columns
        self._is_stock = np.array([kind is IndicatorKind.STOCK for kind in kinds], np.bool_)
        nodes = forest.nodes
        days = [(n.first_day.toordinal(), n.last_day.toordinal()) for n in nodes]
        self._looked_below = lru_cache(maxsize=_MOST_LOOKS)(self._look_below)
        self._lives = np.array(days, np.int64).reshape(-1, 2)
        self._ends = np.array([n.end for n in nodes], np.int64)
        self._places = np.array([place_numbers[n.place] for n in nodes], np.int64)
        units = [n.number for n in nodes if not n.stage and n.tree == MAIN_TREE]
        self._units = np.array(units, np.int64)
        above = [OF_NO_SUM if (up := nodes[n].parent) is None else up for n in units]
        parent = np.array(above, np.int64)
        self._parents, self._numbers = parents_of(parent, self._lives[self._units, 1])
        self._sums = np.full(len(nodes), OF_NO_SUM, np.int64)
        has_any = parent != OF_NO_SUM
        number = self._numbers[np.searchsorted(self._parents, parent[has_any])]
        self._sums[self._units[has_any]] = number

    def put(self, found: KeptFigures, knowledge: Knowledge, *, with_earlier: bool) -> None:
        """Put in all that is plain of a plan as reported; what is not there yet stays left."""
        for bare in found.pieces.bare:
            found.put_nothing(*bare)
        for piece in found.pieces.made:
            rest = self._put_simple(found, piece, knowledge)
            for year in np.unique(rest.years).tolist():
                for part in self._parts(_of_years(rest, rest.years == year), year):
                    self._put(found, part, knowledge, with_earlier=with_earlier)
        for position in found.pieces.missed:  # what it said of other days stands beside
            found.is_left[position] = True

    def _put(
        self, found: KeptFigures, part: _Part, knowledge: Knowledge, *, with_earlier: bool
    ) -> None:
        piece, columns = part.piece, self._columns
        is_own = piece.made.is_unit
        months = UnitMonths(
            Units(self._places[piece.made.nodes], self._lives[piece.made.nodes], is_own),
            piece.numbers,
            self._is_stock[piece.numbers],
            columns,
            part.year,
        )
        places = self._places_at(np.concatenate(part.nodes))
        if max(np.ptp(places), piece.numbers.max()) >= MOST_NUMBERS:
            return
        takes_simple = knowledge.is_by_number and months.takes_simple and self._add_up(part)
        if takes_simple:
            months.put_simple(self._simple_ones(part, places, knowledge))
        left = None
        days = self._days_of(part)
        if not takes_simple or knowledge.has_apart(columns, days):
            facts = knowledge.read(places, piece.numbers, days, with_seq=is_own, apart=takes_simple)
            left = months.put(facts)
        read = months.figures(piece.columns)
        found.put(piece, Sums.of_units(piece, read.milli, read.bits))
        if left is not None:
            self._leave_odd(found, part, *left)
        if is_own and with_earlier:
            alone = replace(piece, numbers=np.arange(len(piece.numbers)))
            slots = np.arange(len(piece.made.nodes))[:, None].repeat(len(piece.columns), axis=1)
            found.earlier.update(earlier_states(alone, found.rows.stocks, read, slots))

    def _add_up(self, part: _Part) -> bool:
        """Whether all its units are part of sums; days of others may change once marks are made."""
        return bool((self._sums[part.piece.made.nodes] != OF_NO_SUM).all())

    def _days_of(self, part: _Part) -> tuple[int, int]:
        """The first and the last that a part asks about."""
        columns, asked = self._columns, part.piece.columns
        first_day = int(columns.first_day[part.year][BEGINS[asked]].min())
        return first_day, int(columns.last_day[part.year][ENDS[asked] - 1].max())

    def _simple_ones(self, part: _Part, places: Array, knowledge: Knowledge) -> SimpleFacts:
        asked, begin = part.piece.columns, part.year * MONTHS
        months = begin + int(BEGINS[asked].min()) + 1, begin + int(ENDS[asked].max())
        simple = Simple(
            ends_of(self._sums[part.piece.made.nodes]), ends_of(part.piece.numbers), months
        )
        with_seq = part.piece.made.is_unit
        return knowledge.simple_ones(simple, places, with_seq=with_seq)

    def _places_at(self, nodes: Array) -> Array:
        """Numbers of the places at and below nodes."""
        numbers = [self._places[node : self._ends[node]] for node in nodes.tolist()]
        return np.concatenate(numbers)

    def _leave_odd(self, found: KeptFigures, part: _Part, odd: KnownFacts, rows: Array) -> None:
        """Leave the cells at or above what is odd, in the columns that it has days in."""
        if not len(odd):
            return
        piece = part.piece
        within = self._columns.overlapped(part.year, odd.first_day, odd.last_day)[:, piece.columns]
        for position, nodes in zip(piece.made.places.tolist(), part.nodes, strict=True):
            mine = np.isin(odd.place, self._places_at(nodes))
            at = np.ix_([position], piece.rows, piece.periods)
            left = found.is_left[at]
            np.logical_or.at(left[0], rows[mine], within[mine])
            found.is_left[at] = left

    # --- sums of what is simple -----------------------------------------------------------------

    def _put_simple(self, found: KeptFigures, piece: Piece, knowledge: Knowledge) -> Piece:
        """Put in what statements add up, and what is apart from it. Returns what is left."""
        made = piece.made
        if made.is_unit or not knowledge.is_by_number:
            return piece
        years = np.unique(piece.years)
        asked = (np.asarray(some, np.int64).tobytes() for some in (made.nodes, made.starts, years))
        nodes, parents, is_usual = self._looked_below(*asked)
        if not all(map(len, parents)):
            return piece
        is_usual = np.isin(piece.years, years[is_usual])
        some, rest = _of_years(piece, is_usual), _of_years(piece, ~is_usual)
        sums = KnownSums(some, np.concatenate(parents), self._is_stock)
        if not sums.is_worth:
            return piece
        sums.add_simple(knowledge)
        left = []
        if sums.has_apart(knowledge, self._columns):
            for year in np.unique(some.years).tolist():
                of_year = some.years == year
                part = _Part(_of_years(some, of_year), nodes, year)
                left.append(
                    (part, *self._add_apart(sums, part, np.flatnonzero(of_year), knowledge))
                )
        made = _made_of(piece.made, np.arange(len(nodes)), [sums.at(mine) for mine in parents])
        found.put(replace(some, made=made), sums.by_node(made.nodes))
        for part, odd, rows in left:
            self._leave_odd(found, part, odd, rows)
        return rest

    def _add_apart(
        self, sums: KnownSums, part: _Part, periods: Array, knowledge: Knowledge
    ) -> tuple[KnownFacts, Array]:
        """Add what is plain of the rest, to some periods of the sums.

        Returns what is not plain, and its rows.
        """
        piece, columns = part.piece, self._columns
        nodes = np.concatenate(part.nodes)
        places = self._places_at(nodes)
        facts = knowledge.read(
            places, piece.numbers, self._days_of(part), with_seq=False, apart=True
        )
        below = np.unique(self._units_below(nodes, part.year))
        spoken_of = np.isin(self._places[below], facts.place + np.int64(facts.first_place))
        units = below[spoken_of] if spoken_of.any() else below[:1]
        months = UnitMonths(
            Units(self._places[units], self._lives[units], are_asked=False),
            piece.numbers,
            self._is_stock[piece.numbers],
            columns,
            part.year,
        )
        odd, rows = months.put(facts)
        sums.add_units(self._sums[units], periods, months.figures(piece.columns))
        return odd, rows

    def _look_below(
        self, nodes: bytes, starts: bytes, years: bytes
    ) -> tuple[list[Array], list[Array], Array]:
        """Of places made of nodes: those of each, the parents below, which years are usual.

        Args:
            nodes: numbers, as an array's bytes; those of one place follow each other.
            starts: where those of each place begin.
            years: numbers that ascend.
        """
        asked = np.frombuffer(years, np.int64)
        some = np.split(np.frombuffer(nodes, np.int64), np.frombuffer(starts, np.int64)[1:])
        parents = [self._parents_below(mine, asked) for mine in some]
        if not all(map(len, parents)):
            return some, parents, np.zeros(len(asked), np.bool_)
        return some, parents, self._are_usual(some, asked)

    def _are_usual(self, nodes: Sequence[Array], years: Array) -> Array:
        """In which years every place has units, each there all the time or not at all.

        Of what was said of a place without any the full rules know.
        """
        below = [np.concatenate(self._ranges_below(mine)) for mine in nodes]
        lives = self._lives[np.concatenate(below)]
        begin, end = lives[:, :1], lives[:, 1:]
        first, last = self._columns.first_day[years, 0], self._columns.last_day[years].max(axis=1)
        is_there = (begin <= last) & (end >= first)
        starts = np.cumsum([0, *(len(some) for some in below[:-1])])
        has_units = np.logical_or.reduceat(is_there, starts, axis=0).all(axis=0)
        is_all = (~is_there | ((begin <= first) & (end >= last))).all(axis=0)
        found: Array = has_units & is_all
        return found

    def _parents_below(self, nodes: Array, years: Array) -> Array:
        """The parents at and below nodes that are there in any of the years, or between them.

        As ``simple_facts`` numbers them.
        """
        ends = np.searchsorted(self._parents, self._ends[nodes])
        begins = np.searchsorted(self._parents, nodes)
        pairs = zip(begins.tolist(), ends.tolist(), strict=True)
        found = np.concatenate([np.arange(begin, end) for begin, end in pairs])
        lives = self._lives[self._parents[found]]
        first, last = self._columns.first_day[years[0], 0], self._columns.last_day[years[-1]].max()
        numbers: Array = self._numbers[found[(lives[:, 0] <= last) & (lives[:, 1] >= first)]]
        return numbers

    # --- parts ----------------------------------------------------------------------------------

    def _parts(self, piece: Piece, year: int) -> Iterator[_Part]:
        """A piece of one year in parts that fit into memory."""
        made = piece.made
        nodes = _nodes_of(made)
        units = nodes if made.is_unit else [self._units_below(some, year) for some in nodes]
        if made.is_unit and made.is_one_to_one and _fits(piece):
            yield _Part(piece, nodes, year)
            return
        counts = np.array([len(some) for some in units])
        most_rows = max(_MOST_CELLS // MONTHS // max(int(counts.max(initial=0)), 1), 1)
        for first in range(0, len(piece.rows), most_rows):
            rows = slice(first, first + most_rows)
            some = replace(piece, rows=piece.rows[rows], numbers=piece.numbers[rows])
            for places in _runs(counts, _MOST_CELLS // MONTHS // len(some.rows)):
                part = _made_of(made, places, [units[n] for n in places.tolist()])
                yield _Part(replace(some, made=part), [nodes[n] for n in places.tolist()], year)

    def _units_below(self, nodes: Array, year: int) -> Array:
        """The units below nodes that have days in a year."""
        first, last = self._columns.first_day[year][0], self._columns.last_day[year].max()
        below = np.concatenate(self._ranges_below(nodes))
        lives = self._lives[below]
        found: Array = below[(lives[:, 0] <= last) & (lives[:, 1] >= first)]
        return found

    def _ranges_below(self, nodes: Array) -> list[Array]:
        """Of each node the units at and below it, of all times."""
        ranges = zip(
            np.searchsorted(self._units, nodes).tolist(),
            np.searchsorted(self._units, self._ends[nodes]).tolist(),
            strict=True,
        )
        return [self._units[begin:end] for begin, end in ranges]


def _nodes_of(made: Made) -> list[Array]:
    """The nodes of each place."""
    if made.is_one_to_one:
        return list(made.nodes[:, None])
    return np.split(made.nodes, made.starts[1:])


def _fits(piece: Piece) -> bool:
    """Whether months of all its nodes, which are units, may be worked out at once."""
    return len(piece.made.nodes) * len(piece.rows) * MONTHS <= _MOST_CELLS


def _of_years(piece: Piece, some: Array) -> Piece:
    return replace(
        piece, periods=piece.periods[some], years=piece.years[some], columns=piece.columns[some]
    )


def _runs(counts: Array, most: int) -> Iterator[Array]:
    """Positions of places that have units, some at a time with at most so many, or one alone."""
    some, total = list[int](), 0
    for position, count in enumerate(counts.tolist()):
        if some and total + count > most:
            yield np.array(some)
            some, total = [], 0
        if count:
            some.append(position)
            total += count
    if some:
        yield np.array(some)


def _made_of(made: Made, places: Array, units: Sequence[Array]) -> Made:
    """Some places of those made, of these units."""
    nodes = np.concatenate(units)
    starts = np.cumsum([0, *(len(some) for some in units[:-1])])
    is_own = np.zeros(len(nodes), np.bool_)
    if made.is_unit:
        own = np.split(made.is_own, made.starts[1:])
        is_own = np.concatenate([own[place] for place in places.tolist()])
    nothing = np.zeros(0, np.int64)
    return Made(
        made.is_unit,
        made.places[places],
        nodes,
        starts,
        made.expected[places],
        made.is_comparable[places],
        is_own,
        nothing,
        nothing,
    )
