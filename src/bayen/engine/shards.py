"""A ledger dealt out by indicator: each shard answers for its own, from files of its own.

Consolidation never mixes indicators but in rates, so a rate and what it is made of lie in one
shard and every cell is worked out whole in one place. A shard is a folder of Parquet files
(``dealt``); whoever opens it gets an engine as of any of them. Losing a worker loses nothing:
another opens the same folder.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import pyarrow.compute as pc

from bayen.core.atlas import Atlas
from bayen.core.forest import Forest, build_forest
from bayen.core.indicators import Indicators
from bayen.core.spans import Span
from bayen.engine.dealt import read_part
from bayen.engine.duckdb import DuckDBEngine

Result = TypeVar("Result")


@dataclass(frozen=True)
class Country:
    """What every shard knows: all places, all indicators, and the months of kept totals."""

    atlas: Atlas
    indicators: Indicators
    months: tuple[Span, ...] | None = None

    @cached_property
    def forest(self) -> Forest:
        """The nodes of the places, found once in a process for all its shards."""
        return build_forest(self.atlas)


def deal_out(indicators: Indicators, count: int) -> dict[str, int]:
    """Indicator -> shard; a rate and its parts together, the shards about equally full."""
    together = {code: code for code in indicators}

    def first(code: str) -> str:
        while together[code] != code:
            code = together[code]
        return code

    for code, indicator in sorted(indicators.items()):
        rate = indicator.rate
        parts = () if rate is None else (rate.numerator, rate.denominator)
        for part in parts:
            if part in indicators:
                together[first(part)] = first(code)
    groups: dict[str, list[str]] = {}
    for code in sorted(indicators):
        groups.setdefault(first(code), []).append(code)
    sizes = [0] * count
    dealt: dict[str, int] = {}
    for group in sorted(groups.values(), key=len, reverse=True):
        shard = sizes.index(min(sizes))
        sizes[shard] += len(group)
        dealt.update(dict.fromkeys(group, shard))
    return dealt


# --- where shards are opened: in workers ---------------------------------------------------------


@dataclass
class _Open:
    """A shard that this process has open, and up to which entry of the ledger it is in."""

    engine: DuckDBEngine
    seq: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def bring_up(self, folder: Path, shard: int, ends: Sequence[int]) -> None:
        """Take in what is new in the parts that end with these entries.

        Parts that were put together may begin with what is in already.
        """
        with self.lock:
            for end in ends:
                if end > self.seq:
                    facts = read_part(folder, shard, end)
                    self.engine.append_facts(facts.filter(pc.greater(facts["seq"], self.seq)))
                    self.seq = end


_open_shards: dict[tuple[str, int], _Open] = {}
_opening = threading.Lock()


def with_shard(
    country: Country,
    folder: str,
    shard: int,
    ends: Sequence[int],
    work: Callable[[DuckDBEngine], Result],
) -> Result:
    """Do something with the engine of a shard, as of these parts; opens it where it is not."""
    key = folder, shard
    with _opening:
        if key not in _open_shards:
            _open_shards[key] = _Open(_make_engine(country))
    opened = _open_shards[key]
    opened.bring_up(Path(folder), shard, ends)
    return work(opened.engine)


def close_shards(folder: str) -> None:
    """Let go of all that was ever dealt out under a folder."""
    with _opening:
        for key in [key for key in _open_shards if Path(folder) in Path(key[0]).parents]:
            del _open_shards[key]


def _make_engine(country: Country) -> DuckDBEngine:
    return DuckDBEngine(
        country.atlas,
        country.indicators,
        find_entries=lambda seqs: (),  # whoever asked looks the sources up
        forest=country.forest,
        months=country.months,
    )
