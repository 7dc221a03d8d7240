"""Answers to inquiries, for whoever may look at every place that they ask about."""

from __future__ import annotations

from django.utils import timezone

from bayen.access.denied import AccessDenied
from bayen.access.door import Standing, standing
from bayen.access.permissions import Permission
from bayen.catalogue.indicators import load_indicators
from bayen.catalogue.places import load_atlas
from bayen.core.inquiry import Inquiry, InquiryError
from bayen.core.planning import plan_of
from bayen.core.questions import Answer, Plan
from bayen.engine.serving import current_engine
from bayen.records.models import Account

MOST_CELLS = 200_000  # of one answer; more is for the engine's columns


def plan_for(inquiry: Inquiry) -> Plan:
    """What an inquiry comes to today, on our map and with our indicators.

    Raises:
        InquiryError: it cannot be asked so.
        UnknownPlaceError, UnknownIndicatorError: there is none.
    """
    return plan_of(inquiry, load_atlas(), load_indicators(), timezone.localdate())


def ask(account: Account, inquiry: Inquiry) -> Answer:
    """Every cell of an inquiry.

    Raises:
        AccessDenied: a place, on days that are asked of it, is not the account's.
        InquiryError: it cannot be asked so, or comes to more than ``MOST_CELLS``.
        UnknownPlaceError, UnknownIndicatorError: there is none.
    """
    plan = plan_for(inquiry)
    cells = len(plan.indicators) * len(plan.places) * len(plan.periods)
    if cells > MOST_CELLS:
        raise InquiryError(
            f"câu hỏi có {cells} ô, nhiều hơn {MOST_CELLS}; hỏi ít địa bàn, chỉ tiêu hoặc kỳ hơn"
        )
    require_plan(account, plan)
    return current_engine().answer(plan)


def require_plan(account: Account, plan: Plan) -> None:
    """Pass when the account may look at all that a plan asks; else ``AccessDenied``."""
    mine = standing(account)
    for place_id in plan.places:
        if not _may_look(mine, plan, place_id):
            raise AccessDenied(Permission.VIEW, place_id)


def _may_look(mine: Standing, plan: Plan, place_id: str) -> bool:
    """On the day of the boundaries; as reported, within every period in which it existed."""
    if plan.boundaries is not None:
        return mine.may(Permission.VIEW, place_id, plan.boundaries)
    begins, until = load_atlas().life(place_id)
    lived = [
        p for p in plan.periods if begins <= p.last_day and (until is None or p.first_day < until)
    ]
    asked = lived or plan.periods
    return all(mine.may_ever(Permission.VIEW, place_id, p.span) for p in asked)
