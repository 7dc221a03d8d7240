"""Trails from rows: worked out by the reference rules over the statements of one cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import chain

from bayen.core.ledger import Observation, Source, SourceKind
from bayen.core.quantities import Quantity
from bayen.core.questions import TrailNode
from bayen.core.spans import Span

_UNSOURCED = Source(SourceKind.IMPORT, "", "")
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def bare_entry(row: tuple[int, str, str, int | None, int, int, int, bool]) -> Observation:
    """An entry with its numbers only; its source is looked up when it is shown."""
    seq, indicator, place, first_day, last_day, milli, bound, is_share = row
    begin = None if first_day is None else date.fromordinal(first_day)
    return Observation(
        seq,
        indicator,
        place,
        Span(begin, date.fromordinal(last_day)),
        Quantity.from_milli(milli, bound),
        "%" if is_share else "",
        _UNSOURCED,
        _LONG_AGO,
        "",
    )


def shown_seqs(node: TrailNode) -> list[int]:
    """Numbers of all entries that a trail shows, each once, in order."""
    return sorted(set(_shown(node)))


def with_sources(node: TrailNode, entries: Iterable[Observation]) -> TrailNode:
    """The trail with these entries in the stead of bare ones of the same numbers."""
    return _sourced(node, {entry.seq: entry for entry in entries})


def _shown(node: TrailNode) -> Iterator[int]:
    yield from (entry.seq for entry in (*node.entries, *node.beside))
    yield from chain.from_iterable(_shown(child) for child in node.children)


def _sourced(node: TrailNode, entries: Mapping[int, Observation]) -> TrailNode:
    return replace(
        node,
        entries=tuple(entries.get(o.seq, o) for o in node.entries),
        beside=tuple(entries.get(o.seq, o) for o in node.beside),
        children=tuple(_sourced(child, entries) for child in node.children),
    )
