"""Which checks run, how much each weighs, and from where on it speaks: dated data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from bayen.catalogue.indicators import load_indicators
from bayen.catalogue.tables import CatalogueDataError, read_text
from bayen.core.check_rules import CheckBook, CheckRule
from bayen.core.checks import WORDS, Limits
from bayen.core.findings import Severity

_LEVELS = {"off": None, "warn": Severity.WARN, "block": Severity.BLOCK}


@dataclass(frozen=True, slots=True)
class DatedRule:
    """A rule with its life, half-open, and the limits that it sets."""

    rule: CheckRule
    valid_from: date
    valid_until: date | None
    limits: Mapping[str, float]

    def is_in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


@lru_cache(maxsize=1)
def load_checks() -> tuple[DatedRule, ...]:
    """All rules of every time, in the order of the file.

    Raises:
        CatalogueDataError: a check, level, limit or indicator that is not, or two rules of
            one check on one day.
    """
    entries = tomllib.loads(read_text("checks.toml"))["check"]
    rules = tuple(_rule(entry) for entry in entries)
    for one in rules:
        if sum(other.rule.code == one.rule.code and other.is_in_force(one.valid_from)
               for other in rules) != 1:  # fmt: skip
            raise CatalogueDataError(f"checks.toml: «{one.rule.code}» có hai mức trong một ngày")
    return rules


@lru_cache(maxsize=64)
def checks_on(day: date) -> CheckBook:
    """The rules for figures of a period that ends on this day; a check without one is left out."""
    rules = {code: CheckRule(code, None, may_be_waived=False) for code in WORDS}
    limits: dict[str, Any] = {}
    for dated in load_checks():
        if dated.is_in_force(day):
            rules[dated.rule.code] = dated.rule
            limits |= dated.limits
    return CheckBook(MappingProxyType(rules), Limits(**limits))


def _rule(entry: Mapping[str, Any]) -> DatedRule:
    code, level, stricter = entry["code"], entry["level"], entry.get("stricter", ())
    limits = entry.get("limits", {})
    faults = [one for one in stricter if one not in load_indicators()]
    faults += [one for one in limits if one not in Limits.__dataclass_fields__]
    faults += [one for one, known in ((code, WORDS), (level, _LEVELS)) if one not in known]
    if faults:
        raise CatalogueDataError(f"checks.toml, «{code}»: không có {', '.join(faults)}")
    severity = _LEVELS[level]
    return DatedRule(
        CheckRule(
            code,
            severity,
            may_be_waived=entry.get("waivable", severity is not Severity.BLOCK),
            stricter=MappingProxyType(dict.fromkeys(stricter, Severity.BLOCK)),
            purpose_vi=entry["purpose_vi"],
        ),
        entry["valid_from"],
        entry.get("valid_until"),
        MappingProxyType(limits),
    )
