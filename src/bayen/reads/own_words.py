"""The own lexicons of places, and the table layouts kept for them, as people look at them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import QuerySet

from bayen.access.door import access_phrase, standing, visible_layouts, visible_phrases
from bayen.access.permissions import Permission
from bayen.catalogue.indicators import load_indicators
from bayen.catalogue.places import load_atlas
from bayen.core.collation import fold
from bayen.core.places import NATION_ID
from bayen.records.models import Account, KeptLayout, Phrase, PhraseState, Submission

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class PhraseRow:
    """One phrase, and what the account may do with it.

    Attributes:
        words: "…" for the number.
        state: a ``PhraseState`` value.
        source: number of the submission and of the figure that it came from; None when there
            is none.
        by, at: who changed it last, by display name, and when; else who made it.
        may_change: whether the account decides about it.
        above_label: the place that it may be offered to; "" when none.
    """

    number: int
    words: str
    indicator: str
    place_id: str
    place_label: str
    state: str
    source: tuple[int, int] | None
    by: str
    at: datetime
    may_change: bool
    can_undo: bool
    above_label: str

    @property
    def is_in_use(self) -> bool:
        return self.state == PhraseState.IN_USE

    @property
    def is_withdrawn(self) -> bool:
        return self.state == PhraseState.WITHDRAWN


@dataclass(frozen=True, slots=True)
class PhrasesPage:
    """Some phrases, newest first; ``page`` and ``pages`` from 1."""

    rows: tuple[PhraseRow, ...]
    page: int
    pages: int
    total: int


def phrases_page(
    account: Account, *, state: str = "", words: str = "", page: int = 1
) -> PhrasesPage:
    """The phrases that the account may see.

    Args:
        account: who looks.
        state: a ``PhraseState`` value; "" is all.
        words: letters of the phrase, its indicator or its place, diacritics or not.
        page: one beyond the last is the last.
    """
    found = visible_phrases(account)
    if state:
        found = found.filter(state=state)
    if wanted := fold(words.strip()):
        found = found.filter(pk__in=list(_matching(found, wanted)))
    shown = Paginator(found.order_by("-id"), PAGE_SIZE).get_page(page)
    numbers = [phrase.pk for phrase in shown]
    rows = _phrase_rows(account, Phrase.objects.filter(pk__in=numbers).order_by("-id"))
    return PhrasesPage(rows, shown.number, shown.paginator.num_pages, shown.paginator.count)


def phrase_row(account: Account, number: int) -> PhraseRow:
    """One phrase; raises ``AccessDenied`` when the account may not look at it."""
    access_phrase(account, number, Permission.VIEW)
    return _phrase_rows(account, Phrase.objects.filter(pk=number))[0]


def _phrase_rows(account: Account, phrases: QuerySet[Phrase]) -> tuple[PhraseRow, ...]:
    held, atlas = standing(account), load_atlas()
    return tuple(
        PhraseRow(
            number=phrase.pk,
            words=phrase.words,
            indicator=phrase.indicator,
            place_id=phrase.place_id,
            place_label=atlas.label_vi(phrase.place_id, phrase.day),
            state=phrase.state,
            source=(phrase.source.submission_id, phrase.source.number) if phrase.source else None,
            by=(phrase.changed_by or phrase.made_by).display_name,
            at=phrase.changed_at or phrase.made_at,
            may_change=held.may(Permission.DECIDE, phrase.place_id, phrase.day),
            can_undo=bool(phrase.before),
            above_label=_above_label(phrase),
        )
        for phrase in phrases.select_related("made_by", "changed_by", "source")
    )


def _matching(phrases: Iterable[Phrase], wanted: str) -> Iterator[int]:
    """Databases do not fold Vietnamese; lexicons are short."""
    atlas, indicators = load_atlas(), load_indicators()
    for phrase in phrases:
        name = indicators[phrase.indicator].name_vi if phrase.indicator in indicators else ""
        said = f"{phrase.words} {name} {atlas.label_vi(phrase.place_id, phrase.day)}"
        if wanted in fold(said):
            yield phrase.pk


def _above_label(phrase: Phrase) -> str:
    above = load_atlas().ancestors(phrase.place_id, phrase.day)
    return above[0].label_vi if above and above[0].place_id != NATION_ID else ""


# --- layouts ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LayoutRow:
    """How tables with some headers are read.

    Attributes:
        headers: over the columns, folded.
        names: headers of cells with the indicator that each was given.
        source: number of the submission last accepted with such a table; None when it is gone.
    """

    number: int
    place_label: str
    headers: tuple[str, ...]
    names: tuple[tuple[str, str], ...]
    source: int | None
    by: str
    at: datetime
    is_forgotten: bool
    may_change: bool


def layout_rows(account: Account) -> tuple[LayoutRow, ...]:
    """The layouts that the account may see, newest first."""
    return _layout_rows(account, visible_layouts(account))


def layouts_read_with(account: Account, submission: Submission) -> tuple[LayoutRow, ...]:
    """The kept layouts that a submission's tables were read with.

    One of a place above is told too: its words stand in the figures' reasons anyway.
    """
    numbers = {layout["kept"] for layout in submission.layouts if layout.get("kept")}
    return _layout_rows(account, KeptLayout.objects.filter(pk__in=numbers)) if numbers else ()


def _layout_rows(account: Account, layouts: QuerySet[KeptLayout]) -> tuple[LayoutRow, ...]:
    held, atlas = standing(account), load_atlas()
    return tuple(
        LayoutRow(
            number=kept.pk,
            place_label=atlas.label_vi(kept.place_id, kept.day),
            headers=tuple(head for head in kept.headers if head),
            names=tuple(sorted(kept.names.items())),
            source=kept.source_id,
            by=kept.kept_by.display_name,
            at=kept.kept_at,
            is_forgotten=kept.is_forgotten,
            may_change=held.may(Permission.DECIDE, kept.place_id, kept.day),
        )
        for kept in layouts.select_related("kept_by")
    )
