"""The form that sets a figure right, filled with what was read."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from bayen.core.quantities import render_quantity
from bayen.reads.submission import FigureReading
from bayen.web.forms.correction import CorrectionForm
from bayen.web.found_figures import show_figure
from bayen.web.frame import frame_of
from bayen.web.indicator_finder import indicator_name
from bayen.web.place_finder import full_place_label


def initial_of(reading: FigureReading) -> dict[str, Any]:
    """What the fields hold at first."""
    span = reading.span
    return {
        "quantity": render_quantity(reading.quantity) if reading.quantity else reading.written,
        "unit": reading.unit,
        "indicator": reading.indicator,
        "place": reading.place_id,
        "first_day": span.first_day if span else None,
        "last_day": span.last_day if span else None,
    }


def correction_context(
    request: HttpRequest, reading: FigureReading, form: CorrectionForm
) -> dict[str, Any]:
    frame = frame_of(request)
    place_id = str(form["place"].value() or "")
    code = str(form["indicator"].value() or "")
    number = reading.submission
    return {
        "form": form,
        "figure": show_figure(reading),
        "number": number,
        "indicator_label": indicator_name(code) if code else "",
        "place_label": full_place_label(place_id, frame.today),
        "indicator_search": reverse("indicator_search"),
        "place_search": frame.place_search,
        "period_groups": frame.period_groups,
        "back": reverse("submission", args=(number,)) + f"#p{reading.number}",
    }
