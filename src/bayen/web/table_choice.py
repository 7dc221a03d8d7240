"""What of a totals table is shown: which rows, in which state, beside what, which page."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bayen.reads.place_states import LATE, MISSING, ODD, RETURNED, WAITING

COMMUNES = "communes"
STATES = (
    ("", _("Mọi tình trạng")),
    (MISSING, _("Chưa gửi")),
    (LATE, _("Trễ hạn")),
    (RETURNED, _("Trả lại")),
    (WAITING, _("Chờ duyệt")),
    (ODD, _("Có số cần xem")),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """As the address says it; what is usual is left out there.

    Attributes:
        below: "communes" has every commune as a row; "" the places right below.
        state: one of ``STATES``.
        words: letters of the place's name, with diacritics or not.
        compares: beside the same period a year before.
        page: from 1.
    """

    below: str = ""
    state: str = ""
    words: str = ""
    compares: bool = False
    page: int = 1

    @property
    def parameters(self) -> dict[str, str]:
        """All but the page: another order or choice begins at the first."""
        named = (
            ("rows", self.below),
            ("state", self.state),
            ("q", self.words),
            ("compare", "1" if self.compares else ""),
        )
        return {name: value for name, value in named if value}

    @property
    def narrows(self) -> bool:
        """Whether some rows may be left out."""
        return bool(self.state or self.words)


def read_choice(request: HttpRequest) -> Choice:
    """Of an address; what cannot be read is as if it were not there."""
    asked = request.GET
    state, page = asked.get("state", ""), asked.get("page", "")
    return Choice(
        below=COMMUNES if asked.get("rows") == COMMUNES else "",
        state=state if state in dict(STATES) else "",
        words=asked.get("q", "").strip()[:80],
        compares=asked.get("compare") == "1",
        page=int(page) if page.isdecimal() and len(page) < 6 else 1,
    )
