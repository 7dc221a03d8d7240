"""Files handed to the browser for saving, never for showing; none without its row in the log."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpResponse

from bayen.access.accounts import Account
from bayen.actions.audit import record_access


@dataclass(frozen=True, slots=True)
class Export:
    """Who takes what away, as the audit log tells it.

    Attributes:
        action: one of ``records.audit_actions``.
        target: "publication:3".
        place: what it is about.
    """

    actor: Account
    action: str
    target: str
    place: str


def attachment(data: bytes, name: str, media: str, export: Export) -> HttpResponse:
    """The file under its name, which may be Vietnamese; the row is written first."""
    record_access(
        actor=export.actor,
        action=export.action,
        target=export.target,
        place=export.place,
        format=name.rpartition(".")[2],
    )
    response = HttpResponse(data, content_type=media)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return response
