"""Forms, kept or sent: fields in, figures with findings out; a bad field never loses the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from bayen.access.denied import AccessDenied
from bayen.access.door import standing
from bayen.actions.form_choices import record_choices
from bayen.actions.form_desk import Deed, Desk, Draft, FormEntry, FormKey, store
from bayen.actions.form_history import FormHistory
from bayen.actions.form_terms import form_for
from bayen.actions.refused import ActionRefused
from bayen.actions.sendings import count_sendings
from bayen.actions.waivers import Waived
from bayen.core.periods import Period
from bayen.records.insertion import insert_rows
from bayen.records.models import Account, Submission, SubmissionKind

__all__ = ["FormEntry", "FormsSent", "save_form_draft", "submit_form", "submit_forms"]


@dataclass(frozen=True, slots=True)
class FormsSent:
    """What came of many entries: each is in one of the two.

    Attributes:
        submissions: in the order of the entries.
        refused: the others, with the reason for people.
    """

    submissions: tuple[Submission, ...]
    refused: tuple[tuple[FormEntry, ActionRefused | AccessDenied], ...]


@transaction.atomic
def submit_form(
    *,
    actor: Account,
    form_code: str,
    place_id: str,
    period: Period,
    raw: Mapping[str, str],
    sent_at: datetime | None = None,
    illustrative: bool = False,
    in_place: bool = False,
    answers: Mapping[str, str] | None = None,
    words: Mapping[str, str] | None = None,
    insists: bool = True,
    taken: frozenset[str] = frozenset(),
) -> Submission:
    """Send one form; sending it again before acceptance replaces what was sent.

    Of one that was returned by single figures only those may differ, and each must be
    changed or answered. Arguments as the attributes of ``FormEntry``.

    Raises:
        AccessDenied: the actor sends nothing for this place.
        ActionRefused: no such form, place or period; it is already accepted, somebody else's
            to fill in, or was made by another at the same moment; a check blocks a figure.
        WordsMissing: warnings wait for a word, and words are given at all and insisted on.
    """
    entry = FormEntry(
        form_code,
        place_id,
        period,
        raw,
        sent_at,
        illustrative,
        in_place,
        answers=answers,
        words=words,
        insists=insists,
        taken=taken,
    )
    sent = _take_in_one(actor, entry, Deed.SEND)
    record_choices(actor=actor, submission=sent, fields=form_for(form_code, period).indicators)
    return sent


@transaction.atomic
def save_form_draft(
    *,
    actor: Account,
    form_code: str,
    place_id: str,
    period: Period,
    raw: Mapping[str, str],
    illustrative: bool = False,
    in_place: bool = False,
    answers: Mapping[str, str] | None = None,
    taken: frozenset[str] = frozenset(),
) -> Submission:
    """Keep a form as far as it is filled in; keeping it again replaces what was kept.

    One that was returned stays returned, with its reason, until it is sent again. The audit
    log gets one row an editing session, not one a save.

    Raises:
        AccessDenied: the actor sends nothing for this place.
        ActionRefused: no such form, place or period; it is already sent or accepted, somebody
            else's to fill in, or was made by another at the same moment.
    """
    entry = FormEntry(
        form_code,
        place_id,
        period,
        raw,
        None,
        illustrative,
        in_place,
        answers=answers,
        taken=taken,
    )
    return _take_in_one(actor, entry, Deed.KEEP)


@transaction.atomic
def submit_forms(*, actor: Account, entries: Sequence[FormEntry]) -> FormsSent:
    """Send many forms under the same rules; one that is refused does not stop the others.

    Where another made one of them at the same moment, all are taken in once more beside it.
    """
    try:
        with transaction.atomic():
            return _take_in(actor, entries, Deed.SEND)
    except IntegrityError:
        return _take_in(actor, entries, Deed.SEND)


def _take_in_one(actor: Account, entry: FormEntry, deed: Deed) -> Submission:
    """Whatever is raised here ends the caller's transaction: it needs no savepoint of its own."""
    try:
        result = _take_in(actor, [entry], deed)
    except IntegrityError as error:
        raise _made_by_another() from error
    for _, reason in result.refused:
        raise reason
    return result.submissions[0]


def _take_in(actor: Account, entries: Sequence[FormEntry], deed: Deed) -> FormsSent:
    earlier = _earlier(entries)
    numbers = [earlier[e.key].number for e in entries if e.key in earlier]
    desk = Desk(
        actor=actor,
        standing=standing(actor),
        now=timezone.now(),
        earlier=earlier,
        deed=deed,
        waived=Waived.load(numbers),
        sent=count_sendings(numbers if deed is Deed.SEND else []),
    )
    history = FormHistory.load((e.place_id, e.period.last_day) for e in entries)
    drafts: list[Draft] = []
    refused: list[tuple[FormEntry, ActionRefused | AccessDenied]] = []
    for entry in entries:
        try:
            drafts.append(desk.draft(entry, history))
        except (ActionRefused, AccessDenied) as reason:
            refused.append((entry, reason))
    store(drafts)
    insert_rows([desk.event(draft) for draft in drafts if not draft.is_same_session])
    return FormsSent(tuple(draft.submission for draft in drafts), tuple(refused))


def _earlier(entries: Iterable[FormEntry]) -> dict[FormKey, Submission]:
    """Forms of these places that were sent before."""
    places = {entry.place_id for entry in entries}
    found = Submission.objects.select_for_update().filter(
        kind=SubmissionKind.FORM, place_id__in=places
    )
    return {(s.form_code, s.place_id, s.period_key): s for s in found}


def _made_by_another() -> ActionRefused:
    return ActionRefused(
        "form-outdated",
        "Biểu mẫu này vừa được lưu ở máy khác cùng lúc. Mở lại trang để xem số mới rồi ghi tiếp.",
    )
