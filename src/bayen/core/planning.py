"""What an inquiry comes to on a map and a list of indicators: every pattern written out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fnmatch import fnmatchcase
from typing import TypeVar

from bayen.core.atlas import Atlas, UnknownPlaceError
from bayen.core.days import ONE_DAY
from bayen.core.indicators import Indicator, IndicatorKind
from bayen.core.inquiry import LEVELS, SECTION, TODAY, Inquiry, InquiryError, PeriodTerm, PlaceTerm
from bayen.core.period_schemes import DECREE, SCHEMES, PeriodScheme, same_last_year
from bayen.core.periods import Period, PeriodKind, tiles
from bayen.core.places import Level
from bayen.core.questions import Plan, UnknownIndicatorError

_INSTEAD: Mapping[str, Callable[[Period], Period]] = {
    "last-year": same_last_year,
    "previous": lambda period: _scheme(period).previous(period),
    "cumulative": lambda period: _scheme(period).cumulative(period),
}
_Asked = TypeVar("_Asked", str, Period)


def plan_of(
    inquiry: Inquiry, atlas: Atlas, indicators: Mapping[str, Indicator], today: date
) -> Plan:
    """The plan of an inquiry, every pattern and level written out.

    Args:
        inquiry: what is asked.
        atlas: the map through time.
        indicators: those there are, by code, in their order.
        today: what "today" means.

    Raises:
        InquiryError: a period cannot be cut so, or nothing is left to ask.
        UnknownPlaceError, UnknownIndicatorError: there is none.
    """
    boundaries = today if inquiry.boundaries == TODAY else inquiry.boundaries
    periods = _distinct(p for term in inquiry.periods for p in _periods(term))
    days = (boundaries,) if boundaries else _ends(periods)
    places = _distinct(p for term in inquiry.places for p in _places(term, atlas, days))
    codes = _distinct(c for text in inquiry.indicators for c in _codes(text, indicators))
    if not places:
        raise InquiryError(f"«{inquiry.places[0].text}» không có địa bàn nào vào những ngày ấy")
    return Plan(codes, places, periods, boundaries, inquiry.known_at)


def _periods(term: PeriodTerm) -> Iterator[Period]:
    for period in _range(term.first, term.last):
        whole = _INSTEAD[term.instead](period) if term.instead else period
        yield from _cut(whole, term.parts, term.text) if term.parts else (whole,)


def _range(first: Period, last: Period | None) -> Iterator[Period]:
    yield first
    while last is not None and first.last_day < last.last_day:
        first = _scheme(first).containing(first.last_day + ONE_DAY, first.kind)
        yield first


def _cut(whole: Period, parts: PeriodKind, written: str) -> tuple[Period, ...]:
    """The parts of a period; of a free span those of the decree's calendar.

    Raises:
        InquiryError: they do not lie end to end over it.
    """
    scheme = SCHEMES.get(whole.scheme, DECREE)
    found = scheme.parts(whole, parts) if parts in scheme.kinds else ()
    if not tiles(found, whole):
        raise InquiryError(f"«{written}»: {whole.label_vi} không chia thành các kỳ ấy được")
    return found


def _scheme(period: Period) -> PeriodScheme:
    scheme = SCHEMES.get(period.scheme)
    if scheme is None:
        raise InquiryError(f"«{period.key}» là khoảng ngày tự do, không có kỳ trước hay lũy kế")
    return scheme


def _ends(periods: Iterable[Period]) -> tuple[date, ...]:
    return tuple(sorted({day for p in periods for day in (p.first_day, p.last_day)}))


def _places(term: PlaceTerm, atlas: Atlas, days: Sequence[date]) -> Iterable[str]:
    if term.place not in atlas:
        raise UnknownPlaceError(term.place)
    if not term.below:
        return (term.place,)
    if term.below == "children":
        return atlas.children_between(term.place, days)
    return _of_level(term.place, LEVELS[term.below], atlas, days)


def _of_level(place: str, level: Level, atlas: Atlas, days: Sequence[date]) -> Iterator[str]:
    """All of a level below, in the order of the tree; descends no deeper than it must."""
    for child in atlas.children_between(place, days):
        found = atlas.nearest_version(child, days[-1]).kind.level
        if found is level:
            yield child
        elif found < level:
            yield from _of_level(child, level, atlas, days)


def _codes(text: str, indicators: Mapping[str, Indicator]) -> list[str]:
    """The indicators a word takes; a pattern or section only such as can be added up."""
    if text in indicators:
        return [text]
    section = text.removeprefix(SECTION) if text.startswith(SECTION) else None
    found = [
        code
        for code, indicator in indicators.items()
        if (fnmatchcase(code, text) if section is None else indicator.section == section)
        and indicator.kind is not IndicatorKind.NONE
    ]
    if not found:
        raise UnknownIndicatorError(text)
    return found


def _distinct(items: Iterable[_Asked]) -> tuple[_Asked, ...]:
    return tuple(dict.fromkeys(items))
