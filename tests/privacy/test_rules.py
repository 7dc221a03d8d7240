"""The privacy rules of the project as tests, by their numbers (docs/develop/security.md).

Personal data: Luật 91/2025/QH15, NĐ 356/2025/NĐ-CP. State secrets: Luật 117/2025/QH15.
"""

import contextlib
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from bayen.access.accounts import Account
from bayen.actions.accepting import accept_submission
from bayen.actions.deciding import Changes, Decision, decide_proposal
from bayen.actions.forms import save_form_draft, submit_form
from bayen.actions.free_text import checked_text
from bayen.actions.receiving import receive_document
from bayen.actions.refused import ActionRefused
from bayen.catalogue.forms import load_forms
from bayen.catalogue.indicators import load_indicators
from bayen.core.indicators import IndicatorKind
from bayen.records.models import AuditEvent, KeptLayout, Phrase
from tests.cast import AUGUST, FORM, OLD_SOP_COP_DISTRICT, PATROLS, SOP_COP, an, binh

__all__ = ["an", "binh"]

# Rule 1, the closed list: every column of ours that can hold words, and what the words are.
WORDS = {
    "Account": {"password", "username", "display_name", "language"},
    "AuditEvent": {"actor", "action", "target", "place_id"},
    "BrowserKey": {"public_key"},
    "Choice": {"field_code", "written"},
    "Document": {"digest", "name", "media", "text", "title"},
    "FormVersion": {"code"},
    "KeptLayout": {"place_id", "fingerprint"},
    "Invitation": {"digest", "purpose", "issued_by"},
    "Observation": {
        *("indicator", "place_id", "unit", "source_kind", "document", "locator", "quote"),
        *("recorded_by", "reason", "row_hash"),
    },
    "OfficePhone": {"place_id", "number"},  # of the unit, rule 1
    "Phrase": {"place_id", "words", "indicator", "state"},
    "Offer": {
        *("form_code", "place_id", "period_key", "field_code", "written", "locator", "digest"),
    },
    "Overlay": {"name"},  # of a part of the catalogue
    "Parcel": {"digest"},
    "Posting": {"role", "place_id"},
    "Proposal": {
        *("field_code", "locator", "written", "phrase", "unit", "indicator", "place_id"),
        *("place_text", "state"),
    },
    "PublicationRecord": {
        *("kind", "title", "place_id", "period_key", "docx_digest", "xlsx_digest", "produced_by"),
    },
    "Refusal": {"actor", "code"},
    "RegisterUnit": {"kind", "commune_id", "place_id"},
    "RegisterEntry": {"deed", "name", "decision", "reason"},  # the name of a group, not a person
    "Reminder": {"place_id", "form_code", "period_key", "way", "note", "by"},
    "Sending": {"by"},
    "Turn": {"figure", "kind", "old", "new", "text", "by"},
    "Waiver": {"figure", "code", "reason", "by"},
    "Seal": {"submission_hash", "previous_hash", "hash", "sealed_by"},
    "Village": {"kind", "name", "commune_id", "legal_basis"},
    "Submission": {
        *("kind", "title", "place_id", "period_key", "form_code", "status", "note"),
    },
}
PERSONAL = re.compile(
    r"cccd|cmnd|identity|citizen|passport|birth|address|phone|ethnic|religio|party|politic|health"
    r"|bank|photo|image|gender|suspect|offender|victim|informant"
)


def own_models() -> list[type[models.Model]]:
    return list(apps.get_app_config("records").get_models())


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model.__name__)
def test_rule_1_words_are_held_only_where_listed(model: type[models.Model]) -> None:
    held = {
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
    }
    assert held == WORDS[model.__name__]


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model.__name__)
def test_rule_1_no_column_is_about_a_persons_life(model: type[models.Model]) -> None:
    assert [f.name for f in model._meta.concrete_fields if PERSONAL.search(f.name)] == []


# Those whom no paper of ours may name: informants, persons under education, the wanted.
PROTECTED = sorted(
    code
    for code in load_indicators()
    if code.startswith(("oversight.", "tip.", "case.wanted", "migration.illegal"))
)
NAME = "Lò Văn Tính"


@pytest.mark.parametrize("code", PROTECTED)
def test_rule_2_people_are_only_counted(code: str) -> None:
    indicator = load_indicators()[code]
    assert indicator.kind in {IndicatorKind.FLOW, IndicatorKind.STOCK}
    assert indicator.unit_vi in {"người", "đối tượng", "nguồn tin", "vụ", "trường hợp"}


@pytest.mark.django_db
@pytest.mark.parametrize("keep", [submit_form, save_form_draft], ids=["sent", "draft"])
@pytest.mark.parametrize("typed", [NAME, f"1 {NAME}", f"01 ({NAME})"])
def test_rule_2_a_name_typed_for_a_count_is_kept_nowhere(
    an: Account, keep: Any, typed: str
) -> None:
    asked = {code for part in load_forms()[FORM].sections for code in part.indicators}
    code = next(code for code in PROTECTED if code in asked)
    entry = {"form_code": FORM, "place_id": SOP_COP, "period": AUGUST}
    with contextlib.suppress(ActionRefused):
        keep(actor=an, raw={code: typed, PATROLS: "12"}, **entry)
    assert "Tính" not in everything_kept()


@pytest.mark.django_db
@pytest.mark.parametrize("code", PROTECTED)
def test_rule_2_a_correction_teaches_no_name(binh: Account, code: str) -> None:
    """The words beside a figure may be remembered; who they are about may not."""
    text = f"Năm 2018, huyện Sốp Cộp tiếp nhận 3 trường hợp của ông {NAME}, bản Mường Và."
    sent = receive_document(actor=binh, data=text.encode(), name="bc.txt", day=date(2018, 12, 31))
    figure = sent.proposals.get(written="3")
    changes = Changes(indicator=code, place_id=OLD_SOP_COP_DISTRICT)
    decide_proposal(actor=binh, proposal=figure, decision=Decision.CORRECT, changes=changes)
    accept_submission(actor=binh, submission=sent, leave_pending=True)
    taught = [*Phrase.objects.values_list("words"), *KeptLayout.objects.values_list("names")]
    assert "tính" not in str(taught).casefold()
    assert "mường" not in str(taught).casefold()
    assert "Tính" not in str(list(AuditEvent.objects.values_list("detail")))


def everything_kept() -> str:
    """Every column of every row, as text."""
    return str([list(model._default_manager.values()) for model in own_models()])


def test_rule_6_small_numbers_that_could_name_someone_are_marked() -> None:
    marked = {code for code, one in load_indicators().items() if one.sensitive}
    assert {"tip.received", "tip.useful", "case.wanted", "oversight.community_education"} <= marked


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Nhầm với anh 012345678901", "text-personal"),
        ("CMND 123456789 ghi sai", "text-personal"),
        ("gọi 0912 345 678 để hỏi", "text-personal"),
        ("gọi +84912345678", "text-personal"),
        ("theo văn bản MẬT số 12", "text-secret"),
        ("x" * 501, "text-long"),
    ],
)
def test_rule_4_free_text_holds_no_person_and_no_secret(text: str, code: str) -> None:
    with pytest.raises(ActionRefused) as refused:
        checked_text(text, what="lý do đính chính")
    assert refused.value.code == code
    assert "lý do đính chính" in refused.value.message_vi


@pytest.mark.parametrize(
    "text",
    ["Cộng sót 85 lượt người tại một bản.", "Số đúng là 1.234.567", "Sai kỳ 15/8/2026–14/9/2026"],
)
def test_rule_4_ordinary_reasons_pass(text: str) -> None:
    assert checked_text(text, what="lý do") == text


def test_rule_5_no_document_of_ours_can_carry_a_mark_of_secrecy(root_folder: Path) -> None:
    written = "".join(
        path.read_text(encoding="utf-8")
        for path in (root_folder / "src" / "bayen" / "outputs").rglob("*.py")
        if path.name != "checks.py"  # which finds such marks, to block them
    )
    assert not re.search(r"TỐI MẬT|TUYỆT MẬT|\"MẬT\"", written)


def test_rule_12_no_page_names_another_machine(root_folder: Path) -> None:
    web = root_folder / "src" / "bayen" / "web"
    own = [*(web / "templates").rglob("*.html"), *(web / "static" / "bayen").rglob("*.*")]
    hosts = {
        host
        for path in own
        if path.suffix in {".html", ".css", ".js", ".svg"}
        for host in re.findall(r"https?://([\w.-]+)", path.read_text(encoding="utf-8"))
    }
    assert hosts <= {"www.w3.org"}, "namespaces of SVG are names, not addresses"
