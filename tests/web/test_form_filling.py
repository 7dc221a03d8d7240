"""Filling in a form by plain pages: for whom, what is kept, what is refused, and what it says."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bayen.actions.accepting import accept_submission
from bayen.actions.forms import save_form_draft, submit_form
from bayen.actions.sending_up import return_submission
from bayen.core.fillings import version_of
from bayen.records.channels import VILLAGE_COUNT, Topic, gather_channels
from bayen.records.models import Proposal, Submission
from tests.cast import (
    AUGUST,
    DIEN_BIEN,
    FORM,
    PATROLS,
    SEPTEMBER,
    SESSIONS,
    SON_LA,
    SOP_COP,
    posted,
)

pytestmark = pytest.mark.django_db
HERE = f"place={SOP_COP}&period={AUGUST.key}"
NEXT = f"place={SOP_COP}&period={SEPTEMBER.key}"
PARTIAL = {"HX-Request": "true"}
MOST_QUERIES = 22  # one of them looks whether the place keeps registers


def page(name="form_filling", query=HERE):
    return f"{reverse(name)}?{query}"


def text_of(response):
    return response.content.decode()


def found(pattern, text):
    """The one place where the pattern matches."""
    [match] = re.findall(pattern, text)
    return match


def field(text, code):
    """The input of a field as it stands in the page."""
    return found(rf'<input[^>]*name="{re.escape(code)}"[^>]*>', text)


def test_the_officer_lands_on_the_form_of_the_own_commune_and_the_latest_period(signed_in, an):
    text = text_of(signed_in(an).get(reverse("form_filling")))
    assert "xã Sốp Cộp, tỉnh Sơn La" in text
    assert 'inputmode="numeric"' in field(text, PATROLS)
    assert "chưa ghi" in text
    assert "hạn " in text


def test_a_period_of_another_kind_gives_way_to_one_of_the_form(signed_in, an):
    text = text_of(signed_in(an).get(page(query=f"place={SOP_COP}&period=2025-Q3")))
    assert "quý III" not in found("<h1>.*</h1>", text)


@pytest.mark.parametrize("name", ["form_filling", "form_save", "form_preview"])
def test_the_neighbour_finds_nothing_here(signed_in, cuong, name):
    client = signed_in(cuong)
    assert client.post(page(name), {PATROLS: "17"}).status_code == 404
    assert client.get(page()).status_code == 404
    assert not Submission.objects.exists()


def test_who_only_looks_has_no_form_and_no_link_to_it(signed_in):
    client = signed_in(posted("lanh-dao", "leader", SON_LA))
    assert client.get(reverse("form_filling")).status_code == 404
    assert reverse("form_filling") not in text_of(client.get(reverse("home")))


def test_a_province_chooses_among_its_own_communes(signed_in, binh, form_sent):
    client = signed_in(binh)
    text = text_of(client.get(page(query=f"place={SON_LA}&period={AUGUST.key}")))
    assert text.count("/bieu-mau/?place=") >= 75
    assert "đã gửi" in text
    search = client.get(reverse("form_place_search"), {"q": "sop cop", "period": AUGUST.key})
    assert [one["value"] for one in search.json()["found"]] == [SOP_COP]
    nothing = client.get(reverse("form_place_search"), {"q": "dien bien", "period": AUGUST.key})
    assert all(one["value"] != DIEN_BIEN for one in nothing.json()["found"])


def test_without_script_saving_keeps_a_draft_and_comes_back_to_it(signed_in, an, binh, cuong):
    client = signed_in(an)
    response = client.post(page("form_save"), {PATROLS: "hơn 300", SESSIONS: "0"})
    assert response["Location"] == page()
    text = text_of(client.get(page()))
    assert 'value="hơn 300"' in field(text, PATROLS)
    assert 'value="0"' in field(text, SESSIONS)
    assert "Đã lưu" in text
    assert Submission.objects.get().status == "draft"
    number = Submission.objects.get().number
    assert signed_in(binh).get(reverse("submission", args=(number,))).status_code == 200
    assert signed_in(cuong).get(reverse("submission", args=(number,))).status_code == 404


def test_a_preview_computes_and_warns_and_stores_nothing(signed_in, an, form_accepted):
    typed = {PATROLS: "1.205", "case.total": "9", "case.criminal": "3", "case.administrative": "5"}
    text = text_of(signed_in(an).post(page("form_preview", NEXT), typed, headers=PARTIAL))
    assert "<html" not in text
    assert "hơn 1.222" in text  # 17 of August and this; the months before are not known
    assert re.search(r'data-look="doubt">.*Tổng số vụ.*cộng các phần|được 8', text, re.S)
    assert Submission.objects.count() == 1


def test_saving_as_one_types_answers_with_the_checks_and_the_moment(signed_in, an):
    text = text_of(signed_in(an).post(page("form_save"), {PATROLS: "mười"}, headers=PARTIAL))
    assert re.search(r"Đã lưu \d\d:\d\d", text)
    assert 'data-look="stop"' in text
    assert Proposal.objects.get().written == "mười"


def test_sending_leads_to_what_was_sent(signed_in, an):
    response = signed_in(an).post(page(), {PATROLS: "17"}, follow=True)
    sent = Submission.objects.get()
    assert sent.status == "sent"
    assert response.redirect_chain[-1][0] == reverse("submission", args=(sent.number,))
    assert "Đã gửi báo cáo số" in text_of(response)


def test_a_bad_field_stops_the_sending_and_is_named_on_top(signed_in, an):
    client = signed_in(an)
    response = client.post(page(), {PATROLS: "mười", SESSIONS: "5"})
    text = text_of(response)
    number = found(r'id="(o\d+)"', field(text, PATROLS))
    assert response.status_code == 422
    assert 'class="error-summary"' in text
    assert f'href="#{number}"' in text
    assert 'aria-invalid="true"' in field(text, PATROLS)
    assert Submission.objects.get().status == "draft"  # nothing that was typed is lost
    states = {p.field_code: p.state for p in Proposal.objects.all()}
    assert states == {PATROLS: "pending", SESSIONS: "accepted"}
    client.post(page(), {PATROLS: "10", SESSIONS: "5"})
    assert set(Proposal.objects.values_list("state", flat=True)) == {"accepted"}


def test_an_empty_form_is_not_sent(signed_in, an):
    response = signed_in(an).post(page(), {PATROLS: " "})
    assert response.status_code == 422
    assert "Chưa ghi số liệu nào" in text_of(response)
    assert not Submission.objects.exists()


def test_what_was_sent_is_not_changed_by_saving(signed_in, an, form_sent):
    response = signed_in(an).post(page("form_save"), {PATROLS: "18"}, headers=PARTIAL)
    assert "đã gửi; sửa xong hãy bấm Gửi lại" in text_of(response)
    assert Proposal.objects.get(field_code=PATROLS).written == "17"


def test_a_returned_form_shows_the_reason_and_goes_again(signed_in, an, binh, form_sent):
    return_submission(actor=binh, submission=form_sent, note="thiếu số buổi")
    client = signed_in(an)
    text = text_of(client.get(page()))
    assert "thiếu số buổi" in text
    assert "Gửi lại" in text
    assert page().replace("&", "&amp;") in text_of(client.get(reverse("home")))
    client.post(page(), {PATROLS: "17", SESSIONS: "4"})
    form_sent.refresh_from_db()
    assert (form_sent.status, form_sent.note) == ("sent", "")


def test_an_accepted_form_is_read_only_and_points_to_corrections(signed_in, an, form_accepted):
    client = signed_in(an)
    text = text_of(client.get(page()))
    assert f'name="{PATROLS}"' not in text
    assert "đính chính" in text
    seq = form_accepted.observations.get(indicator=PATROLS).seq
    assert reverse("observation", args=(seq,)) in text
    response = client.post(page(), {PATROLS: "18"})
    assert response.status_code == 422
    assert "đã duyệt" in text_of(response)


def test_an_old_page_overwrites_nothing_newer(signed_in, an):
    client = signed_in(an)
    opened = found(r'name="seen" value="(\w+)"', text_of(client.get(page())))
    typed = {PATROLS: " 17 ", "seen": opened}
    answer = text_of(client.post(page("form_save"), typed, headers=PARTIAL))
    newer = found(r'name="seen" value="(\w+)"', answer)
    assert newer == found(r'name="seen" value="(\w+)"', text_of(client.get(page())))
    late = {PATROLS: "3", "seen": opened}
    assert "máy khác" in text_of(client.post(page("form_save"), late, headers=PARTIAL))
    assert "data-conflict" in text_of(client.post(page("form_save"), late, headers=PARTIAL))
    assert client.post(page(), late).status_code == 409
    assert Proposal.objects.get().written == "17"
    client.post(page("form_save"), {PATROLS: "18", "seen": newer}, headers=PARTIAL)
    assert Proposal.objects.get().written == "18"


def test_what_is_typed_into_the_demonstration_is_marked_as_made_up(signed_in, an, settings):
    settings.BAYEN_DEMO = True
    signed_in(an).post(page("form_save"), {PATROLS: "17"})
    assert Submission.objects.get().is_illustrative


def test_an_address_without_place_or_period_is_no_form_to_post_to(signed_in, an):
    client = signed_in(an)
    for query in ("", f"place={SOP_COP}", f"period={AUGUST.key}", f"place=x&period={AUGUST.key}"):
        assert client.post(page("form_save", query), {PATROLS: "1"}).status_code == 404


def test_the_days_late_lines_lead_to_the_form(signed_in, an):
    text = text_of(signed_in(an).get(reverse("home") + f"?{HERE}"))
    assert "Ghi số liệu" in text


def test_a_full_form_takes_few_queries(signed_in, an, binh):
    client = signed_in(an)
    text = text_of(client.get(page()))
    typed = dict.fromkeys(re.findall(r'name="([a-z_]+\.[a-z_.]+)"', text), "7")
    for name in ("form_save", "form_preview"):
        with CaptureQueriesContext(connection) as context:
            client.post(page(name), typed, headers=PARTIAL)
        assert len(context) <= MOST_QUERIES + 4 * (name == "form_save"), name
    with CaptureQueriesContext(connection) as context:
        client.get(page())
    assert len(context) <= MOST_QUERIES
    asked = re.findall(r'name="(word:[^"]+)"', text_of(client.post(page(), typed)))
    client.post(page(), typed | dict.fromkeys(asked, "bài thử"))
    accept_submission(actor=binh, submission=Submission.objects.get())
    with CaptureQueriesContext(connection) as context:
        client.get(page())
    assert len(context) <= MOST_QUERIES


# --- what came back ------------------------------------------------------------------------


def test_a_returned_form_opens_only_what_came_back_with_the_reason_at_the_field(
    signed_in, an, binh
):
    raw = {PATROLS: "17", SESSIONS: "3"}
    sent = submit_form(actor=an, form_code=FORM, place_id=SOP_COP, period=AUGUST, raw=raw)
    return_submission(actor=binh, submission=sent, figures={PATROLS: "tháng trước chỉ 5"})
    client = signed_in(an)
    text = text_of(client.get(page()))
    assert "tháng trước chỉ 5" in text
    assert "readonly" in field(text, SESSIONS)
    assert "readonly" not in field(text, PATROLS)
    answered = raw | {f"answer:{PATROLS}": "đúng 17"}
    client.post(page("form_save"), answered, headers=PARTIAL)
    assert 'value="đúng 17"' in text_of(client.get(page()))
    response = client.post(page(), answered, follow=True)
    assert "Đã gửi báo cáo số" in text_of(response)


def test_a_warning_asks_a_word_before_the_form_goes_up(signed_in, an):
    client = signed_in(an)
    doubted = {"tip.received": "3", "tip.useful": "8"}
    response = client.post(page(), doubted)
    assert response.status_code == 422
    name = "word:tip.useful:part-exceeds-whole"
    assert f'name="{name}"' in text_of(response)
    assert Submission.objects.get().status == "draft"
    client.post(page(), doubted | {name: "tin của tháng trước"})
    assert Submission.objects.get().status == "sent"


def test_somebody_above_looks_and_fills_in_only_when_they_say_so(signed_in, an, binh):
    about: dict[str, Any] = {"form_code": FORM, "place_id": SOP_COP, "period": AUGUST}
    save_form_draft(actor=an, **about, raw={PATROLS: "17"})
    client = signed_in(binh)
    text = text_of(client.get(page()))
    assert "Ghi thay đơn vị" in text
    assert "readonly" in field(text, PATROLS)
    refused = text_of(client.post(page("form_save"), {PATROLS: "18"}, headers=PARTIAL))
    assert "do đơn vị cấp dưới đang ghi" in refused
    client.post(page("form_save") + "&thay=1", {PATROLS: "18"}, headers=PARTIAL)
    assert Proposal.objects.get().written == "18"
    assert "Binh ghi thay" in text_of(signed_in(an).get(page()))


def test_who_fills_in_for_a_place_does_so_through_a_conflict_too(signed_in, an, binh):
    save_form_draft(actor=an, form_code=FORM, place_id=SOP_COP, period=AUGUST, raw={PATROLS: "17"})
    late = {PATROLS: "3", "seen": version_of({})}
    answer = signed_in(binh).post(page() + "&thay=1", late)
    assert answer.status_code == 409
    targets = re.findall(r'action="([^"]+)"', text_of(answer))
    assert sum("&amp;thay=1" in target for target in targets) == 2


def test_the_list_of_villages_counts_them_beside_the_field(an):
    asked = (VILLAGE_COUNT, PATROLS)
    topic = Topic(FORM, SOP_COP, AUGUST.key, AUGUST.span, asked, villages=("v1", "v2", "v3"))
    [channel] = gather_channels(topic)[VILLAGE_COUNT]
    assert (channel.kind, channel.written) == ("register", "3")
    assert channel.label_vi == "danh sách thôn, bản của xã đến ngày 14/8/2025"
    assert gather_channels(replace(topic, villages=())) == {}


def test_a_copy_for_the_device_takes_no_message_away(signed_in, binh, form_sent):
    client = signed_in(binh)
    client.post(reverse("accept_sure", args=(form_sent.number,)))
    client.post(reverse("accept_submission", args=(form_sent.number,)))
    kept = client.get(reverse("home"), headers={"Purpose": "keep"}).content.decode()
    shown = client.get(reverse("home")).content.decode()
    assert ("notice-success" in kept, "notice-success" in shown) == (False, True)
