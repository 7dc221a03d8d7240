"""One submission: its text or form on the left, its figures on the right; its file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bayen.access.door import access_submission
from bayen.reads.submissions import submission_detail
from bayen.web.attachments import attachment
from bayen.web.frame import signed_in
from bayen.web.submission_page import submission_context

_ANY_FILE = "application/octet-stream"  # never shown by the browser as a page of ours


@require_safe
def submission(request: HttpRequest, number: int) -> HttpResponse:
    detail = submission_detail(signed_in(request), number)
    return render(request, "web/submission.html", submission_context(detail))


@require_safe
def document_file(request: HttpRequest, number: int) -> HttpResponse:
    """The document as it came."""
    document = access_submission(signed_in(request), number).document
    if document is None:
        return render(request, "404.html", status=404)
    return attachment(bytes(document.content), document.name, _ANY_FILE)
