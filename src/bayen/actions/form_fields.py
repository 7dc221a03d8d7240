"""What was typed into a form's fields, as quantities and findings; pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from bayen.actions.free_text import without_names
from bayen.catalogue.forms import Form
from bayen.catalogue.indicators import load_indicators, load_relations
from bayen.core.check_rules import CheckBook
from bayen.core.checks import NOTHING_BEFORE, Past, check_figures
from bayen.core.findings import Finding, Severity
from bayen.core.quantities import Quantity, QuantityError, parse_quantity

LONGEST = 60  # characters kept of what was typed: room for any number, none for a story
MOST = Decimal(10) ** 12  # no place counts as many of anything; sums of such stay in range
WORDS: Mapping[str, str] = {
    "field-not-a-number": "Ô «{name}»: «{written}» — {problem}. Hãy ghi lại số.",
    "field-negative": "Ô «{name}»: «{written}» là số âm. Hãy ghi số từ 0 trở lên.",
    "field-too-large": "Ô «{name}»: «{written}» quá lớn. Kiểm tra có thừa chữ số không.",
}


@dataclass(slots=True)
class FieldReading:
    """One field that was filled in.

    Attributes:
        code: the field, which is the indicator's code.
        written: what was typed.
        quantity: None when that is no number.
        findings: what is wrong with it or odd about it.
        waived: the findings that somebody let pass.
    """

    code: str
    written: str
    quantity: Quantity | None
    findings: list[Finding] = field(default_factory=list)
    waived: list[Finding] = field(default_factory=list)

    @property
    def is_blocked(self) -> bool:
        """Whether it must be set right before it can count."""
        return any(finding.severity is Severity.BLOCK for finding in self.findings)


@dataclass(slots=True)
class FormReading:
    """All fields that were filled in, in the form's order, and what concerns the whole."""

    fields: list[FieldReading]
    findings: list[Finding]
    waived: list[Finding] = field(default_factory=list)

    def parts(self) -> Iterator[tuple[str, FieldReading | FormReading]]:
        """Whatever has findings, by its field; the whole by ""."""
        yield "", self
        for one in self.fields:
            yield one.code, one

    @property
    def quantities(self) -> dict[str, Quantity]:
        """The figures by indicator."""
        return {one.code: one.quantity for one in self.fields if one.quantity is not None}


def read_fields(
    form: Form,
    raw: Mapping[str, str],
    past: Past = NOTHING_BEFORE,
    *,
    book: CheckBook | None = None,
) -> FormReading:
    """Read every filled field and check the figures; blank ones are not reported, never zero.

    Args:
        form: what was asked.
        raw: what was typed, by field.
        past: what the place told before.
        book: which checks run and how much each weighs; None takes the checks as they are.
    """
    asked = form.indicators
    fields = [_read(code, written) for code in asked if (written := _clean(raw.get(code)))]
    unknown = [code for code in raw.keys() - set(asked) if _clean(raw[code])]
    reading = FormReading(fields, [_unknown_field(code) for code in sorted(unknown)])
    _check(reading, past, book or CheckBook())
    return reading


def _check(reading: FormReading, past: Past, book: CheckBook) -> None:
    """Put each finding beside the field that it is about; the others concern the whole."""
    by_code = {one.code: one for one in reading.fields}
    found = check_figures(
        reading.quantities,
        load_indicators(),
        relations=load_relations().at_most,
        balances=load_relations().balances,
        past=past,
        limits=book.limits,
    )
    for finding in book.grade(found):
        about = by_code.get(finding.where)
        (about.findings if about else reading.findings).append(finding)


def _clean(written: str | None) -> str:
    return " ".join(unicodedata.normalize("NFC", written or "").split())


def _read(code: str, written: str) -> FieldReading:
    try:
        quantity = parse_quantity(written)
    except QuantityError as error:
        kept = without_names(written)[:LONGEST]
        finding = _blocking("field-not-a-number", code, kept, problem=error.problem)
        return FieldReading(code, kept, None, [finding])
    if abs(quantity.value) >= MOST:
        kept = written[:LONGEST]
        return FieldReading(code, kept, None, [_blocking("field-too-large", code, kept)])
    reading = FieldReading(code, written[:LONGEST], quantity)
    if quantity.value < 0 and not may_be_negative(code):
        reading.findings.append(_blocking("field-negative", code, written[:LONGEST]))
    return reading


def may_be_negative(code: str) -> bool:
    """Whether a field holds a change, which can go down."""
    rate = load_indicators()[code].rate
    return rate is not None and rate.is_change


def _blocking(finding: str, code: str, written: str, **more: str) -> Finding:
    params = {"name": load_indicators()[code].name_vi, "written": written, **more}
    return Finding(finding, Severity.BLOCK, WORDS[finding].format(**params), code, params)


def _unknown_field(code: str) -> Finding:
    return Finding(
        "field-unknown",
        Severity.WARN,
        f"Biểu mẫu không có ô «{code[:LONGEST]}»; số ghi ở đó không được nhận.",
        code[:LONGEST],
    )
