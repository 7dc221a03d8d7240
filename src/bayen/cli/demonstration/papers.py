"""The official documents of the demonstration, written beside its data folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bayen.cli.publish import write_publication
from bayen.cli.terminal import say, track
from bayen.core.period_codes import parse_period

if TYPE_CHECKING:
    from bayen.records.models import Account

# A month that is not all in, the quarter it ends, the year that holds the change of 2025; a
# commune that the change left alone, so that every figure compares with the year before; and
# what one of the documents said.
PAPERS = (
    ("p14.2004", "2026-M09"),
    ("p14.2004", "2026-Q3"),
    ("p14.2004", "2025-A1"),
    ("c04246.2004", "2026-M08"),
    ("d127.2004", "calendar:2018-A1"),
)


def write_papers(account: Account, out: Path) -> None:
    """Publish each and write its docx and xlsx into ``out``."""
    for place, key in track(PAPERS, "Viết báo cáo", len(PAPERS)):
        for path in write_publication(account, place, parse_period(key), out):
            say(f"  {path}")
