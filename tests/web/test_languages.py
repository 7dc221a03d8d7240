"""Whoever signs in reads every page in their language: nothing is left untranslated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from django.test import Client, override_settings

from bayen.access.accounts import Account
from bayen.actions.forms import submit_form
from bayen.actions.publishing import publish
from bayen.actions.registers import Change, change_unit, register_unit, take_back_entry
from bayen.actions.sending_up import return_submission
from bayen.actions.villages import register_villages
from bayen.core.registers import EntryDeed
from bayen.records.models import Phrase, PhraseState
from bayen.web import retelling
from tests.cast import AUGUST, FORM, PATROLS, SEPTEMBER, SON_LA, SOP_COP, posted
from tests.web.crawl import every_page
from tests.web.page_words import VIETNAMESE, unspoken, without_names, words_of, write_brackets
from tools import build_messages

pytestmark = pytest.mark.django_db

CAST = ("an", "binh", "keeper", "auditor", "chief", "head")
TOGETHER_ALL = ("an", "binh", "auditor")  # whose pages, together, are all there are
PEOPLE = frozenset(name for one in (*CAST, "cuong") for name in (one, one.title())) | {"Nà Sàng"}


@pytest.fixture
def cast(an, binh, cuong, keeper, auditor) -> dict[str, Account]:
    chief = posted("chief", "leader", SON_LA)
    head = posted("head", "village", SOP_COP)
    return {a.username: a for a in (an, binh, cuong, keeper, auditor, chief, head)}


@pytest.fixture
def a_month(cast, form_accepted, letter, an, binh) -> None:
    """A form accepted and one returned, a document half read, a village, a phrase, a publication.

    The numbers of what is there are small, as ``crawl.NUMBERS`` expects.
    """
    returned = submit_form(
        actor=an, form_code=FORM, place_id=SOP_COP, period=SEPTEMBER, raw={PATROLS: "170"}
    )
    return_submission(actor=binh, submission=returned, figures={PATROLS: "Xem lại số."})
    register_villages(
        actor=an,
        commune_id=SOP_COP,
        lines=["bản Nà Sàng"],
        valid_from=date(2025, 8, 1),
        legal_basis="Nghị quyết 12",
    )
    unit = register_unit(
        actor=an,
        place_id=SOP_COP,
        kind="model",
        name="Camera",
        founded_on=date(2025, 8, 1),
        members="5",
    )
    end = Change(EntryDeed.END, date(2025, 9, 1), decision="12")
    wrong = change_unit(actor=an, unit_number=unit.pk, change=end)
    take_back_entry(actor=an, unit_number=unit.pk, entry_number=wrong.pk, reason="nhầm")
    change_unit(actor=an, unit_number=unit.pk, change=end)
    Phrase.objects.create(
        place_id=SOP_COP,
        words="… tổ hòa giải cơ sở",
        indicator="group.mediation.count",
        day=AUGUST.last_day,
        state=PhraseState.SUGGESTED,
        made_by=binh,
        made_at=binh.created_at,
    )
    publish(actor=binh, place_id=SON_LA, period=AUGUST)


@pytest.fixture
def brackets(tmp_path):
    """English is the made-up language of ``page_words`` for a while."""
    write_brackets(tmp_path)
    with override_settings(LOCALE_PATHS=[tmp_path]):
        retelling.forget()
        yield
    retelling.forget()


def read_by(account: Account, language: str, client: Client) -> Client:
    account.language = language
    account.save()
    return client


@pytest.mark.slow
@pytest.mark.parametrize("name", TOGETHER_ALL)
def test_no_page_says_what_no_translator_was_given(brackets, a_month, cast, signed_in, name):
    client = read_by(cast[name], "en", signed_in(cast[name]))
    found = {
        f"{words.strip()!r}: {left}": page.address
        for page in every_page(client)
        for words in words_of(page.html, "en")
        if (left := unspoken(words, PEOPLE))
    }
    assert found == {}


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_no_english_message_keeps_vietnamese_words(domain):
    """What is on an English page was given to a translator, as above, and came back in English."""
    found = [
        words
        for message in build_messages.load(build_messages.LOCALES / "en", domain)
        for words in _forms(message.string)
        if VIETNAMESE.search(words) and VIETNAMESE.search(without_names(words))
    ]
    assert found == []


def _forms(string: str | Sequence[str] | None) -> Sequence[str]:
    """What a message is in English: once, or by number."""
    return [string] if isinstance(string, str) else string or ()
