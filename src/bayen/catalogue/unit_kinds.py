"""The kinds of groups and models of which registers are kept, and what each register feeds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from bayen.catalogue.indicators import load_indicators
from bayen.catalogue.tables import CatalogueDataError, read_rows
from bayen.core.registers import UnitKind, kinds_by_indicator

_COLUMNS = ("code", "name_vi", "count", "members", "new", "ended", "note")


@lru_cache(maxsize=1)
def load_unit_kinds() -> Mapping[str, UnitKind]:
    """All kinds by code, in the order in which pages offer them.

    Raises:
        CatalogueDataError: the file is damaged, names an indicator that is not, or feeds one twice.
    """
    found: dict[str, UnitKind] = {}
    fed: list[str] = []
    for *columns, _note in read_rows("unit-kinds.tsv", _COLUMNS):
        kind = UnitKind(*columns)
        if kind.code in found or not kind.count:
            raise CatalogueDataError(
                f"loại tổ, mô hình «{kind.code}»: trùng mã hoặc thiếu chỉ tiêu"
            )
        found[kind.code] = kind
        fed += kind.indicators
    if len(set(fed)) < len(fed) or not set(fed) <= load_indicators().keys():
        raise CatalogueDataError("unit-kinds.tsv: chỉ tiêu trùng hoặc không có trong danh mục")
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def kinds_that_feed() -> Mapping[str, UnitKind]:
    """By indicator, the kind whose register counts it."""
    return MappingProxyType(dict(kinds_by_indicator(load_unit_kinds().values())))
