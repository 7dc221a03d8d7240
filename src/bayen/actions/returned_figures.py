"""What a return leaves open, and the answers to it: only what was returned may change."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import datetime

from bayen.actions.free_text import checked_text
from bayen.actions.refused import ActionRefused
from bayen.catalogue.indicators import load_indicators
from bayen.core.quantities import QuantityError, parse_quantity
from bayen.records.figures import as_it_stands
from bayen.records.models import Account, Submission, Turn, TurnKind


def unlocked(submission: Submission, raw: Mapping[str, str]) -> Mapping[str, str]:
    """The fields of a form as they may be kept: what is locked stands, whatever was typed.

    Raises:
        ActionRefused: something else was typed over a locked field.
    """
    if not submission.open_figures:
        return raw
    stands = {p.field_code: as_it_stands(p) for p in submission.proposals.all()}
    for code in raw.keys() - set(submission.open_figures):
        if not _is_same(raw[code], stands.get(code, "")):
            raise _locked(submission, code)
    typed = {code: raw.get(code, stands.get(code, "")) for code in submission.open_figures}
    return stands | typed


def refuse_locked(submission: Submission, figure: str) -> None:
    """Pass, or raise ``ActionRefused``: this figure was not returned."""
    if submission.open_figures and figure not in submission.open_figures:
        raise _locked(submission, figure)


def checked_answers(submission: Submission, answers: Mapping[str, str]) -> dict[str, str]:
    """The answers to what was returned, fit to be kept; blank ones are none.

    Raises:
        ActionRefused: one holds what must not be stored.
    """
    given = {key: answers.get(key, "") for key in submission.open_figures}
    clean = {key: checked_text(text, what="lời trả lời") for key, text in given.items()}
    return {key: text for key, text in clean.items() if text}


def answer_turns(
    submission: Submission,
    figures: Mapping[str, str],
    *,
    actor: Account,
    now: datetime,
    sending: int,
) -> list[Turn]:
    """Unsaved turns: each returned figure with its new value, or the words why it stands.

    Args:
        submission: returned, with the answers on it.
        figures: as they are sent now, by key.
        sending: number of the sending they go with.

    Raises:
        ActionRefused: one was neither changed nor answered.
    """
    returned = {
        turn.figure: turn
        for turn in submission.turns.filter(kind=TurnKind.RETURNED).order_by("id")
        if turn.figure in submission.open_figures
    }
    turns = [
        Turn(
            submission=submission,
            figure=key,
            kind=TurnKind.ANSWERED,
            sending=sending,
            old=turn.old,
            new=figures.get(key, ""),
            text=submission.answers.get(key, ""),
            at=now,
            by=actor.username,
        )
        for key, turn in returned.items()
    ]
    silent = [turn.figure for turn in turns if turn.old == turn.new and not turn.text]
    if silent:
        raise ActionRefused(
            "figures-unanswered",
            f"Còn {len(silent)} số được trả lại chưa sửa cũng chưa trả lời: "
            f"{', '.join(map(name_of, silent))}. Sửa số, hoặc ghi vì sao số đúng.",
        )
    return turns


def name_of(figure: str) -> str:
    """A figure by its key, for people."""
    indicator = load_indicators().get(figure)
    return f"«{indicator.name_vi}»" if indicator else f"số liệu {figure}"


def _locked(submission: Submission, figure: str) -> ActionRefused:
    return ActionRefused(
        "figure-locked",
        f"Báo cáo số {submission.number} chỉ mở lại các số được trả lại; {name_of(figure)} không "
        "nằm trong đó nên giữ nguyên. Muốn sửa, đề nghị cấp trên trả lại cả số này.",
    )


def _is_same(typed: str, stands: str) -> bool:
    one, other = (" ".join(unicodedata.normalize("NFC", text).split()) for text in (typed, stands))
    if one == other:
        return True
    try:
        return parse_quantity(one) == parse_quantity(other)
    except QuantityError:
        return False
