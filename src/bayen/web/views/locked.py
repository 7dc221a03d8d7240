"""What is said to whoever typed too many wrong passwords: how long, and who can help."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def locked(request: HttpRequest, answer: Any = None, credentials: Any = None) -> HttpResponse:
    """axes asks for this page instead of the answer that the view gave."""
    minutes = int(timedelta(hours=settings.AXES_COOLOFF_TIME).total_seconds() // 60)
    status = HTTPStatus.TOO_MANY_REQUESTS
    return render(request, "web/locked.html", {"lock_minutes": minutes}, status=status)
