"""What goes in a parcel beside the figures counts as it does over the network."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bayen.actions.forms import submit_form
from bayen.actions.parcels import register_browser_key, take_in_parcel
from bayen.actions.refused import ActionRefused
from bayen.actions.registers import register_unit
from bayen.actions.sending_up import return_submission
from bayen.actions.waivers import word_name
from bayen.core.fillings import version_of
from bayen.records.models import Submission, Turn, Waiver
from tests.cast import AUGUST, FORM, PATROLS, SOP_COP, TEAMS

pytestmark = pytest.mark.django_db

Pack = Callable[..., bytes]


@pytest.fixture
def pack(an) -> Pack:
    """Packs what An typed and said in August as An's browser does."""
    private = generate_private_key(SECP256R1())
    der = private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    key = register_browser_key(actor=an, public_key=base64.b64encode(der).decode())

    def packed(figures: Mapping[str, str], base: Mapping[str, str], **more: Any) -> bytes:
        about = {"form": FORM, "place": SOP_COP, "period": AUGUST.key, "figures": dict(figures)}
        about |= {"base": dict(base), "seen": version_of(base), "made_at": "2025-08-16T08:00:00Z"}
        body = json.dumps(about | more)
        signature = base64.b64encode(_signature(private, body.encode())).decode()
        return json.dumps(
            {"parcel": "bayen-1", "key": key.pk, "signature": signature, "body": body}
        ).encode()

    return packed


def _signature(private: EllipticCurvePrivateKey, body: bytes) -> bytes:
    """The two halves side by side, as browsers write them."""
    halves = decode_dss_signature(private.sign(body, ECDSA(SHA256())))
    return b"".join(half.to_bytes(32, "big") for half in halves)


def take_in(binh, data: bytes) -> Submission:
    sent = take_in_parcel(actor=binh, data=data, illustrative=False)
    assert isinstance(sent, Submission)
    return sent


@pytest.fixture
def returned(an, binh) -> Submission:
    """Returned for its patrols."""
    sent = submit_form(
        actor=an, form_code=FORM, place_id=SOP_COP, period=AUGUST, raw={PATROLS: "17"}
    )
    return return_submission(actor=binh, submission=sent, figures={PATROLS: "Xem lại số."})


def test_the_answer_to_a_returned_figure_comes_with_it(pack, binh, returned):
    figures = {PATROLS: "17"}
    said = {f"answer:{PATROLS}": "đã đếm lại, đúng 17 ca"}
    assert take_in(binh, pack(figures, figures, said=said)).status == "sent"
    assert Turn.objects.get(kind="answered").text == "đã đếm lại, đúng 17 ca"


def test_a_parcel_of_an_older_page_says_nothing(pack, binh, returned):
    figures = {PATROLS: "17"}
    with pytest.raises(ActionRefused):
        take_in(binh, pack(figures, figures))
    assert take_in(binh, pack({PATROLS: "18"}, figures)).status == "sent"


def test_what_a_register_gave_is_cited(pack, an, binh):
    register_unit(
        actor=an, place_id=SOP_COP, kind="mediation", name="Tổ số 1", founded_on=date(2025, 7, 20)
    )
    sent = take_in(binh, pack({TEAMS: "1", PATROLS: "3"}, {}, said={f"from:{TEAMS}": "1"}))
    located = dict(sent.proposals.values_list("field_code", "locator"))
    assert located[TEAMS].startswith("Sổ theo dõi: Tổ hòa giải, ngày 14/8/2025")
    assert not located[PATROLS].startswith("Sổ theo dõi")


def test_a_word_about_one_warning_is_kept_and_nobody_is_asked_for_the_other(pack, an, binh):
    figures = {"tip.received": "3", "tip.useful": "8"}
    figures |= {"mediation.cases": "3", "mediation.resolved": "8"}
    word = word_name("tip.useful", "part-exceeds-whole")
    sent = take_in(binh, pack(figures, {}, said={f"word:{word}": "tin của tháng trước"}))
    kept = Waiver.objects.get()
    assert (kept.figure, kept.reason, kept.by) == ("tip.useful", "tin của tháng trước", "an")
    [waits] = sent.proposals.get(field_code="mediation.resolved").findings
    assert waits["code"] == "part-exceeds-whole"


@pytest.mark.parametrize("said", [[], "có", {"answer:x": 3}])
def test_beside_the_figures_there_are_only_texts(pack, binh, said):
    with pytest.raises(ActionRefused, match="đã hỏng"):
        take_in(binh, pack({PATROLS: "3"}, {}, said=said))
