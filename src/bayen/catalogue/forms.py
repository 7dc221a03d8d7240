"""Forms: which indicators a level is asked for in a period, in which order, and until when.

A form is dated data. What it asks is fixed by its code and version; another choice of
indicators is another version, so that a submission can be shown as it was asked.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from bayen.catalogue.calendar import add_working_days
from bayen.catalogue.indicators import load_indicators, load_sections
from bayen.catalogue.places import load_atlas
from bayen.catalogue.tables import CatalogueDataError, read_text
from bayen.core.days import ONE_DAY
from bayen.core.period_schemes import SCHEMES
from bayen.core.periods import Period, PeriodKind
from bayen.core.places import Level
from bayen.core.spans import Span

_FORMS = ("thang-2025", "thang-2025-2", "thon-2026")
MONTHLY = "thang-2025"


@dataclass(frozen=True, slots=True)
class Deadline:
    """Working days between the cut-off of a period and the day a form is due.

    Attributes:
        working_days: at least 1 (NĐ 09/2019/NĐ-CP, Điều 8 khoản 5 điểm b).
        legal_basis: who set it.
    """

    working_days: int
    legal_basis: str


@dataclass(frozen=True, slots=True)
class FormSection:
    """A part of a form with its heading; ``indicators`` are codes in order."""

    code: str
    title_vi: str
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked of a level in a period.

    Attributes:
        code, version: name it for ever, "thang-2025" and 1.
        title_vi: what officers call it.
        level: who fills it in.
        scheme, kind: the periods it is for: code of the scheme, length.
        valid_from, valid_until: half-open; a period belongs when its first day does.
        legal_basis: what the period rests on.
        deadline: where a province set none.
        province_deadlines: by place id of the province.
        sections: in the order of the page.
    """

    code: str
    version: int
    title_vi: str
    level: Level
    scheme: str
    kind: PeriodKind
    valid_from: date
    valid_until: date | None
    legal_basis: str
    deadline: Deadline
    province_deadlines: Mapping[str, Deadline]
    sections: tuple[FormSection, ...]

    @property
    def indicators(self) -> tuple[str, ...]:
        """All codes, in the order of the page."""
        return tuple(code for section in self.sections for code in section.indicators)

    def is_for(self, period: Period) -> bool:
        """Whether the form is the one to fill in for a period."""
        return (
            (period.scheme, period.kind) == (self.scheme, self.kind)
            and self.valid_from <= period.first_day
            and (self.valid_until is None or period.first_day < self.valid_until)
        )


@lru_cache(maxsize=1)
def _shipped() -> tuple[Form, ...]:
    """The versions that come with the program, oldest first of each code."""
    return tuple(parse_form(tomllib.loads(read_text(f"forms/{name}.toml"))) for name in _FORMS)


_own: list[Form] = []  # versions that this office published


def lay_over_forms(forms: Iterable[Form]) -> None:
    """From now on these versions are there too, and those laid over before are not."""
    _own[:] = forms


def versions_of(code: str) -> tuple[Form, ...]:
    """Every version of a form, oldest first; none of an unknown code."""
    found = [form for form in (*_shipped(), *_own) if form.code == code]
    return tuple(sorted(found, key=lambda form: form.version))


def form_in(code: str, period: Period) -> Form | None:
    """The version that serves a period: the newest that is for it."""
    return next((form for form in reversed(versions_of(code)) if form.is_for(period)), None)


def form_as_sent(code: str, version: int) -> Form | None:
    """The version by which something was sent."""
    return next((form for form in versions_of(code) if form.version == version), None)


@lru_cache(maxsize=1)
def load_forms() -> Mapping[str, Form]:
    """The first version of every form, by code.

    Raises:
        CatalogueDataError: a form asks for an indicator that is not, or twice for one.
    """
    return MappingProxyType({form.code: form for form in reversed(_shipped())})


def load_form(code: str = MONTHLY) -> Form:
    """The first version of one form.

    Raises:
        KeyError: there is none of this code.
    """
    return load_forms()[code]


def find_form(place_id: str, period: Period) -> Form | None:
    """The form that a place fills in for a period; None when it owes none."""
    forms = (form_in(code, period) for code in load_forms())
    return next((form for form in forms if form and find_days(form, place_id, period)), None)


def form_of_level(level: Level) -> Form | None:
    """The form that places of a level fill in now, the newest of them."""
    mine = [form for form in load_forms().values() if form.level is level]
    return max(mine, key=lambda form: form.valid_from, default=None)


def due_day(form: Form, period: Period, place_id: str = "") -> date:
    """The last day on which a place may send the form in time.

    Days after the cut-off are counted in working days (see ``calendar``; its
    ``check_calendar(period.last_day, due)`` says what is unsure about them).

    Args:
        form: what is due.
        period: its last day is the cut-off.
        place_id: whose province may have set its own rule; "" takes the general one.

    Raises:
        UnknownPlaceError: no such place.
    """
    return add_working_days(period.last_day, _deadline(form, period, place_id).working_days)


def latest_due(form: Form, today: date) -> Period:
    """The period of the form that closed last."""
    scheme = SCHEMES[form.scheme]
    return scheme.previous(scheme.containing(today, form.kind))


def find_days(form: Form, place_id: str, period: Period) -> Span | None:
    """The days of a period on which a place existed; None when it is not the form's to fill in.

    A place that began or ended within the period answers for its own days.
    """
    atlas = load_atlas()
    if place_id not in atlas.history:
        return None
    begins, until = atlas.life(place_id)
    span = period.span.clipped(begins, until - ONE_DAY if until else period.last_day)
    if span is None or atlas.version(place_id, span.last_day).kind.level is not form.level:
        return None
    return span


def _deadline(form: Form, period: Period, place_id: str) -> Deadline:
    if not place_id:
        return form.deadline
    above = load_atlas().ancestors(place_id, period.last_day)
    own = (place_id, *(version.place_id for version in above))
    rules = form.province_deadlines
    return next((rules[found] for found in own if found in rules), form.deadline)


def parse_form(entry: Mapping[str, Any]) -> Form:
    """A version as data files and published versions write it.

    Raises:
        CatalogueDataError: it asks for an indicator that is not, or twice for one, or for
            periods that are not.
    """
    form = Form(
        code=entry["code"],
        version=entry["version"],
        title_vi=entry["title_vi"],
        level=Level[entry["level"]],
        scheme=entry["scheme"],
        kind=PeriodKind[entry["kind"]],
        valid_from=entry["valid_from"],
        valid_until=entry.get("valid_until"),
        legal_basis=entry["legal_basis"],
        deadline=_read_deadline(entry["deadline"]),
        province_deadlines=MappingProxyType(
            {rule["place"]: _read_deadline(rule) for rule in entry["deadline"].get("province", ())}
        ),
        sections=tuple(_section(section) for section in entry["section"]),
    )
    _refuse_faults(form)
    return form


def _read_deadline(entry: Mapping[str, Any]) -> Deadline:
    return Deadline(entry["working_days"], entry["legal_basis"])


def _section(entry: Mapping[str, Any]) -> FormSection:
    title = entry.get("title_vi") or load_sections()[entry["code"]]
    return FormSection(entry["code"], title, tuple(entry["indicators"]))


def _refuse_faults(form: Form) -> None:
    codes = form.indicators
    faults = [code for code in codes if code not in load_indicators() or codes.count(code) > 1]
    if form.scheme not in SCHEMES or form.kind not in SCHEMES[form.scheme].kinds:
        faults.append(f"{form.scheme} {form.kind}")
    if faults:
        raise CatalogueDataError(f"biểu mẫu «{form.code}»: không có hoặc trùng {', '.join(faults)}")
