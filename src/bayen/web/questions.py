"""A question as it stands in an address: place, period, indicators, boundaries, known at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bayen.core.days import render_day
from bayen.core.periods import Period
from bayen.web.frame import frame_of
from bayen.web.moments import MomentError, parse_moment, render_moment
from bayen.web.retelling import retell

TODAY = "today"


@dataclass(frozen=True, slots=True)
class Question:
    """What a table or trail is asked.

    Attributes:
        section: of the catalogue; "" is the monthly form.
        boundaries: the day whose map counts; None is as reported.
        known_at: the ledger of that moment, aware; None is now.
        today: what "today" in the address means.
        unread_moment: what was typed for ``known_at`` and names no moment; "" when all is well.
    """

    place_id: str
    period: Period
    section: str
    boundaries: date | None
    known_at: datetime | None
    today: date
    unread_moment: str = ""

    @property
    def parameters(self) -> dict[str, str]:
        """As an address says it; what is usual is left out."""
        boundaries = ""
        if self.boundaries is not None:
            is_today = self.boundaries == self.today
            boundaries = TODAY if is_today else self.boundaries.isoformat()
        known_at = timezone.localtime(self.known_at).isoformat() if self.known_at else ""
        named = (
            ("place", self.place_id),
            ("period", self.period.key),
            ("section", self.section),
            ("boundaries", boundaries),
            ("known_at", known_at),
        )
        return {name: value for name, value in named if value}

    def address(self, page: str, **others: str) -> str:
        """The address of a page that asks the same, but for the parameters given; "" drops one."""
        named = {name: value for name, value in (self.parameters | others).items() if value}
        return f"{reverse(page)}?{urlencode(named)}"

    @property
    def known_at_field(self) -> str:
        """What the field for the moment holds: the moment, or what was typed in vain."""
        return self.unread_moment or (render_moment(self.known_at) if self.known_at else "")

    @property
    def terms(self) -> str:
        """Under which terms the figures are read: days, boundaries, moment."""
        map_of = _("theo địa giới khi báo cáo")
        if self.boundaries is not None:
            map_of = _("theo địa giới ngày {day}").format(day=render_day(self.boundaries))
        moment = self.known_at or timezone.now()
        known = _("số liệu biết đến {moment}").format(
            moment=f"{timezone.localtime(moment):%H:%M %d/%m/%Y}"
        )
        return f"{retell(self.period.span.label_vi)} · {map_of} · {known}"


def read_question(request: HttpRequest) -> Question:
    """The question of an address; what cannot be read is as if it were not there."""
    frame = frame_of(request)
    typed = request.GET.get("known_at", "").strip()
    known_at = _moment(typed)
    return Question(
        frame.place_id,
        frame.period,
        request.GET.get("section", ""),
        _boundaries(request.GET, frame.today),
        known_at,
        frame.today,
        typed if known_at is None else "",
    )


def _boundaries(asked: QueryDict, today: date) -> date | None:
    text = asked.get("boundaries", "")
    if text == TODAY:
        return today
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    try:
        return parse_moment(text)
    except MomentError:
        return None
