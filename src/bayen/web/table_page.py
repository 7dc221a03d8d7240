"""The rows of a totals table: chosen, put in order, cut into pages; only what is shown is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator

from bayen.access.accounts import Account
from bayen.catalogue.places import load_atlas
from bayen.core.collation import fold
from bayen.core.questions import UnknownIndicatorError
from bayen.reads.completeness import Completeness
from bayen.reads.place_states import ODD, PlaceState, place_states
from bayen.reads.tables import TableRow, TableView, indicators_of, table, table_places
from bayen.web.place_signs import cell_marks, state_rank, state_view
from bayen.web.questions import Question
from bayen.web.retelling import retell
from bayen.web.table_choice import Choice
from bayen.web.totals import BY_PLACE, BY_SENT, Order, PlaceRow, order_rows

ON_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class TablePage:
    """A page of a table, or all of it.

    Attributes:
        rows: the total first.
        opens: the places that have places below.
        total: rows on all pages, of ``available`` before any were left out.
    """

    view: TableView
    rows: tuple[PlaceRow, ...]
    opens: frozenset[str]
    page: int
    pages: int
    total: int
    available: int


def table_page(
    account: Account,
    question: Question,
    choice: Choice,
    order: Order,
    found: Completeness,
    *,
    whole: bool = False,
) -> TablePage:
    """What the page of an address shows; ``whole`` of all pages together, for a file.

    Raises:
        AccessDenied, UnknownPlaceError: as ``reads.tables.table``.
    """
    below = choice.below or "children"
    at, period, boundaries = question.place_id, question.period, question.boundaries
    available = table_places(account, at, period, boundaries, below)
    asking = _Asking(account, question, _codes(question), found)
    chosen = asking.ordered(asking.chosen(available, choice), order)
    pages = Paginator(chosen, max(1, len(chosen)) if whole else ON_A_PAGE)
    shown = pages.get_page(choice.page)
    view = asking.table(list(shown), beside_last_year=choice.compares)
    states = asking.states(shown)
    return TablePage(
        view,
        (place_row(view.total, is_total=True), *(place_row(r, states) for r in view.rows)),
        frozenset(row.place_id for row in view.rows),
        shown.number,
        pages.num_pages,
        len(chosen),
        len(available),
    )


def place_row(
    row: TableRow, states: Mapping[str, PlaceState] | None = None, *, is_total: bool = False
) -> PlaceRow:
    """A row with how its place stands to the form, where it owes one."""
    state = (states or {}).get(row.place_id)
    return PlaceRow(
        row.place_id,
        retell(row.label_vi),
        row.cells,
        is_total,
        row.before,
        state_view(state) if state else None,
        cell_marks(state) if state else {},
    )


def _codes(question: Question) -> tuple[str, ...]:
    try:
        return indicators_of(question.section)
    except UnknownIndicatorError:
        return indicators_of()


@dataclass(frozen=True, slots=True)
class _Asking:
    """One question in several goes: what decides the order first, then what is shown."""

    account: Account
    question: Question
    codes: tuple[str, ...]
    found: Completeness

    def table(self, places: Sequence[str], **more: Any) -> TableView:
        question, codes = self.question, more.pop("indicators", self.codes)
        return table(
            self.account,
            question.place_id,
            question.period,
            indicators=codes,
            boundaries=question.boundaries,
            known_at=question.known_at,
            places=places,
            **more,
        )

    def states(self, places: Sequence[str], *, with_figures: bool = True) -> dict[str, PlaceState]:
        if not self.found.form.is_for(self.question.period):
            return {}
        return place_states(self.found, places, with_figures=with_figures)

    def chosen(self, places: Sequence[str], choice: Choice) -> list[str]:
        """Those named so and in this state, in the order of the official list."""
        words = fold(choice.words)
        kept = [p for p in places if words in fold(self._label(p))] if words else list(places)
        if not choice.state:
            return kept
        states = self.states(kept, with_figures=choice.state == ODD)
        return [p for p in kept if p in states and states[p].is_in(choice.state)]

    def ordered(self, places: list[str], order: Order) -> list[str]:
        """One column is asked of all of them, and only where it decides."""
        if not order.column or len(places) < 2:
            return places
        states = self.states(places, with_figures=False) if order.column == BY_SENT else {}
        if len(states) == len(places):
            places.sort(key=lambda p: state_rank(states[p]), reverse=order.descending)
            return places
        if order.column == BY_PLACE or order.column not in {BY_SENT, *self.codes}:
            rows = [PlaceRow(p, retell(self._label(p)), ()) for p in places]
        else:
            codes = self.codes if order.column == BY_SENT else (order.column,)
            view = self.table(places, indicators=codes)
            rows = [place_row(row) for row in view.rows]
        asked = [order.column] if order.column in self.codes else []
        return [row.place_id for row in order_rows(rows, asked, order)]

    def _label(self, place_id: str) -> str:
        day = self.question.boundaries or self.question.period.last_day
        return load_atlas().label_vi(place_id, day)
