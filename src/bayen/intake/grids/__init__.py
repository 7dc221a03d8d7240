"""Reading figures out of tables: documents' tables, workbooks and pages alike.

`find_grids` finds the blocks of numbers, `read_grids` names, places and dates them.
"""

from bayen.intake.grids.reading import find_grids, read_grids
from bayen.intake.grids.values import GridReading, Noted, Surroundings, Tables

__all__ = [
    "GridReading",
    "Noted",
    "Surroundings",
    "Tables",
    "find_grids",
    "read_grids",
]
