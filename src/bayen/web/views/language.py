"""Which language the pages speak, and the words that scripts write into them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_cookie
from django.views.i18n import JavaScriptCatalog, set_language

from bayen.access.accounts import Account
from bayen.actions.accounts import choose_language


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the choice, in this browser and with the account, and go back to the page."""
    wanted = request.POST.get("language", "")
    if isinstance(request.user, Account) and wanted in dict(settings.LANGUAGES):
        choose_language(actor=request.user, language=wanted)
    return set_language(request)


# Django's catalogue for scripts; pages in Vietnamese need none and ask for none.
_catalogue = JavaScriptCatalog.as_view(packages=["bayen.web"])
script_words = login_not_required(
    vary_on_cookie(cache_control(private=True, max_age=3600)(_catalogue))
)
