"""The life of one figure in words: what was stated, by whom, why it was corrected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from bayen.core.quantities import render_quantity
from bayen.reads.history import History, Statement
from bayen.web.forms.amendment import AmendmentForm
from bayen.web.found_figures import span_words
from bayen.web.indicator_finder import indicator_name
from bayen.web.place_finder import full_place_label
from bayen.web.retelling import retell
from bayen.web.signs import Sign

_STANDS = Sign("ok", "✓", gettext_lazy("đang dùng"))
_REPLACED = Sign("missing", "↷", gettext_lazy("đã thay"))
_TAKEN_BACK = Sign("doubt", "✕", gettext_lazy("đã rút"))


@dataclass(frozen=True, slots=True)
class StatementView:
    """One line of the life of a figure."""

    seq: int
    value: str
    unit: str
    sign: Sign
    recorded: str
    reason: str


def history_context(found: History, form: AmendmentForm) -> dict[str, Any]:
    first = found.statements[0].observation
    href = reverse("submission", args=(found.submission,))
    return {
        "indicator_name": indicator_name(first.indicator),
        "place_label": full_place_label(first.place, first.span.last_day),
        "span_label": span_words(first.span),
        "statements": [_view(statement) for statement in found.statements],
        "source_href": f"{href}#p{found.figure}" if found.figure is not None else href,
        "source_title": found.title,
        "stood_beside": found.stood_beside,
        "source_number": found.submission,
        "may_correct": found.may_correct and found.standing is not None,
        "form": form,
    }


def _view(statement: Statement) -> StatementView:
    entry = statement.observation
    moment = timezone.localtime(entry.recorded_at)
    sign = _STANDS if statement.stands else _TAKEN_BACK if entry.retracts else _REPLACED
    return StatementView(
        seq=entry.seq,
        value=retell(render_quantity(entry.quantity)),
        unit=retell(entry.unit),
        sign=sign,
        recorded=f"{statement.accepted_by}, {moment:%H:%M %d/%m/%Y}",
        reason=statement.reason,
    )
