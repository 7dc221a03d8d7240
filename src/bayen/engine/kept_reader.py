"""Reads the figures of a plan as far as kept totals and plain statements give them.

Serves a place, indicator and period only where nothing odd is in sight, so that every figure
equals that of the full rules; what it leaves goes the long way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product

import numpy as np

from bayen.core.questions import Plan
from bayen.engine import kept_looks
from bayen.engine.kept_figures import KeptFigures, Sums
from bayen.engine.kept_memory import KeptMemory, Moment
from bayen.engine.kept_pieces import Piece, Pieces
from bayen.engine.known_facts import Knowledge
from bayen.engine.known_figures import KnownReader
from bayen.engine.node_totals import ODD_COUNT
from bayen.engine.plan_cutter import PlanCutter
from bayen.engine.slots import EMPTY, Array, cells_at
from bayen.engine.tables import table_of
from bayen.engine.unit_figures import UnitYears, earlier_states
from bayen.engine.year_columns import MONTHS

_MOST_CELLS = 2**21  # of what is read for one question only, at once


class KeptReader:
    """Finds the kept figures of plans.

    Args:
        cutter: cuts plans into pieces.
        memory: the arrays.
        past: works out figures of moments in the past.
        codes: of the indicators, by number.
        place_numbers: as the engine's tables number them.
    """

    def __init__(
        self,
        cutter: PlanCutter,
        memory: KeptMemory,
        past: KnownReader,
        codes: Sequence[str],
        place_numbers: Mapping[str, int],
    ) -> None:
        self._cutter = cutter
        self._memory = memory
        self._past = past
        self._codes = codes
        self._place_numbers = place_numbers

    def find(self, plan: Plan, moment: Moment, *, with_earlier: bool = True) -> KeptFigures:
        """Everything of a plan that can be served.

        Args:
            plan: the question.
            moment: begun here where something is left, or has to be read.
            with_earlier: whether the numbers of units' earlier states are wanted too.
        """
        pieces = self._cutter.cut(plan)
        found = KeptFigures(plan.places, pieces)
        if plan.known_at is not None:
            with self._memory.lock:
                cursor = moment.begin()
                past = self._memory.past_of(cursor)
            found.own_words = set(product(plan.places, pieces.rows.others))
            found.fill()
            if plan.boundaries is None:
                knowledge = Knowledge(cursor, plan.known_at, past, self._memory.most_days)
                self._past.put(found, knowledge, with_earlier=with_earlier)
            return found
        large: list[Piece] = []
        for position, rows, period, is_comparable in pieces.bare:
            found.put_nothing(position, rows, period, is_comparable)
        with self._memory.lock:
            for piece in pieces.made:
                if piece.made.is_unit:
                    large += self._put_units(found, piece, moment, with_earlier)
                else:
                    self._put_nodes(found, piece, moment)
                if len(piece.made.crossing):
                    self._leave_crossed(found, piece, moment)
            found.fill()
            asks_own_words = _asks_own_words(plan, pieces)
            if large or asks_own_words or found.is_left.any():
                moment.begin()
        for piece in large:
            self._put_many_units(found, piece, moment, with_earlier)
        if asks_own_words:
            self._leave_own_words(found, plan, pieces, moment)
        return found

    # --- nodes above units ------------------------------------------------------------------------

    def _put_nodes(self, found: KeptFigures, whole: Piece, moment: Moment) -> None:
        nodes = self._memory.nodes
        for piece in whole.split(nodes.slots.room):
            slots = self._slots_of_nodes(piece.made.nodes, piece, moment)
            milli, counts = nodes.sums(slots, piece.within)
            some = counts > 0
            over, under, figures, odd = (some[..., number] for number in (0, 1, 2, ODD_COUNT))
            found.put(piece, Sums(milli, over, under, figures, figures, counts[..., 3], odd))

    def _leave_crossed(self, found: KeptFigures, piece: Piece, moment: Moment) -> None:
        """Leave places where a node that lies in them only partly may have stated a whole."""
        found.fill()
        nodes, crossing = self._memory.nodes, piece.made.crossing
        at = np.ix_(piece.made.places, piece.rows, piece.periods)
        if len(np.unique(crossing)) * len(np.unique(piece.years)) > nodes.slots.room:
            found.is_left[at] = True
            return
        slots = self._slots_of_nodes(crossing, piece, moment)
        _, counts = nodes.sums(slots, piece.within)
        left = found.is_left[at]
        np.logical_or.at(left, piece.made.crossed, counts[..., ODD_COUNT] > 0)
        found.is_left[at] = left

    def _slots_of_nodes(self, asked: Array, piece: Piece, moment: Moment) -> Array:
        """[node, period]: where nodes lie in memory, read where they do not yet.

        The periods may be one, which stands for all.
        """
        nodes = self._memory.nodes
        slots = nodes.find(asked, piece.slot_years)
        if (slots < EMPTY).any():
            nodes.read(moment.begin(), *_missing(asked, piece.slot_years, slots))
            slots = nodes.find(asked, piece.slot_years)
        return slots

    # --- units ------------------------------------------------------------------------------------

    def _put_units(
        self, found: KeptFigures, piece: Piece, moment: Moment, with_earlier: bool
    ) -> list[Piece]:
        """Put in what is in memory, or may be brought there; else give the piece back."""
        units = self._memory.units
        slots = units.find(piece.made.nodes, piece.slot_years)
        if (slots < EMPTY).any():
            nodes, years = _missing(piece.made.nodes, piece.slot_years, slots)
            if len(np.unique(piece.made.nodes)) * len(np.unique(piece.years)) > units.room:
                return [] if len(piece.made.crossing) else [piece]  # the full rules know them too
            units.bring(moment.begin(), nodes, years)
            slots = units.find(piece.made.nodes, piece.slot_years)
        self._put_unit_years(found, piece, units.held(), slots, with_earlier)
        return []

    def _put_many_units(
        self, found: KeptFigures, whole: Piece, moment: Moment, with_earlier: bool
    ) -> None:
        """Read what is asked, and keep nothing."""
        numbers = whole.numbers
        years = np.arange(whole.years.min(), whole.years.max() + 1)
        most = max(_MOST_CELLS // (len(numbers) * len(years) * MONTHS), 1) * len(years)
        for piece in whole.split(most):
            nodes, at = np.unique(piece.made.nodes, return_inverse=True)
            read = self._memory.units.read(moment.begin(), nodes, years, numbers)
            pairs = at[:, None] * len(years) + piece.years - years[0]
            alone = replace(piece, numbers=np.arange(len(numbers)))
            self._put_unit_years(found, alone, read, pairs, with_earlier)

    def _put_unit_years(
        self, found: KeptFigures, piece: Piece, read: UnitYears, slots: Array, with_earlier: bool
    ) -> None:
        at = cells_at(slots, piece.within, read.milli)
        milli, bits = read.milli.reshape(-1)[at], read.bits.reshape(-1)[at]
        if piece.is_units:
            found.put_units(piece, milli, bits)
        else:
            found.put(piece, Sums.of_units(piece, milli, bits))
        if with_earlier:
            found.earlier.update(earlier_states(piece, found.rows.stocks, read, slots))

    # --- what places said themselves --------------------------------------------------------------

    def _leave_own_words(
        self, found: KeptFigures, plan: Plan, pieces: Pieces, moment: Moment
    ) -> None:
        """Leave what is odd in the own words of the places asked.

        Nodes know what is odd at and below them; of rates and of what never adds up only the
        place's own word counts, and it alone speaks of days when the place is not there.
        """
        on_a_map = plan.boundaries is not None
        cursor = moment.begin()
        numbers = [self._place_numbers[place] for place in plan.places]
        table = table_of(asked=list(range(len(numbers))), place=numbers)
        cursor.register("ask_place", table)
        days = {
            "first_day": min(period.first_day.toordinal() for period in pieces.periods),
            "last_day": max(period.last_day.toordinal() for period in pieces.periods),
        }
        for position, number in cursor.execute(kept_looks.ODD_OF_PLACES, days).fetchall():
            code = self._codes[number] if number >= 0 else ""
            if code in found.rows.others:
                found.own_words.add((plan.places[position], code))
            elif code in found.row_of and (on_a_map or position in pieces.missed):
                found.is_left[position, found.row_of[code]] = True


def _asks_own_words(plan: Plan, pieces: Pieces) -> bool:
    on_a_map = plan.boundaries is not None
    return bool(pieces.periods) and (on_a_map or bool(pieces.rows.others) or bool(pieces.missed))


def _missing(asked: Array, years: Array, slots: Array) -> tuple[Array, Array]:
    """The distinct nodes and years that have no slot."""
    node, period = np.nonzero(slots < EMPTY)
    count = int(years.max()) + 1
    nodes, missing = np.divmod(np.unique(asked[node] * count + years[period]), count)
    return nodes, missing
