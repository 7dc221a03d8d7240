"""What the pickers ask while one types: places and indicators as short JSON lists."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from bayen.access.permissions import Permission
from bayen.web.frame import frame_of, signed_in
from bayen.web.indicator_finder import find_indicators
from bayen.web.place_finder import find_places
from bayen.web.retelling import retell


@require_safe
def place_search(request: HttpRequest, permission: Permission = Permission.VIEW) -> JsonResponse:
    """Places where the account has a permission."""
    account = signed_in(request)
    words = request.GET.get("q", "").strip()
    today = frame_of(request).today
    found = find_places(account, words, today, permission) if words else []
    return JsonResponse(
        {"found": [{"value": p.value, "label": retell(p.label), "note": p.note} for p in found]}
    )


@require_safe
def indicator_search(request: HttpRequest) -> JsonResponse:
    found = find_indicators(request.GET.get("q", ""))
    return JsonResponse(
        {
            "found": [
                {"value": i.code, "label": retell(i.name_vi), "note": retell(i.unit_vi)}
                for i in found
            ]
        }
    )
