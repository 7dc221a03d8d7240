"""A ledger dealt out by indicator: each shard answers for its own, from files of its own.

Consolidation never mixes indicators but in rates, so a rate and what it is made of lie in one
shard and every cell is worked out whole in one place. A shard is a folder of Parquet files,
numbered in the order in which they came; whoever opens it gets an engine as of any number of
them. Losing a worker loses nothing: another opens the same folder.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bayen.core.forest import build_forest
from bayen.core.indicators import Indicators
from bayen.core.periods import Span
from bayen.core.places import Atlas
from bayen.engine.duckdb import DuckDBEngine

Result = TypeVar("Result")


@dataclass(frozen=True)
class Country:
    """What every shard knows: all places, all indicators, and the months of kept totals."""

    atlas: Atlas
    indicators: Indicators
    months: tuple[Span, ...] | None = None


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


def write_part(folder: Path, shard: int, number: int, facts: pa.Table, codes: set[str]) -> None:
    """Write what concerns a shard: facts of its indicators, and all that correct anything.

    A correction may name another indicator than what it corrects: each shard must know of it.
    """
    own = pc.is_in(facts["indicator"], pa.array(sorted(codes), pa.string()))
    table = facts.filter(pc.or_(own, pc.is_valid(facts["supersedes"])))
    path = part_path(folder, shard, number)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".new")
    pq.write_table(table, unfinished)
    unfinished.replace(path)


def part_path(folder: Path, shard: int, number: int) -> Path:
    return folder / f"shard-{shard:03d}" / f"{number:09d}.parquet"


# --- where shards are opened: in workers ---------------------------------------------------------


@dataclass
class _Open:
    """A shard that this process has open, and how many of its files are in."""

    engine: DuckDBEngine
    parts: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def bring_up(self, folder: Path, shard: int, parts: Sequence[int]) -> None:
        with self.lock:
            for number in parts[self.parts :]:
                self.engine.append_facts(pq.read_table(part_path(folder, shard, number)))
                self.parts += 1


_open_shards: dict[tuple[str, int], _Open] = {}
_opening = threading.Lock()


def with_shard(
    country: Country,
    folder: str,
    shard: int,
    parts: Sequence[int],
    work: Callable[[DuckDBEngine], Result],
) -> Result:
    """Do something with the engine of a shard, as of these files; opens it where it is not."""
    key = folder, shard
    with _opening:
        if key not in _open_shards:
            _open_shards[key] = _Open(_make_engine(country))
    opened = _open_shards[key]
    opened.bring_up(Path(folder), shard, parts)
    return work(opened.engine)


def _make_engine(country: Country) -> DuckDBEngine:
    return DuckDBEngine(
        country.atlas,
        country.indicators,
        find_entries=lambda seqs: (),  # whoever asked looks the sources up
        forest=build_forest(country.atlas),
        months=country.months,
    )
