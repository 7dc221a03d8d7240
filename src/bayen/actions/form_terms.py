"""Which form a period has, and for which days a place answers in it; refused when there is none."""

from __future__ import annotations

from bayen.actions.refused import ActionRefused
from bayen.catalogue.forms import Form, find_days, form_in, versions_of
from bayen.catalogue.places import load_atlas
from bayen.core.periods import Period
from bayen.core.spans import Span


def form_for(code: str, period: Period) -> Form:
    """The form of this code, if it is the one for a period.

    Raises:
        ActionRefused: there is none, or it is for other periods.
    """
    versions = versions_of(code)
    if not versions:
        raise ActionRefused("form-unknown", f"Không có biểu mẫu «{code}».")
    form = form_in(code, period)
    if form is None:
        raise ActionRefused(
            "form-period",
            f"Biểu mẫu «{versions[-1].title_vi}» không dùng cho {period.label_with_days_vi}.",
        )
    return form


def days_of(form: Form, place_id: str, period: Period) -> Span:
    """The days of the period on which the place existed.

    Raises:
        ActionRefused: there is no such place, or it is not of the form's level.
    """
    atlas = load_atlas()
    if place_id not in atlas.history:
        raise ActionRefused("place-unknown", f"Không có địa bàn «{place_id}».")
    span = find_days(form, place_id, period)
    if span is None:
        label = atlas.label_vi(place_id, period.last_day)
        raise ActionRefused(
            "place-level",
            f"{label} không phải là cấp {form.level.label_vi} trong {period.label_vi}.",
        )
    return span
