"""The door: stored objects for those who may have them, refusals for everyone else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from bayen.access.denied import AccessDenied
from bayen.access.permissions import Permission, grants
from bayen.access.territory import Days, Territories, Territory
from bayen.catalogue.places import load_atlas
from bayen.core.days import ONE_DAY
from bayen.core.periods import Period
from bayen.core.places import Level
from bayen.core.spans import Span
from bayen.records.models import (
    Account,
    KeptLayout,
    Observation,
    Phrase,
    Posting,
    Proposal,
    PublicationRecord,
    Submission,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What an account is posted to today; for many questions in a row, loaded once."""

    postings: tuple[Posting, ...]

    def may(self, permission: Permission, place_id: str, day: date) -> bool:
        """Whether the account may do this about a place, as it stood on a day."""
        return any(_reaches(p, permission, place_id, day) for p in self.postings)

    def is_own(self, place_id: str, day: date) -> bool:
        """Whether the account is posted at the place, or at what it wholly became."""
        return any(
            p.place_id == place_id
            or (
                _level(p.place_id) is _level(place_id)
                and territory_of(p.place_id).reaches(place_id, day)
            )
            for p in self.postings
        )

    def may_ever(self, permission: Permission, place_id: str, span: Span) -> bool:
        """Whether the account may do this about a place on some day of a span."""
        asked = Days(span.first_day or span.last_day, span.last_day + ONE_DAY)
        return any(
            territory.is_whole_nation
            or any(days.meet(asked) for days in territory.stays.get(place_id, ()))
            for territory in self.territories(permission)
        )

    def may_accept(self, place_id: str, day: date) -> bool:
        """Whether the account may accept what this place sent."""
        if self.may(Permission.ACCEPT, place_id, day):
            return True
        return any(
            p.place_id != place_id and _reaches(p, Permission.ACCEPT_BELOW, place_id, day)
            for p in self.postings
        )

    def territories(self, permission: Permission) -> list[Territory]:
        """The territories in which the account has a permission."""
        return [territory_of(p.place_id) for p in self.postings if permission in grants(p.role)]


def standing(account: Account) -> Standing:
    """The account's postings of today; none for one that is closed."""
    if not account.is_active:
        return Standing(())
    held = Posting.objects.filter(account_id=account.pk).held_on(timezone.localdate())
    return Standing(tuple(held))


def postings(account: Account) -> list[Posting]:
    """What the account is posted to today."""
    return list(standing(account).postings)


def may(account: Account, permission: Permission, place_id: str, day: date) -> bool:
    """Whether the account may do this about a place, as it stood on a day."""
    return standing(account).may(permission, place_id, day)


def may_accept(account: Account, place_id: str, day: date) -> bool:
    """Whether the account may accept what this place sent."""
    return standing(account).may_accept(place_id, day)


def may_anywhere(account: Account, permission: Permission) -> bool:
    """Whether any posting of the account has the permission."""
    return any(permission in grants(p.role) for p in standing(account).postings)


def may_ever(account: Account, permission: Permission, place_id: str, span: Span) -> bool:
    """Whether the account may do this about a place on some day of a span."""
    return standing(account).may_ever(permission, place_id, span)


def require(account: Account, permission: Permission, place_id: str, day: date) -> None:
    """Pass, or raise.

    Raises:
        AccessDenied: the account may not do this there.
    """
    if not may(account, permission, place_id, day):
        raise AccessDenied(permission, place_id)


def require_anywhere(account: Account, permission: Permission) -> None:
    """Pass, or raise ``AccessDenied``: for what is not about one place."""
    if not may_anywhere(account, permission):
        raise AccessDenied(permission)


def home_places(account: Account) -> tuple[str, ...]:
    """The places the account is posted to today, in the order of its postings."""
    return tuple(dict.fromkeys(p.place_id for p in standing(account).postings))


def reach(account: Account, permission: Permission = Permission.VIEW) -> list[Territory]:
    """The territories in which the account has a permission."""
    return standing(account).territories(permission)


def visible_places(account: Account, day: date) -> frozenset[str] | None:
    """The places the account may look at on a day; None is all of them."""
    territories = reach(account)
    if any(t.is_whole_nation for t in territories):
        return None
    return frozenset(place for t in territories for place in t.stays if t.reaches(place, day))


def places_below(place_id: str, period: Period, level: Level) -> list[str]:
    """Places of a level at or below this one at either end of a period, in official order."""
    atlas, territory = load_atlas(), territory_of(place_id)
    found = {
        version.place_id: version.code
        for day in (period.first_day, period.last_day)
        for version in atlas.on(day)
        if version.kind.level is level and territory.reaches(version.place_id, day)
    }
    return sorted(found, key=lambda place: (found[place], place))


# --- stored objects ----------------------------------------------------------------------


def visible_submissions(account: Account) -> QuerySet[Submission]:
    """Those of the account's places and below; each place on the days it belonged there."""
    return Submission.objects.filter(within_reach(account))


def access_submission(
    account: Account, number: int, permission: Permission = Permission.VIEW
) -> Submission:
    """One submission.

    Raises:
        AccessDenied: there is none, or the account may not do this with it.
    """
    # The file itself is fetched only by whoever hands it out.
    whole = Submission.objects.select_related("document").defer("document__content")
    found = whole.filter(number=number).first()
    if found is None or not may(account, permission, found.place_id, found.last_day):
        raise AccessDenied(permission, f"submission:{number}")
    return found


def access_proposal(
    account: Account, submission_number: int, number: int, permission: Permission
) -> Proposal:
    """One proposal, by its number in its submission; raises as ``access_submission``."""
    submission = access_submission(account, submission_number, permission)
    found = submission.proposals.filter(number=number).first()
    if found is None:
        raise AccessDenied(permission, f"proposal:{submission_number}.{number}")
    return found


def access_observation(
    account: Account, seq: int, permission: Permission = Permission.VIEW
) -> Observation:
    """One row of the ledger, of a place or a submission that the account may open.

    Raises:
        AccessDenied: there is none, or neither is the account's.
    """
    found = Observation.objects.select_related("submission").filter(seq=seq).first()
    if found is not None:
        sent = found.submission
        for place_id, day in ((found.place_id, found.last_day), (sent.place_id, sent.last_day)):
            if may(account, permission, place_id, day):
                return found
    raise AccessDenied(permission, f"observation:{seq}")


def visible_publications(account: Account) -> QuerySet[PublicationRecord]:
    """Those about the account's places and below, without their files."""
    if any(t.is_whole_nation for t in reach(account)):
        mine = PublicationRecord.objects.all()
    else:
        places = {place for t in reach(account) for place in t.stays}
        mine = PublicationRecord.objects.filter(place_id__in=sorted(places))
    return mine.defer("docx", "xlsx")


def access_publication(account: Account, number: int) -> PublicationRecord:
    """One publication with its files; raises ``AccessDenied``."""
    found = PublicationRecord.objects.filter(pk=number).first()
    if found is None or not visible_publications(account).filter(pk=number).exists():
        raise AccessDenied(Permission.VIEW, f"publication:{number}")
    return found


def visible_phrases(account: Account) -> QuerySet[Phrase]:
    """The lexicons of the account's places and below; a neighbour's is closed."""
    return Phrase.objects.filter(within(reach(account), "place_id", "day"))


def access_phrase(account: Account, number: int, permission: Permission) -> Phrase:
    """One phrase.

    Raises:
        AccessDenied: there is none, or the account may not do this with it.
    """
    found = Phrase.objects.filter(pk=number).first()
    if found is None or not may(account, permission, found.place_id, found.day):
        raise AccessDenied(permission, f"phrase:{number}")
    return found


def visible_layouts(account: Account) -> QuerySet[KeptLayout]:
    """The table layouts kept for the account's places and below."""
    return KeptLayout.objects.filter(within(reach(account), "place_id", "day"))


def access_layout(account: Account, number: int, permission: Permission) -> KeptLayout:
    """One kept layout; raises as ``access_phrase``."""
    found = KeptLayout.objects.filter(pk=number).first()
    if found is None or not may(account, permission, found.place_id, found.day):
        raise AccessDenied(permission, f"layout:{number}")
    return found


# --- conditions on rows ------------------------------------------------------------------


def within_reach(account: Account) -> Q:
    """A condition on submissions: those that the account may look at."""
    return within(reach(account), "place_id", "last_day")


def within_place(place_id: str) -> Q:
    """A condition on submissions: those of a place, what became it, and all below."""
    return within([territory_of(place_id)], "place_id", "last_day")


def within(territories: Iterable[Territory], place_column: str, day_column: str) -> Q:
    """A condition on rows that lie in any of the territories; of none, one never met."""
    condition = Q(pk__in=[])
    for territory in territories:
        if territory.is_whole_nation:
            return Q()
        for days, places in _places_by_days(territory).items():
            part = Q(**{f"{place_column}__in": places})
            if days[0]:
                part &= Q(**{f"{day_column}__gte": days[0]})
            if days[1]:
                part &= Q(**{f"{day_column}__lt": days[1]})
            condition |= part
    return condition


# --- how it is decided -------------------------------------------------------------------


def _reaches(posting: Posting, permission: Permission, place_id: str, day: date) -> bool:
    return permission in grants(posting.role) and territory_of(posting.place_id).reaches(
        place_id, day
    )


def _level(place_id: str) -> Level | None:
    """The level a place last had; None of the country, groups and unknown places."""
    atlas = load_atlas()
    return atlas.history[place_id][-1].kind.level if place_id in atlas.history else None


def _places_by_days(
    territory: Territory,
) -> dict[tuple[date | None, date | None], list[str]]:
    grouped: dict[tuple[date | None, date | None], list[str]] = {}
    for place_id, stays in territory.stays.items():
        for days in stays:
            grouped.setdefault((days.begins, days.until), []).append(place_id)
    return grouped


@dataclass(slots=True)
class _Found:
    """Territories of one atlas, as far as they were asked for."""

    territories: Territories
    by_place: dict[str, Territory]


_found: list[_Found] = []


def territory_of(place_id: str) -> Territory:
    """What a place reaches; kept until the places change, since every page asks for it."""
    atlas = load_atlas()
    if not _found or _found[-1].territories.atlas is not atlas:
        _found[:] = [_Found(Territories(atlas), {})]
    known = _found[-1]
    if place_id not in known.by_place:
        known.by_place[place_id] = known.territories.find(place_id)
    return known.by_place[place_id]
