"""A place's own lexicon: corrections suggest, people decide, the next document is read with it."""

from datetime import date

import pytest

from bayen.access.denied import AccessDenied
from bayen.actions.deciding import Changes, Decision, decide_proposal, undo_decision
from bayen.actions.own_words import (
    edit_phrase,
    offer_phrase,
    own_phrases,
    undo_phrase,
    use_phrase,
    withdraw_phrase,
)
from bayen.actions.receiving import receive_document
from bayen.actions.refused import ActionRefused
from bayen.core.quantities import parse_quantity
from bayen.records.models import AuditEvent, Phrase
from tests.cast import DIEN_BIEN, SON_LA, SOP_COP, month

pytestmark = pytest.mark.django_db
LAMPS = "… cột thắp sáng đường quê"
ELSEWHERE = "xã Mường Phăng, tỉnh Điện Biên"


def receive(actor, count=14, place=SOP_COP, words="cột thắp sáng đường quê"):
    text = f"Tháng 8/2025, toàn xã lắp mới {count} {words}. Tổ chức 3 buổi tuyên truyền."
    return receive_document(
        actor=actor, data=text.encode(), name="bc.txt", place_id=place, period=month("2025-M08")
    )


def lamps(submission):
    return submission.proposals.get(unit="cột")


def correct(actor, figure, indicator="equipment.lights"):
    changes = Changes(indicator=indicator)
    return decide_proposal(actor=actor, proposal=figure, decision=Decision.CORRECT, changes=changes)


@pytest.fixture
def suggested(an):
    figure = correct(an, lamps(receive(an)))
    return Phrase.objects.get(source=figure)


def test_a_corrected_indicator_suggests_the_words_beside_the_figure(an, suggested):
    assert (suggested.words, suggested.indicator) == (LAMPS, "equipment.lights")
    assert (suggested.place_id, suggested.state) == (SOP_COP, "suggested")
    assert (suggested.made_by, suggested.source.written) == (an, "14")
    event = AuditEvent.objects.get(action="suggest_phrase")
    assert (event.actor, event.place_id) == ("an", SOP_COP)
    assert event.detail["now_is"]["words"] == LAMPS


def test_a_suggestion_changes_nothing_by_itself(an, suggested):
    again = lamps(receive(an, 15))
    assert again.indicator != "equipment.lights"


def test_in_use_it_reads_the_next_document_and_says_so(an, suggested):
    use_phrase(actor=an, phrase=suggested)
    again = lamps(receive(an, 15))
    assert again.indicator == "equipment.lights"
    [why] = [text for about, text in again.reasons if "từ vựng" in text]
    assert why.startswith(f"từ vựng của xã Sốp Cộp: «{LAMPS}» → ")


def test_withdrawn_it_is_not_used_on_the_next_document(an, suggested):
    use_phrase(actor=an, phrase=suggested)
    withdraw_phrase(actor=an, phrase=suggested)
    assert lamps(receive(an, 15)).indicator != "equipment.lights"
    undo_phrase(actor=an, phrase=suggested)
    assert lamps(receive(an, 16)).indicator == "equipment.lights"


def test_another_quantity_alone_suggests_nothing(an):
    figure = lamps(receive(an))
    changes = Changes(quantity=parse_quantity("15"))
    decide_proposal(actor=an, proposal=figure, decision=Decision.CORRECT, changes=changes)
    assert not Phrase.objects.exists()


def test_a_correction_taken_back_takes_its_suggestion_back(an, suggested):
    undo_decision(actor=an, proposal=suggested.source)
    suggested.refresh_from_db()
    assert suggested.state == "withdrawn"
    correct(an, suggested.source)
    suggested.refresh_from_db()
    assert suggested.state == "suggested"


def test_what_is_in_use_stays_when_the_correction_is_taken_back(an, suggested):
    use_phrase(actor=an, phrase=suggested)
    undo_decision(actor=an, proposal=suggested.source)
    suggested.refresh_from_db()
    assert suggested.state == "in-use"


def test_names_of_places_and_persons_do_not_come_along(an):
    words = "cột thắp sáng do ông Lò Văn Tính, bản Mường Và ủng hộ"
    correct(an, lamps(receive(an, words=words)))
    kept = Phrase.objects.get().words
    assert kept == "… cột thắp sáng"


def test_the_neighbour_neither_uses_nor_is_read_with_it(cuong, an, suggested):
    use_phrase(actor=an, phrase=suggested)
    for deed in (use_phrase, withdraw_phrase, undo_phrase, offer_phrase):
        with pytest.raises(AccessDenied):
            deed(actor=cuong, phrase=suggested)
    assert own_phrases(DIEN_BIEN, date(2025, 8, 14)) == ()
    assert lamps(receive(cuong, 15, place=DIEN_BIEN)).indicator != "equipment.lights"


def test_the_province_keeps_the_words_of_communes_below(binh, suggested):
    assert use_phrase(actor=binh, phrase=suggested).changed_by == binh


def test_what_is_offered_above_is_decided_there_and_read_with_below(an, binh, suggested):
    offered = offer_phrase(actor=an, phrase=suggested)
    assert (offered.place_id, offered.state) == (SON_LA, "suggested")
    with pytest.raises(AccessDenied):
        use_phrase(actor=an, phrase=offered)
    use_phrase(actor=binh, phrase=offered)
    [why, *_] = [t for _, t in lamps(receive(an, 15)).reasons if "từ vựng" in t]
    assert why.startswith("từ vựng của tỉnh Sơn La")
    with pytest.raises(ActionRefused) as refused:
        offer_phrase(actor=an, phrase=suggested)
    assert refused.value.code == "phrase-known"


def test_words_in_use_mean_one_thing(an, suggested):
    use_phrase(actor=an, phrase=suggested)
    correct(an, lamps(receive(an, 15)), "equipment.cameras")
    other = Phrase.objects.get(indicator="equipment.cameras")
    with pytest.raises(ActionRefused) as refused:
        use_phrase(actor=an, phrase=other)
    assert refused.value.code == "phrase-in-use"


def test_an_edit_is_kept_with_what_was_before_and_can_be_undone(an, suggested):
    edit_phrase(actor=an, phrase=suggested, words="cột Thắp sáng", indicator="equipment.cameras")
    suggested.refresh_from_db()
    assert (suggested.words, suggested.indicator) == ("… cột thắp sáng", "equipment.cameras")
    undo_phrase(actor=an, phrase=suggested)
    suggested.refresh_from_db()
    assert (suggested.words, suggested.indicator) == (LAMPS, "equipment.lights")
    events = AuditEvent.objects.filter(target=f"phrase:{suggested.pk}").order_by("id")
    assert [event.action for event in events] == ["suggest_phrase", "edit_phrase", "undo_phrase"]
    assert events[1].detail["before"]["words"] == LAMPS


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("", "text-missing"),
        ("… cột", "phrase-bad"),
        ("… tổ … người", "phrase-bad"),
        ("12 cột đèn", "phrase-bad"),
        ("… cột đèn của Nguyễn Văn An", "phrase-bad"),
        ("… cột đèn xã Mường Và", "phrase-bad"),
        ("… cột đèn gọi 0912345678", "text-personal"),
        ("… cột đèn " + "rất dài " * 20, "phrase-bad"),
    ],
)
def test_what_can_be_no_phrase_is_refused_in_words(an, suggested, words, code):
    with pytest.raises(ActionRefused) as refused:
        edit_phrase(actor=an, phrase=suggested, words=words, indicator="equipment.lights")
    assert refused.value.code == code
