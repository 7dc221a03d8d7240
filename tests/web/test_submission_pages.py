"""The list of submissions and one of them: who sees it, what it shows, what may be done."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bayen.actions.forms import save_form_draft, submit_form
from bayen.records.models import Observation, Proposal, SubmissionStatus
from tests.cast import FORM, PATROLS, SOP_COP, month

pytestmark = pytest.mark.django_db


RETURN = {"deed": "return"}


def page(client, submission):
    return client.get(reverse("submission", args=(submission.number,)))


def decide(client, submission, number, decision, **more):
    return client.post(
        reverse("figure", args=(submission.number, number)), {"decision": decision, **more}
    )


def test_the_neighbour_is_told_that_there_is_no_such_thing(signed_in, cuong, form_sent):
    client = signed_in(cuong)
    number = form_sent.number
    assert page(client, form_sent).status_code == 404
    assert client.get(reverse("figure_edit", args=(number, 1))).status_code == 404
    assert decide(client, form_sent, 1, "accept").status_code == 404
    assert client.post(reverse("accept_submission", args=(number,))).status_code == 404
    assert (
        client.post(reverse("conversation", args=(number,)), RETURN | {"note": "x"}).status_code
        == 404
    )
    listed = client.get(reverse("submissions")).content.decode()
    assert "Sốp Cộp" not in listed


def test_the_commune_and_the_province_see_it(signed_in, an, binh, form_sent):
    for account in (an, binh):
        text = page(signed_in(account), form_sent).content.decode()
        assert "xã Sốp Cộp, tỉnh Sơn La · tháng 8/2025 (15/7/2025–14/8/2025)" in text
        assert "Ca tuần tra" in text


def test_only_who_stands_above_is_offered_to_accept(signed_in, an, binh, form_sent):
    assert "Duyệt báo cáo" not in page(signed_in(an), form_sent).content.decode()
    assert "Duyệt báo cáo" in page(signed_in(binh), form_sent).content.decode()


def test_a_form_kept_as_a_draft_leads_back_to_its_fields(signed_in, an):
    draft = save_form_draft(
        actor=an,
        form_code=FORM,
        place_id=SOP_COP,
        period=month("2025-M08"),
        raw={"activity.patrols": "12"},
    )
    client = signed_in(an)
    address = f"{reverse('form_filling')}?place={SOP_COP}&period=2025-M08"
    assert address.replace("&", "&amp;") in page(client, draft).content.decode()
    assert client.get(address).status_code == 200


def test_the_figures_of_a_document_are_marked_in_its_text(signed_in, binh, letter):
    text = page(signed_in(binh), letter).content.decode()
    teams = letter.proposals.get(indicator="group.mediation.count")
    assert f'id="m{teams.number}"' in text
    assert f'href="#p{teams.number}"' in text
    assert "Hiện nay toàn huyện có" in text


def test_what_is_in_a_document_is_text_and_never_a_page(signed_in, binh):
    hostile = "Toàn huyện có 12 tổ hòa giải <script>alert(1)</script> & <img src=x onerror=1>."
    client = signed_in(binh)
    response = client.post(reverse("upload"), {"text": hostile}, follow=True)
    text = response.content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>alert" not in text


def test_a_figure_is_accepted_and_the_decision_undone_without_script(signed_in, binh, form_sent):
    client = signed_in(binh)
    response = decide(client, form_sent, 1, "accept")
    assert response["Location"] == reverse("submission", args=(form_sent.number,)) + "#p1"
    assert Proposal.objects.get(submission=form_sent, number=1).state == "accepted"
    decide(client, form_sent, 1, "undo")
    assert Proposal.objects.get(submission=form_sent, number=1).state == "pending"


def test_with_script_the_figure_its_mark_and_the_counts_come_back(signed_in, binh, letter):
    number = letter.proposals.get(indicator="group.mediation.count").number
    response = signed_in(binh).post(
        reverse("figure", args=(letter.number, number)),
        {"decision": "reject"},
        headers={"HX-Request": "true"},
    )
    text = response.content.decode()
    assert f'<li class="found" id="p{number}"' in text
    assert 'id="counts" hx-swap-oob="true"' in text
    assert f'<a class="fig fig-left" id="m{number}"' in text
    assert "đã bỏ" in text


def test_a_figure_is_set_right(signed_in, binh, form_sent):
    response = decide(
        signed_in(binh),
        form_sent,
        1,
        "correct",
        quantity="hơn 1.250",
        unit="ca",
        indicator=PATROLS,
        place=SOP_COP,
        period="2025-M08",
    )
    assert response.status_code == 302
    figure = Proposal.objects.get(submission=form_sent, number=1)
    assert figure.state == "corrected"
    assert (figure.changes["milli"], figure.changes["bound"]) == (1_250_000, 1)


def test_a_bad_correction_says_where_and_what(signed_in, binh, form_sent):
    response = decide(
        signed_in(binh), form_sent, 1, "correct", quantity="mười", indicator=PATROLS, place=SOP_COP
    )
    text = response.content.decode()
    assert response.status_code == 422
    assert "«mười»: không phải số" in text
    assert 'href="#id_quantity"' in text
    assert "Chọn kỳ, hoặc ghi ngày cuối của số liệu" in text
    assert not Proposal.objects.get(submission=form_sent, number=1).changes


def test_an_unknown_decision_changes_nothing(signed_in, binh, letter):
    assert decide(signed_in(binh), letter, 1, "explode").status_code == 400
    assert letter.proposals.get(number=1).state == "pending"


def test_sure_figures_are_taken_together_and_the_submission_accepted(signed_in, binh, form_sent):
    client = signed_in(binh)
    client.post(reverse("accept_sure", args=(form_sent.number,)))
    response = client.post(reverse("accept_submission", args=(form_sent.number,)), follow=True)
    assert "3 số liệu vào sổ cái" in response.content.decode()
    assert Observation.objects.count() == 3
    assert "Hoàn tác" not in response.content.decode()


def test_what_a_check_warns_of_is_shown_first_though_it_was_accepted_as_typed(signed_in, an, binh):
    raw = {"case.total": "5", "case.criminal": "4", "case.administrative": "3"}
    sent = submit_form(
        actor=an, form_code=FORM, place_id=SOP_COP, period=month("2025-M08"), raw=raw
    )
    text = page(signed_in(binh), sent).content.decode()
    assert text.index("đã nhận, nên xem lại") < text.index("đã xem</h2>")
    assert "⚠" in text


def test_a_submission_with_open_figures_is_not_accepted(signed_in, binh, letter):
    url = reverse("accept_submission", args=(letter.number,))
    response = signed_in(binh).post(url, follow=True)
    assert "chưa quyết định" in response.content.decode()
    assert Observation.objects.count() == 0


def test_a_submission_is_returned_with_a_reason_and_sent_again(signed_in, an, binh, form_sent):
    number = form_sent.number
    signed_in(binh).post(
        reverse("conversation", args=(number,)), RETURN | {"note": "Thiếu số tổ hòa giải."}
    )
    form_sent.refresh_from_db()
    assert form_sent.status == SubmissionStatus.RETURNED
    client = signed_in(an)
    assert "Thiếu số tổ hòa giải." in page(client, form_sent).content.decode()
    client.post(reverse("send_submission", args=(number,)))
    form_sent.refresh_from_db()
    assert form_sent.status == SubmissionStatus.SENT


def test_personal_numbers_in_a_reason_are_refused(signed_in, binh, form_sent):
    url = reverse("conversation", args=(form_sent.number,))
    response = signed_in(binh).post(url, RETURN | {"note": "Gọi 0912345678"})
    assert "số điện thoại" in response.content.decode()


def test_the_list_is_filtered_and_searched_without_diacritics(signed_in, binh, form_sent, letter):
    client = signed_in(binh)
    form, document = f">{form_sent.number}</td>", f">{letter.number}</td>"
    for query, shown in (
        ("", {form, document}),
        ("status=sent", {form}),
        ("period=2025-M08", {form}),
        ("q=huyen+sop+cop", {document}),
        ("place=c04231.2025", {form}),
    ):
        text = client.get(reverse("submissions") + f"?{query}").content.decode()
        assert {mark for mark in (form, document) if mark in text} == shown, query


@pytest.mark.parametrize("url", ["submissions", "home"])
def test_lists_cost_the_same_for_one_and_for_three(url, signed_in, an, binh, form_sent):
    client = signed_in(binh)
    client.get(reverse(url))  # the first page of a process takes in the office's own places too
    of_one = count_queries(client, reverse(url))
    for code in ("2025-M09", "2025-M10"):
        submit_form(
            actor=an, form_code=FORM, place_id=SOP_COP, period=month(code), raw={PATROLS: "1"}
        )
    assert count_queries(client, reverse(url)) == of_one


def count_queries(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)
