"""Nhật ký: every export and every view of names is a row; auditors read theirs, change nothing."""

from __future__ import annotations

import ast
import csv
import io
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse
from django.utils import timezone

from bayen.actions.accounts import post_account
from bayen.actions.audit import record_access
from bayen.actions.publishing import publish
from bayen.records.audit_actions import ACTIONS_VI
from bayen.records.models import AuditEvent, PublicationRecord, Role
from bayen.web.audit_words import DETAIL_WORDS, UNTOLD
from tests.cast import AUGUST, DIEN_BIEN, SOP_COP, posted
from tests.web.test_every_page import PATTERNS, address

pytestmark = pytest.mark.django_db
LOG = reverse("audit_log")


def last_row() -> tuple[str, str, str, str | None]:
    event = AuditEvent.objects.order_by("-id")[0]
    return event.actor, event.action, event.target, event.place_id


def test_every_export_is_a_row(signed_in, binh, form_accepted, letter):
    client = signed_in(binh)
    for kind in ("csv", "xlsx"):
        response = client.get(reverse(f"table_{kind}") + f"?place={SOP_COP}&period=2025-M08")
        assert response.status_code == 200
        assert last_row() == ("binh", "export_table", f"table:{AUGUST.key}", SOP_COP)
    client.get(reverse("document_file", args=(letter.number,)))
    target = f"submission:{letter.number}"
    assert last_row() == ("binh", "export_document", target, letter.place_id)
    publish(actor=binh, place_id=SOP_COP, period=AUGUST)
    number = PublicationRecord.objects.get().pk
    client.get(reverse("publication_file", args=(number, "docx")))
    assert last_row() == ("binh", "export_publication", f"publication:{number}", SOP_COP)


def test_a_text_that_may_name_people_leaves_a_row_when_looked_at(
    signed_in, binh, form_sent, letter
):
    client = signed_in(binh)
    before = AuditEvent.objects.count()
    client.get(reverse("submission", args=(form_sent.number,)))
    assert AuditEvent.objects.count() == before
    client.get(reverse("submission", args=(letter.number,)))
    assert last_row()[1] == "view_document"


def test_no_file_leaves_without_a_row():
    """Only one function makes attachments, and it writes the row first."""
    web = Path(__file__).parents[2] / "src" / "bayen" / "web"
    makers = [
        path.name
        for path in web.rglob("*.py")
        if "Content-Disposition" in path.read_text(encoding="utf-8")
    ]
    assert makers == ["attachments.py"]


def actors(client, query: str = "") -> set[str]:
    return {row.actor for row in client.get(LOG + query).context["rows"]}


@pytest.fixture
def lived(signed_in, an, binh, cuong, keeper, form_accepted):
    """Deeds of both provinces: what could leak."""
    for account in (an, binh, cuong):
        signed_in(account).get(reverse("table_csv"))
    signed_in(keeper).get(reverse("accounts"))


def test_the_auditor_reads_their_places_and_no_neighbours(signed_in, lived, auditor):
    assert actors(signed_in(auditor)) == {"an", "binh", "keeper"}
    assert actors(signed_in(posted("far", Role.AUDITOR, DIEN_BIEN))) == {"cuong"}
    assert actors(signed_in(posted("near", Role.AUDITOR, SOP_COP))) >= {"an"}
    assert "keeper" not in actors(signed_in(posted("low", Role.AUDITOR, SOP_COP)))


def test_for_others_there_is_no_log(signed_in, an, binh):
    for account in (an, binh, posted("chief", Role.LEADER, SOP_COP)):
        for name in ("audit_log", "audit_csv"):
            assert signed_in(account).get(reverse(name)).status_code == 404


def test_it_is_narrowed_by_day_person_place_and_deed(signed_in, lived, auditor, an):
    client = signed_in(auditor)
    type(an).objects.filter(pk=an.pk).update(display_name="Lò Văn Ân")
    today = timezone.localdate().isoformat()
    assert actors(client, "?q=lo van an") == {"an"}
    assert actors(client, f"?from={today}&to={today}") == {"an", "binh", "keeper"}
    assert actors(client, "?to=2020-01-01") == set()
    assert actors(client, "?action=view_accounts") == {"keeper"}
    assert actors(client, f"?at={SOP_COP}") == {"an", "binh"}  # Bình accepted what An sent
    assert actors(client, "?at_text=xã Sốp Cộp, tỉnh Sơn La&action=submit_form") == {"an"}
    assert actors(client, f"?at={DIEN_BIEN}") == set()


def test_the_log_is_told_in_words(signed_in, lived, auditor):
    page = signed_in(auditor).get(LOG).content.decode()
    for words in ("gửi biểu mẫu", "duyệt báo cáo", "xuất bảng tổng hợp", "xem danh sách tài khoản"):
        assert words in page
    assert "submit_form" not in page.replace('value="submit_form"', "")


def test_what_a_row_holds_is_told_whatever_its_shape(signed_in, auditor, an):
    record_access(
        actor=an,
        action="end_village",
        target=f"place:{SOP_COP}",
        villages=[SOP_COP],
        figures={"1": "số này cao"},
        docx="0f",
        rows=None,
    )
    [row] = signed_in(auditor).get(LOG).context["rows"]
    assert row.target == "địa bàn xã Sốp Cộp, tỉnh Sơn La"
    assert row.detail == "số liệu: 1: «số này cao»; thôn, bản: xã Sốp Cộp, tỉnh Sơn La"


def test_taking_the_log_away_is_a_row_itself(signed_in, lived, auditor):
    client = signed_in(auditor)
    shown = client.get(LOG + "?action=submit_form").context["rows"]
    file = client.get(reverse("audit_csv") + "?action=submit_form").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(file)))
    assert rows[1:] == [row.texts for row in shown]
    assert last_row()[:2] == ("auditor", "export_audit")


def test_the_log_is_paged_under_the_same_number_of_queries(
    signed_in, auditor, an, django_assert_max_num_queries
):
    client = signed_in(auditor)
    events = [
        AuditEvent(at=timezone.now(), actor="an", action="sign_in", target="account:an")
        for _ in range(250)
    ]
    events.pop().save()
    client.get(LOG)
    with django_assert_max_num_queries(20) as few:
        client.get(LOG)
    for event in events:
        event.save()
    with django_assert_max_num_queries(len(few)):
        response = client.get(LOG)
    assert (response.context["pages"], len(response.context["rows"])) == (3, 100)
    assert len(client.get(LOG + "?page=3").context["rows"]) == 50


def snapshot() -> dict[str, list[object]]:
    """Every row of ours but the log's own."""
    held: dict[str, list[object]] = {}
    for model in apps.get_app_config("records").get_models():
        if model is not AuditEvent:
            manager: models.Manager[models.Model] = model._default_manager
            held[model.__name__] = list(manager.order_by("pk").values())
    return held


def test_whatever_an_auditor_sends_changes_nothing(signed_in, auditor, lived, letter):
    client = signed_in(auditor)
    own = {"language", "account_logout"}  # one's own choice, and going away
    before = snapshot()
    for pattern in PATTERNS:
        if pattern.name not in own:
            numbered = address(pattern).replace("/1/", f"/{letter.number}/", 1)
            for sent in (address(pattern), numbered):
                assert client.post(sent, {"deed": "close", "decision": "accept"}).status_code != 500
    assert snapshot() == before


def test_a_row_stays_whatever_its_age(auditor):
    """Access logs are kept at least twelve months: nothing in the program can delete one."""
    event = AuditEvent(at=timezone.now().replace(year=2020), actor="an", action="sign_in")
    event.save()
    assert AuditEvent.objects.filter(pk=event.pk).exists()


def sources() -> list[ast.Call]:
    root = Path(__file__).parents[2] / "src" / "bayen"
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in root.rglob("*.py"))
    return [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]


def test_every_deed_and_what_is_said_of_it_has_words():
    writers = {"record_event", "audit_event", "record_access", "record_sign_in_event", "_record"}
    deeds, told = set(), set()
    for call in sources():
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        if name in writers:
            for keyword in call.keywords:
                if keyword.arg == "action" and isinstance(keyword.value, ast.Constant):
                    deeds.add(keyword.value.value)
                elif keyword.arg:
                    told.add(keyword.arg)
    assert deeds - ACTIONS_VI.keys() == set()
    told -= {"action", "actor", "account", "now", "place", "target"}
    assert told - DETAIL_WORDS.keys() - UNTOLD == set()


def test_a_further_posting_elsewhere_shows_in_both_places(signed_in, operator, an, auditor):
    post_account(
        actor=operator,
        account=an,
        role=Role.LEADER,
        place_id=DIEN_BIEN,
        valid_from=timezone.localdate(),
    )
    far = signed_in(posted("far", Role.AUDITOR, DIEN_BIEN)).get(LOG).context["rows"]
    assert [row.action for row in far] == ["phân công"]
    assert signed_in(auditor).get(LOG).context["rows"] == []
