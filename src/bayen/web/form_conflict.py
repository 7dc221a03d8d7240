"""Two hands on one form: every figure that differs, side by side, for a person to choose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bayen.actions.form_merging import Difference, Side, find_differences
from bayen.catalogue.indicators import load_indicators
from bayen.reads.form_filling import FormSheet
from bayen.web.form_posting import IN_PLACE, Posted, form_address, form_query
from bayen.web.indicator_finder import indicator_words


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """One field that differs; ``by`` and ``at`` say whose the kept one is."""

    number: int
    code: str
    label: str
    mine: str
    theirs: str
    by: str
    at: datetime | None
    takes_mine: bool
    takes_theirs: bool


def conflict_page(request: HttpRequest, posted: Posted) -> HttpResponse:
    """What the account typed beside what is kept now; the choice is sent like any filling."""
    sheet = posted.sheet
    mine = {one.code: one.written for one in posted.reading.fields}
    differences = find_differences(sheet.form.indicators, mine, sheet.written, posted.base)
    differing = {difference.code for difference in differences}
    in_place = IN_PLACE if posted.is_in_place else ""
    context = {
        "sheet": sheet,
        "rows": conflict_rows(sheet, differences),
        "agreed": [(code, text) for code, text in mine.items() if code not in differing],
        "seen": sheet.version,
        "query": form_query(sheet) + in_place,
        "address": form_address(sheet) + in_place,
        "saves": not sheet.is_sent,
    }
    return render(request, "web/form_conflict.html", context, status=HTTPStatus.CONFLICT)


def conflict_rows(sheet: FormSheet, differences: Iterable[Difference]) -> list[ConflictRow]:
    """The lines of the table, in the form's order."""
    return [_row(sheet, number, one) for number, one in enumerate(differences, 1)]


def _row(sheet: FormSheet, number: int, difference: Difference) -> ConflictRow:
    hand = sheet.hands.get(difference.code)
    return ConflictRow(
        number=number,
        code=difference.code,
        label=indicator_words(load_indicators()[difference.code]),
        mine=difference.mine,
        theirs=difference.theirs,
        by=hand.name if hand else "",
        at=hand.at if hand else None,
        takes_mine=difference.suggested is Side.MINE,
        takes_theirs=difference.suggested is Side.THEIRS,
    )
