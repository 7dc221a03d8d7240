"""What other channels say of a form's fields: workbook, documents, villages, registers.

Each says what it says; nothing is blended. A person compares and writes what counts.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from bayen.core.days import render_day
from bayen.core.quantities import Bound, Quantity, render_quantity, sum_quantities
from bayen.core.registers import UnitKind, cite_register, count_register
from bayen.core.spans import Span
from bayen.records.figures import figure_of
from bayen.records.models import (
    Offer,
    Proposal,
    ProposalState,
    Submission,
    SubmissionKind,
    SubmissionStatus,
)
from bayen.records.registers import load_registers


class ChannelKind(enum.StrEnum):
    """By which way a figure came."""

    WORKBOOK = "workbook"
    DOCUMENT = "document"
    VILLAGES = "villages"
    REGISTER = "register"


@dataclass(frozen=True, slots=True)
class Channel:
    """One figure for a field, with where it came from.

    Attributes:
        label_vi: the source, for people: "Excel, ô D7", "văn bản số 12, đoạn 3".
        submission: number of the document; None of the others.
        unit_kind: code of the register's kind; "" of the others.
    """

    kind: ChannelKind
    quantity: Quantity
    label_vi: str
    submission: int | None = None
    unit_kind: str = ""

    @property
    def written(self) -> str:
        return render_quantity(self.quantity)


@dataclass(frozen=True, slots=True)
class Topic:
    """Whose form of which days is asked about.

    Attributes:
        form_code, place_id, period_key: of the form.
        span: the days for which the place answers.
        fields: the codes that the form asks for.
        villages: identities of the villages below; empty when there are none.
        unit_kinds: of which registers are kept.
    """

    form_code: str
    place_id: str
    period_key: str
    span: Span
    fields: tuple[str, ...]
    villages: tuple[str, ...] = ()
    unit_kinds: tuple[UnitKind, ...] = ()


def gather_channels(topic: Topic) -> dict[str, tuple[Channel, ...]]:
    """By field; a field of which nothing else speaks is not there."""
    found: dict[str, list[Channel]] = {}
    for kind in (_offered, _in_documents, _of_villages, _in_registers):
        for code, channel in kind(topic):
            found.setdefault(code, []).append(channel)
    return {code: tuple(channels) for code, channels in found.items()}


def find_disagreement(
    written: Mapping[str, Quantity], channels: Mapping[str, Sequence[Channel]]
) -> dict[str, tuple[Channel, ...]]:
    """The fields of which some channel says something else than what is written."""
    return {
        code: tuple(said)
        for code, said in channels.items()
        if any(channel.quantity != written.get(code) for channel in said)
    }


def _offered(topic: Topic) -> Iterable[tuple[str, Channel]]:
    """Of the workbook that came last."""
    rows = Offer.objects.filter(
        form_code=topic.form_code, place_id=topic.place_id, period_key=topic.period_key
    )
    last: dict[str, Offer] = {row.field_code: row for row in rows.order_by("id")}
    for code in topic.fields:
        if code in last:
            row = last[code]
            quantity = Quantity.from_milli(row.milli, row.bound)
            yield code, Channel(ChannelKind.WORKBOOK, quantity, f"Excel, ô {row.locator}")


def _in_documents(topic: Topic) -> Iterable[tuple[str, Channel]]:
    """Figures read in documents about just this place and these days, not thrown out."""
    rows = (
        Proposal.objects.filter(
            field_code="",
            submission__kind=SubmissionKind.DOCUMENT,
            place_id=topic.place_id,
            indicator__in=topic.fields,
            is_repeat=False,
            milli__isnull=False,
        )
        .filter(
            Q(first_day=topic.span.first_day, last_day=topic.span.last_day)
            | Q(first_day=None, last_day__range=(topic.span.first_day, topic.span.last_day))
        )
        .exclude(state=ProposalState.REJECTED)
        .order_by("submission_id", "number")
        .defer("reasons", "alternatives", "findings")
    )
    for row in rows:
        figure = figure_of(row)
        if figure.quantity is not None and figure.indicator in topic.fields:
            label = f"văn bản số {row.submission_id}, {row.locator}"
            yield (
                figure.indicator,
                Channel(ChannelKind.DOCUMENT, figure.quantity, label, row.submission_id),
            )


def _of_villages(topic: Topic) -> Iterable[tuple[str, Channel]]:
    """What the villages sent, added up; more than that while some are missing."""
    if not topic.villages:
        return
    sent = Submission.objects.filter(
        kind=SubmissionKind.FORM, place_id__in=topic.villages, period_key=topic.period_key
    ).exclude(status=SubmissionStatus.DRAFT)
    rows = Proposal.objects.filter(
        submission__in=sent, field_code__in=topic.fields, milli__isnull=False
    ).exclude(state=ProposalState.REJECTED)
    said: dict[str, list[Quantity]] = {}
    for row in rows.defer("reasons", "alternatives", "findings"):
        quantity = figure_of(row).quantity
        if quantity is not None:
            said.setdefault(row.field_code, []).append(quantity)
    for code in topic.fields:
        if code in said:
            total = sum_quantities(said[code])
            expected = len(topic.villages)
            if len(said[code]) < expected:
                total = total.with_bound(Bound.OVER)
            label = f"{len(said[code])}/{expected} thôn, bản gửi"
            yield code, Channel(ChannelKind.VILLAGES, total, label)


VILLAGE_COUNT = "place.villages"


def _in_registers(topic: Topic) -> Iterable[tuple[str, Channel]]:
    """What registers say of the days: the list of villages, and those of groups and models."""
    if topic.villages and VILLAGE_COUNT in topic.fields:
        day = render_day(topic.span.last_day)
        label = f"danh sách thôn, bản của xã đến ngày {day}"
        yield (
            VILLAGE_COUNT,
            Channel(ChannelKind.REGISTER, Quantity(Decimal(len(topic.villages))), label),
        )
    yield from count_units(topic)


def count_units(topic: Topic) -> Iterable[tuple[str, Channel]]:
    """What the registers of groups and models say of the days."""
    asked = set(topic.fields)
    kinds = {kind.code: kind for kind in topic.unit_kinds if asked & set(kind.indicators)}
    if not kinds:
        return
    for code, entries in load_registers(topic.place_id).items():
        if code not in kinds:
            continue
        kind, last = kinds[code], max(entry.number for entry in entries)
        label = cite_register(kind, topic.span.last_day, last)
        for field_code, quantity in count_register(kind, entries, topic.span).items():
            if field_code in asked:
                yield (
                    field_code,
                    Channel(ChannelKind.REGISTER, quantity, label, unit_kind=code),
                )
