"""Findings that somebody let pass: which they are, and those that still wait for a word.

A waiver holds for one finding of one figure as it stood: the same finding of the same figures
is not asked again, another is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from bayen.actions.form_fields import FormReading
from bayen.actions.free_text import checked_text
from bayen.actions.refused import ActionRefused
from bayen.core.check_rules import CheckBook
from bayen.core.checks import WORDS
from bayen.core.findings import Finding, Severity
from bayen.records.models import Account, Waiver

_Key = tuple[int, str, str, str]


class WordsMissing(ActionRefused):
    """Warnings that the sender has to say a word about before the figures go up.

    Attributes:
        asked: what waits for a word.
    """

    def __init__(self, asked: tuple[Asked, ...]) -> None:
        super().__init__(
            "words-missing",
            f"Còn {len(asked)} cảnh báo cần một lời giải thích: sửa số, hoặc ghi vì sao số đúng.",
        )
        self.asked = asked


class FiguresBlocked(ActionRefused):
    """Figures that cannot be true as they stand."""

    def __init__(self, messages: Iterable[str]) -> None:
        said = list(messages)
        super().__init__(
            "figures-blocked",
            f"Chưa gửi được, còn {len(said)} chỗ phải sửa: {' '.join(said[:3])}"
            + (" …" if len(said) > 3 else ""),
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """A finding that waits for a word; ``figure`` is its figure's key, "" of the whole."""

    figure: str
    finding: Finding

    @property
    def name(self) -> str:
        """What the word about it is called where words are handed in."""
        return word_name(self.figure, self.finding.code)


def word_name(figure: str, code: str) -> str:
    """ "tip.useful:part-exceeds-whole"."""
    return f"{figure}:{code}"


@dataclass(frozen=True, slots=True)
class Waived:
    """The waivers of some submissions."""

    keys: frozenset[_Key] = field(default_factory=frozenset)

    @classmethod
    def load(cls, numbers: Iterable[int]) -> Waived:
        """Those of the submissions with these numbers."""
        wanted = list(numbers)
        if not wanted:
            return cls()
        return cls._of(Waiver.objects.filter(submission_id__in=wanted))

    @classmethod
    def of_form(cls, form_code: str, place_id: str, period_key: str) -> Waived:
        """Those of one form, whether there is one yet or not; its number counts as 0."""
        rows = Waiver.objects.filter(
            submission__form_code=form_code,
            submission__place_id=place_id,
            submission__period_key=period_key,
        )
        return cls(
            frozenset((0, figure, code, said) for _, figure, code, said in cls._of(rows).keys)
        )

    @classmethod
    def _of(cls, rows: QuerySet[Waiver]) -> Waived:
        found = rows.values_list("submission_id", "figure", "code", "params")
        return cls(frozenset((n, figure, code, _said(p)) for n, figure, code, p in found))

    def holds(self, number: int | None, figure: str, finding: Finding) -> bool:
        """Whether this very finding was let pass."""
        return (number or 0, figure, finding.code, _said(finding.params)) in self.keys

    def messages(self) -> list[tuple[str, str, str]]:
        """Each as figure, code and the message that is not said again."""
        return [
            (figure, code, WORDS[code].format(**json.loads(said)))
            for _, figure, code, said in sorted(self.keys)
            if code in WORDS
        ]

    def settle(self, number: int | None, reading: FormReading) -> None:
        """Set aside in a form as read what was let pass."""
        for figure, one in reading.parts():
            passed = [f for f in one.findings if self.holds(number, figure, f)]
            one.findings = [f for f in one.findings if f not in passed]
            one.waived += passed


def _said(params: Mapping[str, Any]) -> str:
    return json.dumps(dict(params), sort_keys=True, ensure_ascii=False)


def refuse_blocked(reading: FormReading) -> None:
    """Pass, or raise ``FiguresBlocked``."""
    blocked = [f for _, one in reading.parts() for f in one.findings if _blocks(f)]
    if blocked:
        raise FiguresBlocked(finding.message_vi for finding in blocked)


def _blocks(finding: Finding) -> bool:
    return finding.severity is Severity.BLOCK


def asked_of(figure: str, findings: Iterable[Finding], book: CheckBook) -> list[Asked]:
    """The warnings of one figure that want a word of the sender."""
    return [
        Asked(figure, one)
        for one in findings
        if one.severity is Severity.WARN and one.code in book.rules
    ]


def answer_warnings(
    asked: Iterable[Asked], words: Mapping[str, str], *, actor: Account, now: datetime
) -> list[Waiver]:
    """Unsaved waivers, without their submission, for what the sender said.

    Raises:
        WordsMissing: of some nothing was said.
        ActionRefused: a word holds what must not be stored.
    """
    waiting = tuple(asked)
    missing = tuple(one for one in waiting if not words.get(one.name, "").strip())
    if missing:
        raise WordsMissing(missing)
    return [
        waiver_of(one.figure, one.finding, words[one.name], actor=actor, now=now, is_sender=True)
        for one in waiting
    ]


def waiver_of(
    figure: str, finding: Finding, reason: str, *, actor: Account, now: datetime, is_sender: bool
) -> Waiver:
    """An unsaved waiver; raises ``ActionRefused`` for a reason that cannot be kept."""
    return Waiver(
        figure=figure,
        code=finding.code,
        params=dict(finding.params),
        reason=checked_text(reason, what="lời giải thích", required=True),
        is_sender=is_sender,
        at=now,
        by=actor.username,
    )
