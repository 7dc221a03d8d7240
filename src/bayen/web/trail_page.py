"""A trail in words: the total, what it adds, and the statements it rests on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bayen.access.accounts import Account
from bayen.access.door import access_submission
from bayen.catalogue.indicators import load_indicators
from bayen.catalogue.unit_kinds import kinds_that_feed
from bayen.core.ledger import Observation, Source, SourceKind
from bayen.core.quantities import Quantity, render_quantity
from bayen.core.questions import Basis
from bayen.core.registers import find_last_entry
from bayen.reads.submission import passages_of
from bayen.reads.trails import TrailEntry, TrailStep
from bayen.web.found_figures import span_words
from bayen.web.questions import Question
from bayen.web.quotes import Quote, quote_of
from bayen.web.register_page import register_address
from bayen.web.retelling import retell


@dataclass(frozen=True, slots=True)
class EntryView:
    """One statement of the ledger.

    Attributes:
        source: what sort of place it came from, and where in it.
        source_href: of a register, the units that were counted; "" of others.
        href: the figure on its submission's page; "" where the account may not open it.
        recorded: when it was accepted, by whom.
        stood_beside: what other channels said when it was sent.
    """

    seq: int
    value: str
    unit: str
    place_label: str
    span_label: str
    quote: Quote | None
    source: str
    source_href: str
    href: str
    title: str
    recorded: str
    reason: str
    is_illustrative: bool
    stood_beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartView:
    """One part of a sum; ``href`` opens its own trail."""

    label: str
    value: str
    sent: str
    note: str
    href: str


@dataclass(frozen=True, slots=True)
class TrailView:
    """One step of a trail as its page or drawer shows it."""

    indicator_name: str
    unit: str
    place_label: str
    period_label: str
    value: str
    sent: str
    facts: tuple[tuple[str, str], ...]
    is_rate: bool
    parts_heading: str
    parts: tuple[PartView, ...]
    entries: tuple[EntryView, ...]
    beside: tuple[EntryView, ...]
    table_href: str
    address: str


def show_trail(step: TrailStep, question: Question, account: Account) -> TrailView:
    return TrailView(
        indicator_name=retell(step.indicator_name),
        unit=_unit(step.indicator),
        place_label=retell(step.place_label),
        period_label=retell(question.period.label_with_days_vi),
        value=_value(step.quantity),
        sent=_sent(step),
        facts=tuple(_facts(step, question)),
        is_rate=step.basis is Basis.RATE,
        parts_heading=_("Chỉ tiêu") if step.basis is Basis.RATE else _("Địa bàn"),
        parts=tuple(_part(child, step, question) for child in step.children),
        entries=tuple(_entry(entry, account) for entry in step.entries),
        beside=tuple(_entry(entry, account) for entry in step.beside),
        table_href=question.address("table"),
        address=question.address("trail", indicator=step.indicator),
    )


def _facts(step: TrailStep, question: Question) -> list[tuple[str, str]]:
    facts = [(_("Cách tính"), retell(step.basis.label_vi))]
    if step.expected:
        facts.append(
            (_("Đã có số"), _("{sent} xã").format(sent=f"{step.reported}/{step.expected}"))
        )
    if step.quantity is not None and step.quantity.bound and step.reported < step.expected:
        facts.append((_("Vì sao «hơn»"), _("còn xã chưa có số liệu, số thật có thể lớn hơn")))
    facts.append((_("Điều kiện"), question.terms))
    return facts


def _part(child: TrailStep, whole: TrailStep, question: Question) -> PartView:
    is_rate = whole.basis is Basis.RATE
    # Parts stand as they were when they reported: today's map has been applied above them.
    as_reported = replace(question, place_id=child.place_id, boundaries=None)
    address = as_reported.address("trail", indicator=child.indicator)
    return PartView(
        label=retell(child.indicator_name if is_rate else child.place_label),
        value=_value(child.quantity),
        sent=_sent(child),
        note=_note(child, whole),
        href=address,
    )


def _note(child: TrailStep, whole: TrailStep) -> str:
    notes = []
    if len({part.span for part in whole.children}) > 1 and child.span != whole.span:
        notes.append(retell(child.span.label_vi))
    if child.weight is None:
        notes.append(_("không rõ phần nằm trong địa bàn này, không cộng"))
    elif child.weight != Fraction(1):
        share = f"{child.weight.numerator}/{child.weight.denominator}"
        notes.append(_("tính {share}").format(share=share))
    if child.basis is Basis.STATED and child.expected > 1:
        notes.append(retell(child.basis.label_vi))
    return "; ".join(notes)


def _entry(entry: TrailEntry, account: Account) -> EntryView:
    observation = entry.observation
    href = ""
    if entry.submission is not None:
        href = reverse("submission", args=(entry.submission,))
        href += f"#p{entry.figure}" if entry.figure is not None else ""
    return EntryView(
        seq=observation.seq,
        value=retell(render_quantity(observation.quantity)),
        unit=retell(observation.unit),
        place_label=retell(entry.place_label),
        span_label=span_words(observation.span),
        quote=_quote(entry, account),
        source=_source(observation.source),
        source_href=_units_href(observation),
        href=href,
        title=entry.title,
        recorded=_("{name} nhận lúc {moment}").format(
            name=entry.accepted_by,
            moment=f"{timezone.localtime(entry.recorded_at):%H:%M %d/%m/%Y}",
        ),
        reason=entry.reason,
        is_illustrative=entry.is_illustrative,
        stood_beside=entry.stood_beside,
    )


def _quote(entry: TrailEntry, account: Account) -> Quote | None:
    """From the document itself where the account may open it, else as the ledger keeps it."""
    source = entry.observation.source
    if source.start is None or source.end is None:
        return None
    if entry.submission is None:
        return Quote("", source.quote, "")
    document = access_submission(account, entry.submission).document
    if document is None:
        return Quote("", source.quote, "")
    return quote_of(document.text, passages_of(document), source.start, source.end)


def _source(source: Source) -> str:
    if source.kind is SourceKind.FIELD:
        indicator = load_indicators().get(source.locator)
        name = indicator.name_vi if indicator else source.locator
        return f"{retell(source.kind.label_vi)}: {retell(name)}"
    if source.kind is SourceKind.REGISTER:
        return retell(source.locator)
    return f"{retell(source.kind.label_vi)}: {retell(source.locator)}"


def _units_href(observation: Observation) -> str:
    """The register as it was written when it was counted, on the last day of the figure."""
    last = find_last_entry(observation.source.locator)
    kind = kinds_that_feed().get(observation.indicator)
    if observation.source.kind is not SourceKind.REGISTER or last is None or kind is None:
        return ""
    day = observation.span.last_day.isoformat()
    return register_address(observation.place, kind=kind.code, day=day, upto=str(last))


def _unit(code: str) -> str:
    indicator = load_indicators().get(code)
    return retell(indicator.unit_vi) if indicator else ""


def _value(quantity: Quantity | None) -> str:
    return "" if quantity is None else retell(render_quantity(quantity))


def _sent(step: TrailStep) -> str:
    return f"{step.reported}/{step.expected}" if step.expected else ""
