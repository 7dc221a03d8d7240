"""Files handed to the browser for saving, never for showing."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse


def attachment(data: bytes, name: str, media: str) -> HttpResponse:
    """The file under its name; names may be Vietnamese."""
    response = HttpResponse(data, content_type=media)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return response
