"""Which figures of a form are what a register says, and where in the ledger that is told."""

from __future__ import annotations

from collections.abc import Mapping, Set

from bayen.catalogue.forms import Form
from bayen.catalogue.unit_kinds import load_unit_kinds
from bayen.core.periods import Period
from bayen.core.spans import Span
from bayen.records.channels import Channel, Topic, count_units


def said_by_registers(
    form: Form, place_id: str, period: Period, span: Span
) -> Mapping[str, Channel]:
    """By field, of those that a register of the place feeds."""
    kinds = tuple(load_unit_kinds().values())
    topic = Topic(form.code, place_id, period.key, span, form.indicators, unit_kinds=kinds)
    return dict(count_units(topic))


def cited_registers(
    form: Form, place_id: str, period: Period, span: Span, taken: Set[str]
) -> Mapping[str, Channel]:
    """Of the fields that are said to be taken over, those of which a register does speak.

    Who took over nothing, as nearly everybody on the day everybody sends, costs no question.
    """
    if not taken:
        return {}
    said = said_by_registers(form, place_id, period, span)
    return {code: channel for code, channel in said.items() if code in taken}
