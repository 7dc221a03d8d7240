"""The checks of forms on the figures of a document, as people have judged them so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bayen.actions.form_history import MONTH, FormHistory
from bayen.actions.ledger_history import LedgerHistory
from bayen.actions.waivers import Waived
from bayen.catalogue.checks import checks_on
from bayen.catalogue.indicators import load_indicators, load_relations
from bayen.core.check_rules import CheckBook
from bayen.core.checks import Past, check_figures, check_out_of
from bayen.core.findings import Finding
from bayen.core.quantities import Quantity
from bayen.core.spans import Span
from bayen.records.figures import Figure, figure_of, key_of
from bayen.records.mapping import decimal_from_milli, dump_findings, findings_from
from bayen.records.models import Proposal, ProposalState, Submission, SubmissionKind

# What the reader itself found of the kind that is checked here anew, once figures are judged.
_READERS_OWN = {"part-over-whole"}
_DROPPED = {ProposalState.REJECTED, ProposalState.LEFT}

_Group = Mapping[str, tuple[Proposal, Quantity]]  # by indicator


def recheck(submission: Submission, proposals: Sequence[Proposal]) -> None:
    """Check the figures as they stand and keep what is found beside each.

    The figures of a form were checked when it was kept: of them only what somebody let pass
    since is set aside.
    """
    book = checks_on(submission.last_day)
    is_document = submission.kind == SubmissionKind.DOCUMENT
    found = _found(proposals, book) if is_document else {}
    keeper = _Keeper(submission, book, found, Waived.load([submission.number]), is_document)
    changed = []
    for proposal in proposals:
        findings = keeper.findings(proposal.findings, key_of(proposal), proposal.number)
        if findings != proposal.findings:
            proposal.findings = findings
            changed.append(proposal)
    Proposal.objects.bulk_update(changed, ["findings"], batch_size=200)
    whole = keeper.findings(submission.findings, "", 0)
    if whole != submission.findings:
        submission.findings = whole
        Submission.objects.filter(number=submission.number).update(findings=whole)


@dataclass(frozen=True, slots=True)
class _Keeper:
    """Puts together what a figure's column holds: old findings, new ones, those let pass."""

    submission: Submission
    book: CheckBook
    found: Mapping[int, Sequence[Finding]]
    waived: Waived
    is_document: bool

    def findings(self, column: list[dict[str, Any]], key: str, number: int) -> list[dict[str, Any]]:
        old = [f for f in column if not (self.is_document and self._is_ours(f["code"]))]
        findings = [*findings_from(old), *self.found.get(number, ())]
        passed = [f for f in findings if self.waived.holds(self.submission.number, key, f)]
        return dump_findings([f for f in findings if f not in passed], passed)

    def _is_ours(self, code: str) -> bool:
        return code in self.book.rules or code in _READERS_OWN


def open_findings(proposal: Proposal) -> tuple[Finding, ...]:
    """What still stands at a figure: not what somebody let pass."""
    return findings_from(f for f in proposal.findings if not f.get("waived"))


def _found(proposals: Sequence[Proposal], book: CheckBook) -> dict[int, list[Finding]]:
    """Graded findings by the number of the figure they are about; 0 is the whole."""
    found: dict[int, list[Finding]] = defaultdict(list)
    usable = [(p, figure_of(p)) for p in proposals if p.state not in _DROPPED and not p.is_repeat]
    whole = [(p, figure) for p, figure in usable if not figure.missing]
    history = FormHistory.load(
        (figure.place_id, figure.span.last_day) for _, figure in whole if figure.span
    )
    for proposal, figure in usable:
        if figure.quantity is not None and figure.of_milli is not None and figure.indicator:
            of = decimal_from_milli(figure.of_milli)
            out_of = check_out_of(figure.indicator, figure.quantity, of, load_indicators())
            found[proposal.number] += book.grade(out_of)
    ledger = LedgerHistory.load((f.place_id, f.indicator, f.span) for _, f in whole if f.span)
    for place_id, span, group in _groups(whole):
        for finding in book.grade(_check(place_id, span, group, (history, ledger), book)):
            about = group.get(finding.where)
            number = about[0].number if about else 0
            if finding not in found[number]:
                found[number].append(finding)
    return found


def _check(
    place_id: str,
    span: Span,
    group: _Group,
    histories: tuple[FormHistory, LedgerHistory],
    book: CheckBook,
) -> tuple[Finding, ...]:
    """Forms tell what a month usually is, accepted or not; the ledger tells of every length."""
    forms, ledger = histories
    past = Past(ledger.before(place_id, span), None, ledger.year_before(place_id, span))
    if span.first_day is not None and (span.last_day - span.first_day).days + 1 in MONTH:
        month = forms.past(place_id, span)
        past = Past(
            {**past.history, **month.history},
            month.previous,
            {**past.year_before, **month.year_before},
        )
    return check_figures(
        {code: quantity for code, (_, quantity) in group.items()},
        load_indicators(),
        relations=load_relations().at_most,
        past=past,
        limits=book.limits,
    )


def _groups(figures: Sequence[tuple[Proposal, Figure]]) -> Iterator[tuple[str, Span, _Group]]:
    """Figures that speak of one place and the same days, with the states of the last day."""
    states: dict[tuple[str, date], dict[str, tuple[Proposal, Quantity]]] = defaultdict(dict)
    flows: dict[tuple[str, Span], dict[str, tuple[Proposal, Quantity]]] = defaultdict(dict)
    for proposal, figure in figures:
        if figure.span is None or figure.quantity is None:
            continue
        place_id, span = figure.place_id, figure.span
        group = states[place_id, span.last_day] if span.first_day is None else flows[place_id, span]
        group.setdefault(figure.indicator, (proposal, figure.quantity))
    for (place_id, day), group in states.items():
        yield place_id, Span(None, day), group
    for (place_id, span), group in flows.items():
        yield place_id, span, states.get((place_id, span.last_day), {}) | group
