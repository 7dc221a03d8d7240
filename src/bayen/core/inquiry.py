"""The language of questions, the same in addresses, commands, the API and stored documents.

An inquiry is written as the query of an address, its lists with commas::

    indicators=group.*,case.total&places=p14.2004/children&periods=2026-A1/M&boundaries=2025-07-01

==============  =====================================================================
indicators      codes; ``group.*`` takes all that match; ``section:tip`` a section
places          identities; ``p14.2004/children`` the places right below, ``/communes``
                (``/provinces``, ``/districts``, ``/villages``) all of a level below;
                the members of a group are right below it
periods         codes; ``2026-A1/M`` its months (``/Q``, ``/S``, ``/A``);
                ``2026-M01..2026-M09`` all of a kind between two; ``~last-year``,
                ``~previous`` and ``~cumulative`` after a code take that instead
boundaries      ``reported`` (as left out), ``today`` or a day, 2025-07-01
known_at        a moment, 2026-11-21T08:30:00+07:00, or the end of a day; left out, now
==============  =====================================================================

Nothing here needs the map or the list of indicators: an address is read, kept and written
again before anyone looks a place up. What it comes to is for ``planning`` to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from typing import Literal
from urllib.parse import parse_qsl, urlencode

from bayen.core.period_codes import parse_period
from bayen.core.period_schemes import SCHEMES, PeriodError
from bayen.core.periods import Period, PeriodKind
from bayen.core.places import Level

VIETNAM = timezone(timedelta(hours=7))
TODAY: Literal["today"] = "today"
REPORTED = "reported"
SECTION = "section:"

Boundaries = date | Literal["today"] | None

_NAMES = ("indicators", "places", "periods", "boundaries", "known_at")
LEVELS = {
    "provinces": Level.PROVINCE,
    "districts": Level.DISTRICT,
    "communes": Level.COMMUNE,
    "villages": Level.VILLAGE,
}
_BELOW = ("children", *LEVELS)
_PARTS = {kind.value: kind for kind in PeriodKind if kind.months}
_INSTEAD = ("last-year", "previous", "cumulative")


class InquiryError(ValueError):
    """What was written is no question; the message says where and how to write it."""


@dataclass(frozen=True, slots=True)
class PlaceTerm:
    """A place, or with ``below`` ("children", "communes"…) those it stands for."""

    place: str
    below: str = ""

    @property
    def text(self) -> str:
        return f"{self.place}/{self.below}" if self.below else self.place


@dataclass(frozen=True, slots=True)
class PeriodTerm:
    """A period, or those it stands for.

    Attributes:
        first: the period named.
        last: of a range, the other end; None otherwise.
        instead: "last-year", "previous", "cumulative" or "".
        parts: the kind of period into which it is cut; None when it is asked whole.
    """

    first: Period
    last: Period | None = None
    instead: str = ""
    parts: PeriodKind | None = None

    @property
    def text(self) -> str:
        written = self.first.key + (f"..{self.last.key}" if self.last else "")
        written += f"~{self.instead}" if self.instead else ""
        return written + (f"/{self.parts.value}" if self.parts else "")


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question as it was written; ``plan_of`` says what it comes to.

    Attributes:
        indicators: codes, patterns and sections.
        places, periods: what they name or stand for.
        boundaries: the day whose map counts; None is as reported.
        known_at: the ledger of that moment, aware; None is now.
    """

    indicators: tuple[str, ...]
    places: tuple[PlaceTerm, ...]
    periods: tuple[PeriodTerm, ...]
    boundaries: Boundaries = None
    known_at: datetime | None = None

    @property
    def text(self) -> str:
        """As an address says it; what is usual is left out."""
        boundaries = self.boundaries.isoformat() if isinstance(self.boundaries, date) else TODAY
        named = {
            "indicators": ",".join(self.indicators),
            "places": ",".join(term.text for term in self.places),
            "periods": ",".join(term.text for term in self.periods),
            "boundaries": boundaries if self.boundaries else "",
            "known_at": self.known_at.isoformat() if self.known_at else "",
        }
        return urlencode({k: v for k, v in named.items() if v}, safe="/,:*~.")

    def only(self, indicator: str, place: str, period: Period) -> Inquiry:
        """The same terms for one cell: the key of its trail."""
        return replace(
            self,
            indicators=(indicator,),
            places=(PlaceTerm(place),),
            periods=(PeriodTerm(period),),
        )


def parse_inquiry(text: str) -> Inquiry:
    """Read a question.

    Raises:
        InquiryError: a part is missing, unknown or written otherwise.
    """
    given = dict(parse_qsl(text.strip().removeprefix("?"), keep_blank_values=True))
    if unknown := [name for name in given if name not in _NAMES]:
        raise InquiryError(f"không có phần «{unknown[0]}»; câu hỏi gồm: {', '.join(_NAMES)}")
    return Inquiry(
        _list_of(given, "indicators"),
        tuple(parse_place_term(part) for part in _list_of(given, "places")),
        tuple(parse_period_term(part) for part in _list_of(given, "periods")),
        parse_boundaries(given.get("boundaries", "")),
        parse_moment(given.get("known_at", "")),
    )


def _list_of(given: Mapping[str, str], name: str) -> tuple[str, ...]:
    parts = tuple(part.strip() for part in given.get(name, "").split(",") if part.strip())
    if not parts:
        raise InquiryError(f"thiếu «{name}=»; ghi ít nhất một, cách nhau bằng dấu phẩy")
    return tuple(dict.fromkeys(parts))


def parse_place_term(text: str) -> PlaceTerm:
    """Raises ``InquiryError`` for a word after the stroke that is none of ours."""
    place, stroke, below = text.partition("/")
    if stroke and below not in _BELOW:
        raise InquiryError(f"«{text}»: sau dấu / là một trong {', '.join(_BELOW)}")
    return PlaceTerm(place, below)


def parse_period_term(text: str) -> PeriodTerm:
    """Raises ``InquiryError`` for a period no scheme has, or parts it cannot be cut into."""
    whole, parts = text, None
    head, stroke, tail = text.rpartition("/")
    if stroke and tail in _PARTS:
        whole, parts = head, _PARTS[tail]
    named, _, instead = whole.partition("~")
    if instead and instead not in _INSTEAD:
        raise InquiryError(f"«{text}»: sau dấu ~ là một trong {', '.join(_INSTEAD)}")
    first, dots, last = named.partition("..")
    try:
        term = PeriodTerm(parse_period(first), parse_period(last) if dots else None, instead, parts)
    except PeriodError as error:
        raise InquiryError(str(error)) from None
    _check_range(term)
    return term


def _check_range(term: PeriodTerm) -> None:
    first, last = term.first, term.last
    if last is None:
        return
    alike = (first.scheme, first.kind) == (last.scheme, last.kind) and first.scheme in SCHEMES
    if not alike or last.first_day < first.first_day or term.instead:
        raise InquiryError(f"«{term.text}»: hai đầu phải cùng loại kỳ, kỳ trước đứng trước")


def parse_boundaries(text: str) -> Boundaries:
    """ "" and "reported" are as reported; raises ``InquiryError`` for what is no day."""
    if text in {"", REPORTED}:
        return None
    if text == TODAY:
        return TODAY
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InquiryError(f"«{text}» không phải ngày; viết như 2025-07-01, hoặc today") from None


def parse_moment(text: str) -> datetime | None:
    """An aware moment; a bare day means its end, a time without a zone is that of Viet Nam.

    Raises:
        InquiryError: it is neither.
    """
    if not text:
        return None
    try:
        if len(text) == len("2026-01-01"):
            return datetime.combine(date.fromisoformat(text), time.max, VIETNAM)
        moment = datetime.fromisoformat(text.replace(" ", "+"))  # a plus sign left unescaped
    except ValueError:
        raise InquiryError(
            f"«{text}» không phải thời điểm; viết như 2026-03-01 hoặc 2026-03-01T08:30:00+07:00"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)
