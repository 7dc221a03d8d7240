"""Between rows and core values: the only place that knows both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC
from decimal import Decimal
from typing import Any

from bayen.core.findings import Finding, Severity
from bayen.core.ledger import Observation, Source, SourceKind
from bayen.core.quantities import Quantity
from bayen.core.spans import Span
from bayen.records import models


def observation_from_row(row: models.Observation) -> Observation:
    """The ledger's entry that a row holds."""
    return Observation(
        seq=row.seq,
        indicator=row.indicator,
        place=row.place_id,
        span=Span(row.first_day, row.last_day),
        quantity=Quantity.from_milli(row.milli, row.bound),
        unit=row.unit,
        source=_source_from_row(row),
        recorded_at=row.recorded_at.astimezone(UTC),
        recorded_by=row.recorded_by,
        of=None if row.of_milli is None else decimal_from_milli(row.of_milli),
        supersedes=row.supersedes_id,
        retracts=row.retracts,
    )


def _source_from_row(row: models.Observation) -> Source:
    return Source(
        SourceKind(row.source_kind), row.document, row.locator, row.start, row.end, row.quote
    )


def decimal_from_milli(milli: int) -> Decimal:
    return Quantity.from_milli(milli).value


def dump_findings(
    findings: Iterable[Finding], waived: Iterable[Finding] = ()
) -> list[dict[str, Any]]:
    """Findings as a JSON column holds them; last, those that somebody let pass."""
    return [*_dumped(findings), *({**one, "waived": True} for one in _dumped(waived))]


def _dumped(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [
        {
            "code": finding.code,
            "severity": finding.severity.value,
            "message_vi": finding.message_vi,
            "where": finding.where,
            "params": dict(finding.params),
        }
        for finding in findings
    ]


def findings_from(column: Iterable[Mapping[str, Any]]) -> tuple[Finding, ...]:
    """Findings from a JSON column."""
    return tuple(
        Finding(
            item["code"],
            Severity(item["severity"]),
            item["message_vi"],
            item.get("where", ""),
            item.get("params", {}),
        )
        for item in column
    )
