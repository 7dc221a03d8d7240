"""An office with a form, a document, a correction and a publication in it."""

from bayen.actions.accepting import accept_submission
from bayen.actions.accounts import create_account, office_operator
from bayen.actions.correcting import correct_observation
from bayen.actions.forms import submit_form
from bayen.actions.publishing import publish
from bayen.actions.receiving import receive_document
from bayen.core.quantities import parse_quantity
from tests.cast import AUGUST, FORM, PATROLS, SON_LA, SOP_COP, TEAMS

FORM_FIGURES = {PATROLS: "17", TEAMS: "12"}
SENTENCE = "Toàn xã hiện có 12 tổ hòa giải với 96 thành viên."


def fill() -> None:
    """Fill the office that is open."""
    operator = office_operator()
    create_account(
        actor=operator, username="an", display_name="An", role="commune", place_id=SOP_COP
    )
    sent = submit_form(
        actor=operator, form_code=FORM, place_id=SOP_COP, period=AUGUST, raw=FORM_FIGURES
    )
    accept_submission(actor=operator, submission=sent)
    correct_observation(actor=operator, seq=1, quantity=parse_quantity("19"), reason="gõ nhầm")
    receive_document(
        actor=operator,
        data=SENTENCE.encode(),
        name="bao-cao.txt",
        place_id=SOP_COP,
        period=AUGUST,
    )
    publish(actor=operator, place_id=SON_LA, period=AUGUST)
