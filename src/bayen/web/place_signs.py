"""How a place stands to the form of a period, as a row of a table shows it at a glance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from bayen.reads.place_states import PlaceState
from bayen.web.reminder_page import late_words
from bayen.web.retelling import retell
from bayen.web.signs import SUBMISSION_SIGNS, Sign

_RANKS = {"": 0, "draft": 1, "returned": 2, "sent": 3, "accepted": 4}


@dataclass(frozen=True, slots=True)
class StateView:
    """The state of a row; ``href`` opens what was sent, "" when nothing was."""

    sign: Sign
    late: str
    href: str

    @property
    def words(self) -> str:
        """In one line, as a file has it."""
        return f"{self.sign.word} · {self.late}" if self.late else str(self.sign.word)


@dataclass(frozen=True, slots=True)
class CellMark:
    """What is to be seen at one cell."""

    look: str
    flag: str
    title: str


def state_view(state: PlaceState) -> StateView:
    sender = state.sender
    sign = SUBMISSION_SIGNS.get(sender.status, Sign("missing", "○", _("chưa gửi")))
    late = late_words(state.late_days) if state.late_days else ""
    has_page = sender.submission is not None and sender.status != "draft"
    return StateView(
        sign, late, reverse("submission", args=(sender.submission,)) if has_page else ""
    )


def cell_marks(state: PlaceState) -> Mapping[str, CellMark]:
    """By indicator; what came back goes before what is odd."""
    marks = {
        code: CellMark("cell-warn", "⚠", "; ".join(retell(one) for one in said))
        for code, said in state.odd.items()
    }
    back = CellMark("cell-returned", "↩", _("số đã trả lại, chờ đơn vị trả lời"))
    return marks | dict.fromkeys(state.returned, back)


def state_rank(state: PlaceState) -> tuple[int, int]:
    """Sorts what is missing first, and of that what is latest."""
    return _RANKS.get(state.sender.status, 0), -state.late_days
