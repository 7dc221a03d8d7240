"""The peer: the least that a Django page can do with a form, served in the same way.

    python -m bench.burst.bare PORT

The same tables, sessions and cookies: sign-in and CSRF are checked, every field is turned
into a number, and the submission and its figures are inserted with ``bulk_create`` in one
transaction. No place is checked, no rule, no history; nothing is compared, logged or told.
"""

from __future__ import annotations

import os
import sys
from datetime import date

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone

from bayen.config.databases import parse_database
from bayen.config.home import data_folder, load_secret_key

if not settings.configured:
    settings.configure(
        SECRET_KEY=load_secret_key(data_folder()),
        DATABASES={
            "default": parse_database(os.environ.get("BAYEN_DATABASE_URL", ""), data_folder())
        },
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "bayen.records",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        AUTH_USER_MODEL="records.Account",
        AUTHENTICATION_BACKENDS=["django.contrib.auth.backends.ModelBackend"],
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="bench.burst.bare",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
    )
    django.setup()

from bayen.records.models import Proposal, Submission

_FIRST, _LAST = date(2026, 10, 15), date(2026, 11, 14)
_NOT_FIGURES = {"csrfmiddlewaretoken", "seen", "base"}


def form(request: HttpRequest) -> HttpResponse:
    """Insert what came; 200."""
    if request.method == "GET":
        return HttpResponse("ok")
    account = request.user
    if not account.is_authenticated:
        return HttpResponse(status=403)
    now, place = timezone.now(), request.GET["place"]
    figures = {k: int(str(v)) for k, v in request.POST.items() if k not in _NOT_FIGURES}
    with transaction.atomic():
        sent = Submission.objects.create(
            kind="form",
            place_id=place,
            period_key="bare",
            first_day=_FIRST,
            last_day=_LAST,
            form_code="bare",
            form_version=1,
            status="sent",
            created_by_id=account.pk,
            created_at=now,
            sent_at=now,
        )
        Proposal.objects.bulk_create(
            Proposal(
                submission=sent,
                number=number,
                field_code=code,
                written=str(value),
                milli=value * 1000,
                indicator=code,
                place_id=place,
                first_day=_FIRST,
                last_day=_LAST,
                state="accepted",
                decided_by_id=account.pk,
                decided_at=now,
            )
            for number, (code, value) in enumerate(figures.items(), 1)
        )
    return HttpResponse(str(sent.number))


urlpatterns = [path("", form)]
application = get_wsgi_application()


def main() -> None:
    from granian.constants import Interfaces  # noqa: PLC0415 (only the server needs it)
    from granian.log import LogLevels  # noqa: PLC0415
    from granian.server import Server  # noqa: PLC0415

    Server(
        "bench.burst.bare:application",
        port=int(sys.argv[1]),
        interface=Interfaces.WSGI,
        blocking_threads=4,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main()
