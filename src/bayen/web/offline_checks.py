"""The checks of a form as data, for a browser that has no connection to ask.

``static/bayen/form-checks.js`` counts with it exactly as ``core.checks`` does here; the two are
held to each other by ``tests/web/test_offline_checks.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bayen.actions import form_fields
from bayen.actions.form_preview import FormPast
from bayen.catalogue.forms import Form
from bayen.catalogue.indicators import load_indicators, load_relations
from bayen.core import checks
from bayen.core.check_rules import CheckBook
from bayen.core.findings import Severity
from bayen.core.indicators import Indicator, IndicatorKind
from bayen.core.quantities import BOUND_WORDS, NOT_A_NUMBER, TOO_LARGE, Bound, Quantity
from bayen.reads.form_beside import Beside
from bayen.web.form_page import change_phrases
from bayen.web.signs import severity_look

_Pair = list[Any]  # thousandths as text, for they outgrow a browser's numbers; and the two bits


def check_terms(form: Form, past: FormPast, beside: Mapping[str, Beside]) -> dict[str, Any]:
    """Everything that a browser needs to check the form by itself; plain JSON."""
    asked = form.indicators
    known, told = load_indicators(), past.told
    return {
        "fields": list(asked),
        "indicators": {code: _indicator(known[code]) for code in asked},
        "relations": [
            [relation.part, relation.whole]
            for relation in load_relations().at_most
            if relation.part in asked and relation.whole in asked
        ],
        "balances": [
            {"stock": b.stock, "added": list(b.added), "ended": list(b.ended)}
            for b in load_relations().balances
            if {b.stock, *b.added, *b.ended} <= set(asked)
        ],
        "previous": None if told.previous is None else _pairs(told.previous, asked),
        "history": {
            code: [_pair(quantity) for quantity in told.history[code]]
            for code in asked
            if code in told.history
        },
        "yearBefore": _pairs(told.year_before, asked),
        "beside": {code: _beside(beside[code]) for code in asked if code in beside},
        "changeWords": change_phrases(),
        "levels": {code: _level(code, past.book) for code in _WORDS},
        "stricter": {
            code: {where: level.value for where, level in rule.stricter.items() if where in asked}
            for code, rule in past.book.rules.items()
            if rule.stricter
        },
        "waived": past.waived.messages(),
        "limits": _limits(past.book.limits),
        **_WORDS_AND_LOOKS,
    }


def _level(code: str, book: CheckBook) -> str | None:
    """How a finding stands in the way; None when the check is left out."""
    if code in form_fields.WORDS:
        return Severity.BLOCK.value
    rule = book.rules.get(code)
    severity = rule.severity if rule else checks.severity_of(code)
    return severity.value if severity else None


def _limits(limits: checks.Limits) -> dict[str, Any]:
    return {
        "longest": form_fields.LONGEST,
        "most": str(int(form_fields.MOST)),
        "enoughHistory": limits.enough_history,
        "unusual": limits.unusual,
        "madToDeviation": checks.MAD_TO_DEVIATION,
        "copiedFigures": limits.copied_figures,
        "copiedShare": limits.copied_share,
        "smallCount": limits.small_count,
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return {
        "name": indicator.name_vi,
        "kind": indicator.kind.value,
        "parts": list(indicator.parts),
        "mayBeNegative": form_fields.may_be_negative(indicator.code),
    }


def _beside(beside: Beside) -> dict[str, _Pair | None]:
    return {
        "soFar": None if beside.so_far is None else _pair(beside.so_far),
        "yearBefore": None if beside.year_before is None else _pair(beside.year_before),
    }


def _pairs(figures: Mapping[str, Quantity], asked: Iterable[str]) -> dict[str, _Pair]:
    return {code: _pair(figures[code]) for code in asked if code in figures}


def _pair(quantity: Quantity) -> _Pair:
    return [str(quantity.milli), int(quantity.bound)]


_WORDS = {**checks.WORDS, **form_fields.WORDS}
_WORDS_AND_LOOKS: Mapping[str, Any] = {
    "words": _WORDS,
    "looks": {severity.value: severity_look(severity) for severity in Severity},
    "problems": {"notANumber": NOT_A_NUMBER, "tooLarge": TOO_LARGE},
    "boundWords": [[word, int(bound)] for word, bound in BOUND_WORDS.items()],
    "boundNames": [Bound(bits).word_vi for bits in range(4)],
    "flow": IndicatorKind.FLOW.value,
    "stock": IndicatorKind.STOCK.value,
}
