"""How much a finding weighs: a level for each check, and whether a person may wave it through.

Checks say what is so; these rules say what follows. They are handed in as data, dated, so
that a province may ask more of a figure from one month on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from bayen.core.checks import LIMITS, Limits
from bayen.core.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class CheckRule:
    """What a finding of one check means.

    Attributes:
        code: of the finding.
        severity: WARN asks for a word, BLOCK stops the sending; None leaves the check out.
        may_be_waived: whether somebody may let it pass with a reason.
        stricter: another severity where it is about one of these indicators, of which
            arithmetic itself leaves no other way.
        purpose_vi: what it is for and what it rests on, for people.
    """

    code: str
    severity: Severity | None
    may_be_waived: bool
    stricter: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}))
    purpose_vi: str = ""

    def severity_of(self, finding: Finding) -> Severity | None:
        """The level of this finding; None when nothing is to be said."""
        return None if self.severity is None else self.stricter.get(finding.where, self.severity)


@dataclass(frozen=True, slots=True)
class CheckBook:
    """The rules of one day, by code, and from where on the checks speak."""

    rules: Mapping[str, CheckRule] = field(default_factory=lambda: MappingProxyType({}))
    limits: Limits = LIMITS

    def grade(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings at their levels, without those left out; unknown codes stay as they are."""
        graded = ((one, self._severity(one)) for one in findings)
        return tuple(
            replace(one, severity=severity) for one, severity in graded if severity is not None
        )

    def may_be_waived(self, finding: Finding) -> bool:
        """Whether somebody may let it pass with a reason."""
        rule = self.rules.get(finding.code)
        if rule is None:
            return finding.severity is not Severity.BLOCK
        return rule.may_be_waived and not (
            finding.severity is Severity.BLOCK and finding.where in rule.stricter
        )

    def _severity(self, finding: Finding) -> Severity | None:
        rule = self.rules.get(finding.code)
        return finding.severity if rule is None else rule.severity_of(finding)
