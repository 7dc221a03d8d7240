"""Totals of tables: what a total of several indicators is, and whether it adds up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bayen.core.findings import Finding, Severity
from bayen.core.quantities import render_number


@dataclass(frozen=True, slots=True)
class Part:
    """An amount under or beside a total.

    Attributes:
        value: of the amount.
        inside: it belongs to the amount above it ("trong đó"), not to the total.
        nested: its place lies in another part's place.
        since_total: no other total stands between it and the total asked for.
    """

    value: Decimal
    inside: bool = False
    nested: bool = False
    since_total: bool = True


def whole_of(codes: Iterable[str], sums: Mapping[str, tuple[str, ...]]) -> str | None:
    """The indicator that a total over several indicators is; None when it is none."""
    parts = set(codes) - {"other"}
    if not parts:
        return None
    if len(parts) == 1:
        return parts.pop()
    for end in ("count", "members"):
        if all(code.startswith("group.") and code.endswith(f".{end}") for code in parts):
            return f"group.all.{end}"
    if all(code.startswith("award.") for code in parts):
        return "award.all"
    return next((whole for whole, of in sums.items() if len(of) > 1 and parts == set(of)), None)


def adds_up(total: Decimal, parts: Sequence[Part]) -> bool:
    """Whether some honest way to add the parts makes the total."""
    own = [part for part in parts if not part.inside]
    ways = (
        parts,
        own,
        [part for part in own if not part.nested],
        [part for part in own if part.since_total],
        [part for part in own if part.since_total and not part.nested],
    )
    return any(sum((part.value for part in way), Decimal(0)) == total for way in ways)


def differs(locator: str, label: str, total: Decimal, parts: Sequence[Part]) -> Finding:
    """The finding about a total that its parts do not make."""
    own = [part for part in parts if not part.inside and not part.nested] or list(parts)
    added = sum((part.value for part in own), Decimal(0))
    where = locator[:1].upper() + locator[1:]
    return Finding(
        "table-total-differs",
        Severity.WARN,
        f"{where}: «{label}» ghi {render_number(total)} nhưng cộng các phần được"
        f" {render_number(added)}; hãy xem lại bảng.",
        params={
            "locator": locator,
            "total": render_number(total),
            "sum": render_number(added),
        },
    )
