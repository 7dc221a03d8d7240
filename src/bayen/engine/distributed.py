"""The engine on a Dask cluster: the same plans, answered by as many workers as there are.

Each worker runs the DuckDB engine over shards of the ledger (``shards``); this puts their
cells together. Answers equal those of one machine: every cell is worked out whole in one
shard, by the same code, as of one moment.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
from distributed import Client

import bayen
from bayen.core.atlas import Atlas
from bayen.core.indicators import Indicators
from bayen.core.ledger import Observation
from bayen.core.periods import Period
from bayen.core.questions import Answer, Cell, Plan, TrailNode, UnknownIndicatorError, plan_cells
from bayen.core.spans import Span
from bayen.engine.dealt import DealtLedger
from bayen.engine.duckdb import DuckDBEngine, FindEntries
from bayen.engine.facts import FACT_SCHEMA, facts_of
from bayen.engine.kept_file import Bookmark
from bayen.engine.shards import Country, close_shards, deal_out, with_shard
from bayen.engine.trails import shown_seqs, with_sources


class DistributedEngine:
    """Answers plans on a cluster; safe to ask from several threads while entries are appended.

    Args:
        client: of a Dask cluster whose workers reach ``folder``.
        folder: where the shards are put. What an engine of the same program, places,
            indicators and months dealt out there before is gone on with; several such engines
            may share it while one at a time appends.
        atlas, indicators: all of them; others need a new engine.
        find_entries: gives the ledger's entries of some numbers, for the leaves of trails;
            without it trails carry numbers only.
        shard_count: into how many parts the ledger is dealt; at least as many as workers.
        months: as of ``DuckDBEngine``.
    """

    def __init__(
        self,
        client: Client,
        folder: Path,
        atlas: Atlas,
        indicators: Indicators,
        *,
        find_entries: FindEntries | None = None,
        shard_count: int = 8,
        months: Sequence[Span] | None = None,
    ) -> None:
        self._client = client
        self._folder = folder
        self._find_entries = find_entries or (lambda seqs: ())
        self._dealt_to = deal_out(indicators, shard_count)
        codes: list[set[str]] = [set() for _ in range(shard_count)]
        for code, shard in self._dealt_to.items():
            codes[shard].add(code)
        country = Country(atlas, indicators, None if months is None else tuple(months))
        self._files = DealtLedger(folder, _digest_of(country, shard_count), codes)
        self._shard_count = shard_count
        self._country = client.scatter(country, broadcast=True, hash=False)
        self._dealt = self._files.find()
        self._writing = threading.Lock()

    # --- loading ----------------------------------------------------------------------------

    @property
    def head_seq(self) -> int:
        """The highest entry number loaded; 0 when there is none."""
        return self._dealt.bookmark.seq

    @property
    def bookmark(self) -> Bookmark:
        """How far into its ledger it has come."""
        return self._dealt.bookmark

    def look_again(self) -> bool:
        """Know what other engines have dealt out in the folder since; whether all of it anew."""
        with self._writing:
            before, self._dealt = self._dealt, self._files.find()
            return self._dealt.folder != before.folder

    def start_over(self) -> None:
        """Forget all entries."""
        with self._writing:
            self._start_over()

    def _start_over(self) -> None:
        self._client.run(close_shards, str(self._folder))
        self._dealt = self._files.start_over()

    def append(self, observations: Iterable[Observation]) -> None:
        """Add entries; answers asked from now on know them."""
        self.append_facts(facts_of(observations))

    def append_facts(self, facts: pa.Table, seal: int = 0, chain: str = "") -> None:
        """Add a table of ``FACT_SCHEMA``, beyond all that is in; workers take it in now.

        Args:
            facts: the entries.
            seal: number of the ledger's seal that they end with.
            chain: hash of that seal.
        """
        table = facts.select(FACT_SCHEMA.names).cast(FACT_SCHEMA)
        with self._writing:
            if not self._dealt.folder:
                self._start_over()
            self._dealt = self._files.add(self._dealt, table, seal, chain)
        self._ask(dict.fromkeys(range(self._shard_count), _bring_up))

    # --- answering --------------------------------------------------------------------------

    def answer(self, plan: Plan) -> Answer:
        shares = self._shares(plan)
        found = self._ask({s: partial(_answer, plan=share) for s, share in shares.items()})
        cells: dict[tuple[str, str, str], Cell] = {}
        for answer in found.values():
            cells.update({(c.place, c.indicator, c.period.key): c for c in answer.cells})
        wanted = plan_cells(plan)
        return Answer(plan, tuple(cells[place, code, when.key] for place, code, when in wanted))

    def trail(
        self, plan: Plan, indicator: str, place: str, period: Period, depth: int = 1
    ) -> TrailNode:
        shard = self._shard_of(indicator)
        one = replace(plan, indicators=(indicator,))
        work = partial(
            _trail, plan=one, indicator=indicator, place=place, period=period, depth=depth
        )
        found = self._ask({shard: work})[shard]
        return with_sources(found, self._find_entries(shown_seqs(found)))

    def _shares(self, plan: Plan) -> dict[int, Plan]:
        """What each shard is asked; a plan without indicators is still checked by one."""
        codes: dict[int, list[str]] = {} if plan.indicators else {0: []}
        for code in plan.indicators:
            codes.setdefault(self._shard_of(code), []).append(code)
        return {shard: replace(plan, indicators=tuple(own)) for shard, own in codes.items()}

    def _shard_of(self, code: str) -> int:
        if code not in self._dealt_to:
            raise UnknownIndicatorError(code)
        return self._dealt_to[code]

    def _ask(self, work: Mapping[int, Callable[[DuckDBEngine], Any]]) -> dict[int, Any]:
        """What shards say, all of the same moment; each is kept by the worker it went to first."""
        workers = sorted(self._client.scheduler_info(n_workers=-1)["workers"])
        dealt = self._dealt
        folder = str(self._files.path(dealt))
        futures = []
        for shard, ask in work.items():
            home = workers[shard % len(workers)] if workers else None  # none: whoever comes back
            future = self._client.submit(
                with_shard,
                self._country,
                folder,
                shard,
                dealt.ends,
                ask,
                workers=home,
                allow_other_workers=home is not None,
                pure=False,
            )
            futures.append(future)
        found = self._client.gather(futures)
        return dict(zip(work, found, strict=True))


def _digest_of(country: Country, shard_count: int) -> str:
    """Of all that workers answer by; dealt out for another, it is dealt out anew."""
    atlas = country.atlas
    parts = (
        bayen.__version__,
        shard_count,
        *(atlas.versions, atlas.changes, atlas.groups),
        sorted(country.indicators.items()),
        country.months,
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _bring_up(engine: DuckDBEngine) -> None:
    """Nothing more: the shard was brought up to date to be handed over."""


def _answer(engine: DuckDBEngine, plan: Plan) -> Answer:
    return engine.answer(plan)


def _trail(
    engine: DuckDBEngine, plan: Plan, indicator: str, place: str, period: Period, depth: int
) -> TrailNode:
    return engine.trail(plan, indicator, place, period, depth)
