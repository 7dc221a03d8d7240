"""One submission: its text or form on the left, its figures on the right; its file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bayen.access.door import access_submission
from bayen.actions.audit import record_access
from bayen.reads.submission import submission_detail
from bayen.web.attachments import Export, attachment
from bayen.web.frame import signed_in
from bayen.web.submission_page import submission_context

_ANY_FILE = "application/octet-stream"  # never shown by the browser as a page of ours


@require_safe
def submission(request: HttpRequest, number: int) -> HttpResponse:
    account = signed_in(request)
    detail = submission_detail(account, number)
    if detail.document is not None:  # a text may name people, a form cannot
        place = detail.row.place_id
        record_access(
            actor=account, action="view_document", target=f"submission:{number}", place=place
        )
    return render(request, "web/submission.html", submission_context(detail))


@require_safe
def document_file(request: HttpRequest, number: int) -> HttpResponse:
    """The document as it came."""
    account = signed_in(request)
    found = access_submission(account, number)
    document = found.document
    if document is None:
        return render(request, "404.html", status=404)
    export = Export(account, "export_document", f"submission:{number}", found.place_id)
    return attachment(bytes(document.content), document.name, _ANY_FILE, export)
