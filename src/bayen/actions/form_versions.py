"""A new version of a form: put together, shown, published for a day; older ones stay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from bayen.access.door import require_anywhere
from bayen.access.overlays import FORMS, follow_overlays, overlay_changed
from bayen.access.own_forms import own_form
from bayen.access.permissions import Permission
from bayen.actions.audit import record_event
from bayen.actions.free_text import checked_text
from bayen.actions.refused import ActionRefused
from bayen.catalogue.forms import Form, versions_of
from bayen.catalogue.indicators import load_indicators, load_sections
from bayen.catalogue.tables import CatalogueDataError
from bayen.core.collation import fold
from bayen.core.period_schemes import SCHEMES
from bayen.records.models import Account, FormVersion, Submission


@dataclass(frozen=True, slots=True)
class VersionText:
    """A new version as an administrator writes it.

    Attributes:
        code: of the form that gets it.
        content: sections as lines that begin with "#", indicators one a line by code or name.
        valid_from: the first day of the first period that it is for.
    """

    code: str
    title: str
    legal_basis: str
    working_days: int
    deadline_basis: str
    valid_from: date
    content: str


def parse_version(text: VersionText) -> Form:
    """The version, not yet published.

    Raises:
        ActionRefused: there is no such form, a line names no indicator, or the day begins no
            period or lies before an older version's.
    """
    return own_form(_body(text))


@transaction.atomic
def publish_form(*, actor: Account, text: VersionText) -> FormVersion:
    """From its day on the version is what places fill in; what was sent keeps its own.

    Raises:
        AccessDenied: the actor keeps no forms.
        ActionRefused: as ``parse_version``, or something was already sent for its periods.
    """
    require_anywhere(actor, Permission.MANAGE_FORMS)
    form = parse_version(text)
    sent = Submission.objects.filter(form_code=form.code, first_day__gte=form.valid_from)
    if sent.exists():
        raise ActionRefused(
            "form-begun",
            "Đã có nơi ghi biểu mẫu này cho kỳ từ ngày đó; chọn kỳ sau, để số đã ghi giữ đúng bản.",
        )
    now = timezone.now()
    made = FormVersion(
        code=form.code, version=form.version, body=_body(text), published_by=actor, published_at=now
    )
    made.save()
    target = f"form:{form.code}:{form.version}"
    record_event(actor=actor, action="publish_form", target=target, now=now)
    overlay_changed(FORMS)
    transaction.on_commit(follow_overlays)
    return made


def content_of(form: Form) -> str:
    """The sections of a form as ``VersionText.content`` writes them."""
    known = load_indicators()
    lines = []
    for section in form.sections:
        lines.append(f"# {section.title_vi}")
        lines += [f"{code}  {known[code].name_vi}" for code in section.indicators]
    return "\n".join(lines)


def _body(text: VersionText) -> dict[str, Any]:
    versions = versions_of(text.code)
    if not versions:
        raise ActionRefused("form-unknown", f"Không có biểu mẫu «{text.code}».")
    last = versions[-1]
    _check_day(last, text.valid_from)
    if text.working_days < 1:
        raise ActionRefused(
            "form-deadline",
            "Hạn gửi phải sau ngày chốt ít nhất 01 ngày làm việc (NĐ 09/2019/NĐ-CP, Điều 8).",
        )
    body = {
        "code": last.code,
        "version": last.version + 1,
        "title_vi": checked_text(text.title, what="tên biểu mẫu", required=True),
        "level": last.level.name,
        "scheme": last.scheme,
        "kind": last.kind.name,
        "valid_from": text.valid_from.isoformat(),
        "legal_basis": checked_text(text.legal_basis, what="căn cứ", required=True),
        "deadline": {
            "working_days": text.working_days,
            "legal_basis": checked_text(text.deadline_basis, what="căn cứ của hạn", required=True),
        },
        "section": list(_sections(text.content)),
    }
    try:
        own_form(body)
    except CatalogueDataError as error:
        raise ActionRefused("form-content", f"{error}.") from error
    return body


def _check_day(last: Form, day: date) -> None:
    period = SCHEMES[last.scheme].containing(day, last.kind)
    if period.first_day != day or day <= last.valid_from:
        raise ActionRefused(
            "form-day",
            f"Ngày bắt đầu phải là ngày đầu một kỳ (như {period.first_day:%d/%m/%Y}) và sau "
            f"{last.valid_from:%d/%m/%Y}, ngày của bản trước.",
        )


def _sections(content: str) -> Iterator[dict[str, Any]]:
    section: dict[str, Any] | None = None
    count = 0
    for number, line in enumerate(content.splitlines(), 1):
        written = " ".join(line.split())
        if written.startswith("#"):
            if section is not None:
                yield section
            count += 1
            section = _section(written.lstrip("# "), count)
        elif written and section is None:
            raise ActionRefused(
                "form-content", f"Dòng {number}: trước đó chưa có mục (dòng «# …»)."
            )
        elif written and section is not None:
            section["indicators"].append(_indicator(written, number))
    if section is None:
        raise ActionRefused("form-content", "Biểu mẫu chưa có mục nào.")
    yield section


def _section(title: str, count: int) -> dict[str, Any]:
    kept = checked_text(title, what="tên mục", required=True)
    known = {name: code for code, name in load_sections().items()}
    return {"code": known.get(kept, f"muc-{count}"), "title_vi": kept, "indicators": []}


def _indicator(written: str, number: int) -> str:
    known = load_indicators()
    code = written.split()[0]
    if code in known:
        return code
    named = [code for code, one in known.items() if fold(one.name_vi) == fold(written)]
    if len(named) == 1:
        return named[0]
    raise ActionRefused(
        "form-content",
        f"Dòng {number}: không có chỉ tiêu «{written[:60]}»; ghi mã hoặc tên đúng như danh mục.",
    )
