"""What the reading page shows of a submission, worked out from one reading of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from bayen.catalogue.forms import form_as_sent
from bayen.catalogue.indicators import load_indicators
from bayen.core.days import render_day
from bayen.reads.submission import FigureReading, SubmissionDetail
from bayen.reads.submissions import SubmissionRow
from bayen.web.found_figures import FigureView, count_figures, group_figures, show_figure
from bayen.web.highlight import Block, Figure, Piece, cut_document
from bayen.web.period_menu import find_period
from bayen.web.place_finder import full_place_label
from bayen.web.retelling import retell
from bayen.web.signs import SUBMISSION_SIGNS, Sign, remark


@dataclass(frozen=True, slots=True)
class Head:
    """The line above the page."""

    number: int
    title: str
    place_label: str
    period_label: str
    sent_label: str
    sign: Sign
    note: str
    is_illustrative: bool
    has_file: bool
    text_name: str


@dataclass(frozen=True, slots=True)
class FormField:
    """A row of a form as it was sent; ``figure`` is None where nothing was typed."""

    label: str
    unit: str
    written: str
    figure: FigureView | None


@dataclass(frozen=True, slots=True)
class FormPart:
    """A section of a form."""

    title: str
    fields: tuple[FormField, ...]


def submission_context(detail: SubmissionDetail) -> dict[str, Any]:
    """All that the template needs."""
    views = [show_figure(reading) for reading in detail.figures]
    return {
        "head": _head(detail),
        "detail": detail,
        "can_review": detail.may_decide,
        "counts": count_figures(views),
        "groups": group_figures(views),
        "findings": [remark(finding) for finding in detail.findings],
        "layouts": detail.layouts,
        "blocks": document_blocks(detail, views),
        "sections": _form_parts(detail, views),
    }


def document_blocks(detail: SubmissionDetail, views: Sequence[FigureView]) -> tuple[Block, ...]:
    """The document's text with every figure marked in its state; empty for a form."""
    looks = {view.number: view.look for view in views}
    marked = [
        Figure(reading.number, reading.start, reading.end, looks[reading.number])
        for reading in detail.figures
        if reading.start is not None and reading.end is not None
    ]
    document = detail.document
    if document is None:
        return ()
    return cut_document(document.text, document.passages, marked)


def find_mark(blocks: Sequence[Block], number: int) -> Piece | None:
    """The piece of the text in which a figure is marked; None when it stands in no text."""
    for block in blocks:
        for pieces in (block.pieces, *(cell.pieces for row in block.rows for cell in row)):
            for piece in pieces:
                if any(figure.number == number for figure in piece.figures):
                    return piece
    return None


def _head(detail: SubmissionDetail) -> Head:
    row = detail.row
    period = find_period(row.period_key) if row.period_key else None
    return Head(
        number=row.number,
        title=row.title,
        place_label=full_place_label(row.place_id, row.last_day),
        period_label=retell(period.label_with_days_vi) if period else render_day(row.last_day),
        sent_label=_sent_label(row),
        sign=SUBMISSION_SIGNS[row.status],
        note=row.note,
        is_illustrative=row.is_illustrative,
        has_file=detail.document is not None,
        text_name=_("Biểu mẫu") if detail.form_code else _("Văn bản"),
    )


def _sent_label(row: SubmissionRow) -> str:
    if row.sent_at is None:
        return _("chưa gửi")
    return _("gửi lúc {moment}").format(moment=f"{timezone.localtime(row.sent_at):%H:%M %d/%m/%Y}")


def _form_parts(detail: SubmissionDetail, views: Sequence[FigureView]) -> list[FormPart]:
    """The form with every field it asks, filled in or not; empty for a document."""
    form = form_as_sent(detail.form_code, detail.form_version)
    if form is None:
        return []
    written = {
        reading.field_code: (reading, view)
        for reading, view in zip(detail.figures, views, strict=True)
    }
    return [
        FormPart(
            retell(part.title_vi),
            tuple(_field(code, written.get(code)) for code in part.indicators),
        )
        for part in form.sections
    ]


def _field(code: str, found: tuple[FigureReading, FigureView] | None) -> FormField:
    indicator = load_indicators()[code]
    written, view = (found[0].written, found[1]) if found else ("", None)
    return FormField(retell(indicator.name_vi), retell(indicator.unit_vi), written, view)
