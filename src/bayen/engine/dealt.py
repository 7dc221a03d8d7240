"""The folder of a ledger that was dealt out: a file a shard for every stretch of it.

A part is named by the last entry that it holds, so parts can be put together while somebody
still asks for them one by one. ``dealt.json`` says which there are and up to which seal they
come; it is replaced whole once all files are there. Several processes may read it; who
writes holds a lock that is not kept here.
"""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bayen.engine.kept_file import Bookmark

MOST_PARTS = 100  # short ones are put together then
_LONG = 1_000_000  # entries; a part as long is left as it is
_STATE = "dealt.json"


class DamagedPartError(Exception):
    """A file that was dealt out is gone, or not as it was written."""


@dataclass(frozen=True, slots=True)
class Dealt:
    """What is there.

    Attributes:
        folder: under which the files lie; another each time that it is all dealt out anew.
        digest: what it was dealt out for.
        ends: the last entry of each part, rising.
        bookmark: how far into the ledger the parts come.
        replaced: ends of files that were put together; whoever asked just now may want them.
    """

    folder: str = ""
    digest: str = ""
    ends: tuple[int, ...] = ()
    bookmark: Bookmark = field(default_factory=Bookmark)
    replaced: tuple[int, ...] = ()


class DealtLedger:
    """Reads and writes the folder.

    Args:
        folder: that every worker reaches.
        digest: what all parts have to be made for.
        codes: the indicators of each shard.
    """

    def __init__(self, folder: Path, digest: str, codes: Sequence[set[str]]) -> None:
        self._folder = folder
        self._digest = digest
        self._codes = codes

    def find(self) -> Dealt:
        """What is there for us; nothing where it was dealt out for others."""
        try:
            told = json.loads((self._folder / _STATE).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return Dealt()
        if told["digest"] != self._digest:
            return Dealt()
        told["bookmark"] = Bookmark(**told["bookmark"])
        told["ends"], told["replaced"] = tuple(told["ends"]), tuple(told["replaced"])
        return Dealt(**told)

    def start_over(self) -> Dealt:
        """Nothing is dealt out; what was goes away."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for old in self._folder.glob("dealt-*"):
            shutil.rmtree(old, ignore_errors=True)
        return self._write(Dealt(f"dealt-{uuid.uuid4().hex}", self._digest))

    def add(self, dealt: Dealt, facts: pa.Table, seal: int, chain: str) -> Dealt:
        """Write what is new as one part more of every shard, after those that are there."""
        if not len(facts):
            return self._write(replace(dealt, bookmark=Bookmark(seal, dealt.bookmark.seq, chain)))
        end = pc.max(facts["seq"]).as_py()
        for shard, codes in enumerate(self._codes):
            _write_part(self.path(dealt), shard, end, _of_shard(facts, codes))
        ends = (*dealt.ends, end)
        return self._tidied(replace(dealt, ends=ends, bookmark=Bookmark(seal, end, chain)))

    def path(self, dealt: Dealt) -> Path:
        return self._folder / dealt.folder

    def _tidied(self, dealt: Dealt) -> Dealt:
        """Put the short parts at the end together when there are many."""
        if len(dealt.ends) <= MOST_PARTS:
            return self._write(dealt)
        begins = (0, *dealt.ends)
        lengths = [end - begin for begin, end in zip(begins, dealt.ends, strict=False)]
        long = max((n for n, length in enumerate(lengths, 1) if length >= _LONG), default=0)
        kept, short = dealt.ends[:long], dealt.ends[long:]
        for shard in range(len(self._codes)):
            parts = [read_part(self.path(dealt), shard, end) for end in short]
            _write_part(self.path(dealt), shard, short[-1], pa.concat_tables(parts))
            for end in dealt.replaced:
                part_path(self.path(dealt), shard, end).unlink(missing_ok=True)
        return self._write(replace(dealt, ends=(*kept, short[-1]), replaced=short[:-1]))

    def _write(self, dealt: Dealt) -> Dealt:
        unfinished = self._folder / f"{_STATE}.new"
        unfinished.write_text(json.dumps(asdict(dealt)), encoding="utf-8")
        unfinished.replace(self._folder / _STATE)
        return dealt


def read_part(folder: Path, shard: int, end: int) -> pa.Table:
    """The facts of a part.

    Raises:
        DamagedPartError: the file is gone or damaged.
    """
    path = part_path(folder, shard, end)
    try:
        return pq.read_table(path, page_checksum_verification=True)
    except (OSError, pa.ArrowException) as error:
        raise DamagedPartError(f"{path}: {error}") from error


def part_path(folder: Path, shard: int, end: int) -> Path:
    return folder / f"shard-{shard:03d}" / f"{end:012d}.parquet"


def _of_shard(facts: pa.Table, codes: set[str]) -> pa.Table:
    """What concerns a shard: facts of its indicators, and all that correct anything.

    A correction may name another indicator than what it corrects: each shard must know of it.
    """
    own = pc.is_in(facts["indicator"], pa.array(sorted(codes), pa.string()))
    return facts.filter(pc.or_(own, pc.is_valid(facts["supersedes"])))


def _write_part(folder: Path, shard: int, end: int, facts: pa.Table) -> None:
    path = part_path(folder, shard, end)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".new")
    pq.write_table(facts, unfinished, write_page_checksum=True)
    unfinished.replace(path)
