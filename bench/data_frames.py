"""What one would write with data frames: pandas and Polars over one Parquet file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl

from bench.hand_written import Clauses

_VALUES = ("is_stock", "month", "milli", "bound")


class PandasFrame:
    """Reads the columns and rows that a question needs, then groups them."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def ask(self, clauses: Clauses) -> Any:
        columns = list(dict.fromkeys((*clauses.by, *_VALUES)))
        bounds = [
            condition
            for column, first, last in clauses.where
            for condition in ((column, ">=", first), (column, "<=", last))
        ]
        frame = pd.read_parquet(self._path, columns=columns, filters=bounds or None)
        if not clauses.is_by_month:
            frame["milli"] = frame["milli"].where(~frame["is_stock"] | (frame["month"] % 12 == 11))
        frame["over"], frame["under"] = frame["bound"] & 1, frame["bound"] & 2
        groups = frame.groupby(list(clauses.by), sort=False)
        return groups.agg(
            milli=("milli", "sum"),
            over=("over", "max"),
            under=("under", "max"),
            count=("milli", "size"),
        )


class PolarsFrame:
    """The same as a lazy plan, which Polars pushes down into the file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def ask(self, clauses: Clauses) -> Any:
        frame = pl.scan_parquet(self._path)
        for column, first, last in clauses.where:
            frame = frame.filter(pl.col(column).is_between(first, last))
        milli = pl.col("milli")
        if not clauses.is_by_month:
            milli = pl.when(~pl.col("is_stock") | (pl.col("month") % 12 == 11)).then(milli)
        groups = frame.group_by(list(clauses.by))
        return groups.agg(
            milli.sum(), pl.col("bound").bitwise_or(), pl.len().alias("count")
        ).collect()
