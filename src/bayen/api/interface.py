"""The addresses of the interface: answers to questions, and the trail of one figure."""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Query

from bayen.access.accounts import Account
from bayen.access.denied import AccessDenied
from bayen.actions.audit import record_access
from bayen.api.schemas import (
    AnswerOut,
    CellOut,
    EntryOut,
    FindingOut,
    InquiryIn,
    ProblemOut,
    StepOut,
)
from bayen.core.atlas import UnknownPlaceError
from bayen.core.inquiry import Inquiry, InquiryError, parse_inquiry
from bayen.core.quantities import Quantity
from bayen.core.questions import Cell, UnknownIndicatorError, plan_cells
from bayen.reads.answers import ask, plan_for
from bayen.reads.trails import TrailEntry, TrailStep, trail

DEEPEST = 4

# No page of ours loads scripts from elsewhere, which the usual browser for descriptions does.
api = NinjaAPI(title="Ba Yên", version="1", docs_url=None, urls_namespace="api")


@api.get("/answers", response={200: AnswerOut, 400: ProblemOut, 404: ProblemOut})
def answers(request: HttpRequest, asked: Query[InquiryIn]) -> AnswerOut:
    """Every cell of a question."""
    inquiry = parse_inquiry(asked.text)
    account = _account(request)
    answer = ask(account, inquiry)
    places = {cell.place for cell in answer.cells}
    place = places.pop() if len(places) == 1 else ""
    rows = len(answer.cells)
    record_access(actor=account, action="export_answer", target="answer", place=place, rows=rows)
    return AnswerOut(question=inquiry.text, cells=[_cell(inquiry, c) for c in answer.cells])


@api.get("/trail", response={200: StepOut, 400: ProblemOut, 404: ProblemOut})
def trail_of(request: HttpRequest, asked: Query[InquiryIn], depth: int = 1) -> StepOut:
    """What one cell is made of; ``depth`` levels down, at most ``DEEPEST``."""
    plan = plan_for(parse_inquiry(asked.text))
    cells = list(plan_cells(plan))
    if len(cells) != 1 or not 0 <= depth <= DEEPEST:
        raise InquiryError(f"dấu vết chỉ hỏi một ô mỗi lần, sâu nhất {DEEPEST} cấp")
    [(place, indicator, period)] = cells
    return _step(trail(_account(request), plan, indicator, place, period, depth))


@api.exception_handler(InquiryError)
def _badly_asked(request: HttpRequest, error: InquiryError) -> HttpResponse:
    return _problem(request, "inquiry-invalid", str(error), 400)


@api.exception_handler(UnknownPlaceError)
@api.exception_handler(UnknownIndicatorError)
def _not_known(request: HttpRequest, error: Exception) -> HttpResponse:
    return _problem(request, "unknown", str(error), 404)


@api.exception_handler(AccessDenied)
def _not_theirs(request: HttpRequest, _error: AccessDenied) -> HttpResponse:
    """Whoever may not see a place is told that there is none, as on the pages."""
    message_vi = (
        "không có địa bàn ấy trong phạm vi của tài khoản;"
        " hãy hỏi địa bàn của tài khoản hoặc nơi nằm trong đó"
    )
    return _problem(request, "unknown", message_vi, 404)


def _problem(request: HttpRequest, code: str, message_vi: str, status: int) -> HttpResponse:
    problem = ProblemOut(code=code, message_vi=message_vi)
    return api.create_response(request, problem.dict(), status=status)


def _account(request: HttpRequest) -> Account:
    """Who asks; without a log-in nobody comes this far (``SignInRequired``)."""
    return cast(Account, request.user)


def _written(quantity: Quantity | None) -> tuple[Decimal | None, str | None]:
    return (None, None) if quantity is None else (quantity.value, quantity.bound.name_en)


def _cell(inquiry: Inquiry, cell: Cell) -> CellOut:
    value, bound = _written(cell.quantity)
    return CellOut(
        indicator=cell.indicator,
        place=cell.place,
        period=cell.period.key,
        value=value,
        bound=bound,
        reported=cell.reported,
        expected=cell.expected,
        comparable=cell.comparable,
        basis=cell.basis.value,
        beside=list(cell.beside),
        findings=[
            FindingOut(code=f.code, severity=f.severity.value, message_vi=f.message_vi)
            for f in cell.findings
        ],
        trail=inquiry.only(cell.indicator, cell.place, cell.period).text,
    )


def _step(step: TrailStep) -> StepOut:
    value, bound = _written(step.quantity)
    return StepOut(
        indicator=step.indicator,
        place=step.place_id,
        place_label=step.place_label,
        first_day=step.span.first_day,
        last_day=step.span.last_day,
        value=value,
        bound=bound,
        basis=step.basis.value,
        reported=step.reported,
        expected=step.expected,
        entries=[_entry(entry) for entry in step.entries],
        beside=[_entry(entry) for entry in step.beside],
        children=[_step(child) for child in step.children],
    )


def _entry(entry: TrailEntry) -> EntryOut:
    seen = entry.observation
    return EntryOut(
        seq=seen.seq,
        value=seen.quantity.value,
        bound=seen.quantity.bound.name_en,
        unit=seen.unit,
        first_day=seen.span.first_day,
        last_day=seen.span.last_day,
        source=seen.source.kind.value,
        locator=seen.source.locator,
        quote=seen.source.quote,
        recorded_at=seen.recorded_at,
        recorded_by=seen.recorded_by,
    )
