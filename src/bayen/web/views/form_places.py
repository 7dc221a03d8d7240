"""For which commune a form is filled in, where an account sends for several."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from bayen.access.door import standing
from bayen.access.permissions import Permission
from bayen.catalogue.forms import find_days
from bayen.core.places import NATION_ID
from bayen.reads.completeness import Sender, completeness
from bayen.web.form_choice import FormChoice, periods_of, read_choice
from bayen.web.frame import frame_of, signed_in
from bayen.web.place_finder import find_places
from bayen.web.retelling import retell
from bayen.web.signs import SUBMISSION_SIGNS, Sign

_UNWRITTEN = Sign("missing", "○", _("chưa ghi"))


@dataclass(frozen=True, slots=True)
class Owing:
    """A commune that owes the form, with what it has done."""

    place_id: str
    label: str
    sign: Sign
    late: str


def ask_for_place(request: HttpRequest, choice: FormChoice) -> HttpResponse:
    """The communes below the chosen place, each with its form; of the whole country, a search."""
    frame = frame_of(request)
    found: list[Owing] = []
    if frame.place_id != NATION_ID:
        senders = completeness(frame.account, frame.place_id, choice.period).senders
        found = [_owing(sender) for sender in senders]
    context = {
        "form": choice.form,
        "period": choice.period,
        "periods": periods_of(choice.form, frame.today, choice.period),
        "owing": found,
        "has_one_place": False,
    }
    return render(request, "web/form_choice.html", context)


@require_safe
def form_place_search(request: HttpRequest) -> JsonResponse:
    """Places with these letters that the account fills in the form for."""
    account, words = signed_in(request), request.GET.get("q", "").strip()
    held, choice = standing(account), read_choice(request)
    day = choice.period.last_day
    found = find_places(account, words, frame_of(request).today) if words else []
    mine = [
        {"value": place.value, "label": retell(place.label), "note": place.note}
        for place in found
        if find_days(choice.form, place.value, choice.period)
        and held.may(Permission.SUBMIT, place.value, day)
    ]
    return JsonResponse({"found": mine})


def _owing(sender: Sender) -> Owing:
    sign = SUBMISSION_SIGNS.get(sender.status, _UNWRITTEN)
    is_owed = sender.is_late and not sender.has_sent
    return Owing(
        sender.place_id, retell(sender.place_label), sign, str(_("quá hạn")) if is_owed else ""
    )
