"""Findings that somebody let pass, with why and who: as they stand beside a figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bayen.core.findings import Finding
from bayen.records.mapping import findings_from
from bayen.records.models import Account, Submission, Waiver


@dataclass(frozen=True, slots=True)
class PassedFinding:
    """One of them.

    Attributes:
        finding: what a check said.
        reason: the word for it; "" where none is kept.
        is_sender: said by who sent it; else by who reviewed it.
        by, at: who, by display name, and when; "" and None where nobody is known.
    """

    finding: Finding
    reason: str = ""
    is_sender: bool = False
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Waivers:
    """Those of one submission: the last word by figure and code."""

    words: Mapping[tuple[str, str], Waiver]
    names: Mapping[str, str]

    @classmethod
    def of(cls, submission: Submission) -> Waivers:
        """Two queries, of which the second only where somebody said something."""
        words = {(one.figure, one.code): one for one in submission.waivers.order_by("id")}
        by = {one.by for one in words.values()}
        found = Account.objects.filter(username__in=by).values_list("username", "display_name")
        return cls(words, dict(found) if by else {})

    def passed(
        self, figure: str, findings: Iterable[Mapping[str, Any]]
    ) -> tuple[PassedFinding, ...]:
        """Of a figure's stored findings those that were let pass."""
        waived = findings_from(finding for finding in findings if finding.get("waived"))
        return tuple(self._passed(figure, finding) for finding in waived)

    def _passed(self, figure: str, finding: Finding) -> PassedFinding:
        word = self.words.get((figure, finding.code))
        if word is None:
            return PassedFinding(finding)
        name = self.names.get(word.by, word.by)
        return PassedFinding(finding, word.reason, word.is_sender, name, word.at)
