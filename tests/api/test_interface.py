"""The interface answers what the pages answer, to whom the pages answer it."""

import pytest
from django.test import Client

from bayen.actions.accepting import accept_submission
from bayen.actions.correcting import correct_observation
from bayen.actions.forms import submit_form
from bayen.core.quantities import parse_quantity
from bayen.records.models import Observation
from tests.cast import AUGUST, FORM, PATROLS, SON_LA, SOP_COP, TEAMS

pytestmark = [pytest.mark.django_db, pytest.mark.db]

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PROVINCE = {"indicators": PATROLS, "places": SON_LA, "periods": "2025-M08"}


@pytest.fixture(autouse=True)
def _figures(an, binh):
    raw = {PATROLS: "17", TEAMS: "hơn 12"}
    sent = submit_form(actor=an, form_code=FORM, place_id=SOP_COP, period=AUGUST, raw=raw)
    accept_submission(actor=binh, submission=sent)


def get(account, path, **question):
    client = Client()
    if account is not None:
        client.force_login(account, BACKEND)
    return client.get(f"/api/v1/{path}", question)


def test_an_answer_says_what_it_rests_on(binh):
    answer = get(binh, "answers", **PROVINCE | {"places": f"{SON_LA},{SOP_COP}"}).json()
    total, commune = answer["cells"]
    assert (total["value"], total["bound"], total["basis"]) == ("17", "over", "parts")
    assert (total["reported"], total["expected"] > 60) == (1, True)
    assert (commune["value"], commune["bound"], commune["reported"]) == ("17", "exact", 1)
    assert answer["question"].startswith(f"indicators={PATROLS}&places={SON_LA},{SOP_COP}&")


def test_the_key_of_a_cell_opens_its_trail(binh):
    [cell] = get(binh, "answers", **PROVINCE | {"places": SOP_COP}).json()["cells"]
    client = Client()
    client.force_login(binh, BACKEND)
    step = client.get(f"/api/v1/trail?{cell['trail']}").json()
    [entry] = step["entries"]
    assert (step["place_label"], entry["value"], entry["quote"]) == ("xã Sốp Cộp", "17", "17")
    assert entry["source"] == "field"


def test_what_was_known_before_a_correction_can_still_be_asked(binh):
    wrong = Observation.objects.get(indicator=PATROLS).seq
    seal = correct_observation(
        actor=binh, seq=wrong, quantity=parse_quantity("19"), reason="gõ nhầm"
    )
    values = [
        get(binh, "answers", **PROVINCE, **more).json()["cells"][0]["value"]
        for more in ({}, {"known_at": seal.sealed_at.isoformat()}, {"known_at": "2020-01-01"})
    ]
    assert values == ["19", "19", None]


def test_the_neighbour_is_told_that_there_is_no_such_place(cuong):
    assert get(cuong, "answers", **PROVINCE).status_code == 404
    assert get(cuong, "trail", **PROVINCE).status_code == 404
    assert get(cuong, "answers", **PROVINCE | {"places": f"{SON_LA}/communes"}).status_code == 404


def test_the_commune_sees_itself_and_not_its_province(an):
    assert get(an, "answers", **PROVINCE).status_code == 404
    assert get(an, "answers", **PROVINCE | {"places": SOP_COP}).status_code == 200


def test_without_a_log_in_a_program_is_told_so():
    refused = get(None, "answers", **PROVINCE)
    assert (refused.status_code, refused.json()["code"]) == (401, "sign-in")


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"periods": "2025-M13"}, 400),
        ({"places": f"{SON_LA}/members"}, 400),
        ({"indicators": "nope"}, 404),
        ({"places": "p99"}, 404),
        ({"indicators": "*", "places": "vn/communes", "periods": "2016-M01..2025-M12"}, 400),
    ],
)
def test_a_wrong_question_is_answered_in_one_sentence(operator, wrong, status):
    refused = get(operator, "answers", **PROVINCE | wrong)
    assert refused.status_code == status
    assert refused.json()["message_vi"]


def test_a_trail_is_of_one_cell(binh):
    wide = PROVINCE | {"periods": "2025-Q3/M"}
    assert get(binh, "trail", **wide).status_code == 400
    assert get(binh, "trail", **PROVINCE, depth="99").status_code == 400
