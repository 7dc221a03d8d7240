"""A place's own lexicon: suggested by corrections, used only once a person says so.

Nothing here changes what was read; the next document of the place, or of a place below it, is
read with the phrases that are in use then.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from bayen.access.door import require
from bayen.access.permissions import Permission
from bayen.actions.audit import record_event
from bayen.actions.free_text import checked_text
from bayen.actions.refused import ActionRefused
from bayen.catalogue.indicators import load_indicators
from bayen.catalogue.places import load_atlas
from bayen.core.places import NATION_ID
from bayen.intake import OwnPhrase, PhraseError, parse_phrase
from bayen.records.models import Account, Phrase, PhraseState, Proposal, Submission


def own_phrases(place_id: str, day: date) -> tuple[OwnPhrase, ...]:
    """What a document of a place is read with: its own phrases and those of places above."""
    atlas = load_atlas()
    chain = chain_of(place_id, day)
    kept = Phrase.objects.filter(place_id__in=chain, state=PhraseState.IN_USE)
    ranked = sorted(kept, key=lambda phrase: (chain.index(phrase.place_id), phrase.pk))
    return tuple(
        OwnPhrase(phrase.words, phrase.indicator, atlas.label_vi(phrase.place_id, day))
        for phrase in ranked
    )


def chain_of(place_id: str, day: date) -> list[str]:
    """A place and those above it on a day, nearest first."""
    above = [version.place_id for version in load_atlas().ancestors(place_id, day)]
    return [place_id, *above]


# --- what a correction leaves ----------------------------------------------------------------


def suggest_phrase(
    *, actor: Account, submission: Submission, proposal: Proposal, now: datetime
) -> Phrase | None:
    """Suggest the words by which a corrected figure stands; None when there is nothing to suggest.

    Called within the correction's own transaction. What is in use already stays as it is; what
    was withdrawn is suggested again.
    """
    indicator = proposal.changes.get("indicator")
    if not indicator or indicator == proposal.indicator or not proposal.phrase:
        return None
    phrase, is_new = Phrase.objects.get_or_create(
        place_id=submission.place_id,
        words=proposal.phrase,
        indicator=indicator,
        defaults={
            "day": submission.last_day,
            "state": PhraseState.SUGGESTED,
            "source": proposal,
            "made_by": actor,
            "made_at": now,
        },
    )
    if is_new:
        _record(actor, "suggest_phrase", phrase, now)
    elif phrase.state == PhraseState.WITHDRAWN:
        _change(actor, phrase, "suggest_phrase", now, state=PhraseState.SUGGESTED)
    return phrase


def take_back_suggestion(*, actor: Account, proposal: Proposal, now: datetime) -> None:
    """The correction was undone: what it suggested and nobody has taken up is withdrawn."""
    for phrase in Phrase.objects.filter(source=proposal, state=PhraseState.SUGGESTED):
        _change(actor, phrase, "withdraw_phrase", now, state=PhraseState.WITHDRAWN)


# --- what a person does with it --------------------------------------------------------------


@transaction.atomic
def use_phrase(*, actor: Account, phrase: Phrase) -> Phrase:
    """Read the next documents of the place and below with it.

    Raises:
        AccessDenied: the actor does not judge figures of that place.
        ActionRefused: the same words are in use there for another indicator.
    """
    found = _locked(actor, phrase)
    _refuse_second_meaning(found, found.words)
    return _change(actor, found, "use_phrase", timezone.now(), state=PhraseState.IN_USE)


@transaction.atomic
def withdraw_phrase(*, actor: Account, phrase: Phrase) -> Phrase:
    """No longer read with it; it stays listed. Raises as ``use_phrase``."""
    found = _locked(actor, phrase)
    return _change(actor, found, "withdraw_phrase", timezone.now(), state=PhraseState.WITHDRAWN)


@transaction.atomic
def edit_phrase(*, actor: Account, phrase: Phrase, words: str, indicator: str) -> Phrase:
    """Other words or another indicator; its state stays.

    Raises:
        AccessDenied: as ``use_phrase``.
        ActionRefused: the words can be no phrase or hold what must not be stored, there is no
            such indicator, or the place has the same already.
    """
    found = _locked(actor, phrase)
    clean = _checked_words(words)
    if indicator not in load_indicators():
        raise ActionRefused("indicator-unknown", f"Không có chỉ tiêu «{indicator}».")
    others = Phrase.objects.filter(place_id=found.place_id, words=clean).exclude(pk=found.pk)
    if others.filter(indicator=indicator).exists():
        raise ActionRefused("phrase-known", f"Từ vựng này đã có «{clean}» cho chỉ tiêu đó.")
    if found.state == PhraseState.IN_USE:
        _refuse_second_meaning(found, clean)
    return _change(actor, found, "edit_phrase", timezone.now(), words=clean, indicator=indicator)


@transaction.atomic
def undo_phrase(*, actor: Account, phrase: Phrase) -> Phrase:
    """Back to how it was before the last change; a second undo does it again.

    Raises:
        AccessDenied, ActionRefused: as ``use_phrase``, or nothing was changed.
    """
    found = _locked(actor, phrase)
    if not found.before:
        raise ActionRefused("nothing-to-undo", "Cụm từ này chưa có thay đổi nào để hoàn tác.")
    before = dict(found.before)
    same = Phrase.objects.filter(
        place_id=found.place_id, words=before["words"], indicator=before["indicator"]
    )
    if same.exclude(pk=found.pk).exists():
        raise ActionRefused("phrase-known", f"Từ vựng này đã có lại «{before['words']}».")
    if before["state"] == PhraseState.IN_USE:
        _refuse_second_meaning(found, before["words"])
    return _change(actor, found, "undo_phrase", timezone.now(), **before)


@transaction.atomic
def offer_phrase(*, actor: Account, phrase: Phrase) -> Phrase:
    """Suggest it to the place right above, whose own people decide.

    Raises:
        AccessDenied: as ``use_phrase``.
        ActionRefused: nothing is above, or it was offered before.
    """
    found = _locked(actor, phrase)
    above = place_above(found)
    if above is None:
        raise ActionRefused("nothing-above", "Địa bàn này không có cấp trên để đề nghị lên.")
    now = timezone.now()
    offered, is_new = Phrase.objects.get_or_create(
        place_id=above,
        words=found.words,
        indicator=found.indicator,
        defaults={
            "day": found.day,
            "state": PhraseState.SUGGESTED,
            "source": found.source,
            "made_by": actor,
            "made_at": now,
        },
    )
    if not is_new:
        raise ActionRefused("phrase-known", "Cấp trên đã có cụm từ này, không cần đề nghị nữa.")
    _record(actor, "offer_phrase", offered, now, offered_from=found.place_id)
    return offered


def place_above(phrase: Phrase) -> str | None:
    """The place that a phrase may be offered to; None at the top of a province."""
    above = chain_of(phrase.place_id, phrase.day)[1:]
    return above[0] if above and above[0] != NATION_ID else None


# --- how it is done --------------------------------------------------------------------------


def _locked(actor: Account, phrase: Phrase) -> Phrase:
    found = Phrase.objects.select_for_update().get(pk=phrase.pk)
    require(actor, Permission.DECIDE, found.place_id, found.day)
    return found


def _checked_words(words: str) -> str:
    clean = checked_text(words, what="cụm từ", required=True)
    try:
        return parse_phrase(clean)
    except PhraseError as error:
        raise ActionRefused("phrase-bad", str(error)) from None


def _refuse_second_meaning(phrase: Phrase, words: str) -> None:
    """Words in use mean one thing in a place."""
    used = Phrase.objects.filter(
        place_id=phrase.place_id, words=words, state=PhraseState.IN_USE
    ).exclude(pk=phrase.pk)
    if (other := used.first()) is not None:
        name = load_indicators()[other.indicator].name_vi
        raise ActionRefused(
            "phrase-in-use", f"«{words}» đang dùng cho «{name}»; hãy rút cụm từ đó trước."
        )


def _change(actor: Account, phrase: Phrase, action: str, now: datetime, **columns: str) -> Phrase:
    before = _as_it_is(phrase)
    for name, value in columns.items():
        setattr(phrase, name, value)
    phrase.before, phrase.changed_by, phrase.changed_at = before, actor, now
    phrase.save()
    _record(actor, action, phrase, now, before=before)
    return phrase


def _as_it_is(phrase: Phrase) -> dict[str, str]:
    return {"words": phrase.words, "indicator": phrase.indicator, "state": str(phrase.state)}


def _record(
    actor: Account, action: str, phrase: Phrase, now: datetime, **detail: str | Mapping[str, str]
) -> None:
    record_event(
        actor=actor,
        action=action,
        target=f"phrase:{phrase.pk}",
        now=now,
        place=phrase.place_id,
        now_is=_as_it_is(phrase),
        **detail,
    )
