"""What the consolidated table shows of the example documents, a line a figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bayen.cli.arguments import boundary_day
from bayen.cli.places import place_of
from bayen.cli.table import cell_text
from bayen.cli.terminal import out
from bayen.core.inquiry import TODAY
from bayen.core.period_codes import parse_period

if TYPE_CHECKING:
    from bayen.records.models import Account


@dataclass(frozen=True, slots=True)
class Question:
    """One table of the tour.

    Attributes:
        place, period: as typed on the command line.
        indicators: codes.
        is_today: whether on today's boundaries instead of as reported.
    """

    place: str
    period: str
    indicators: tuple[str, ...]
    is_today: bool = False


_GROUPS = (
    "group.mediation.count",
    "group.mediation.members",
    "group.people_security.count",
    "group.people_security.members",
    "group.interfamily.count",
    "group.interfamily.members",
)
_CASES = ("case.total", "case.criminal", "case.administrative")
TOUR = (
    Question("huyện Sốp Cộp", "calendar:2018-A1", _GROUPS),
    Question("huyện Trạm Tấu", "calendar:2022-A1", ("activity.attendance",)),
    Question("huyện Kỳ Sơn", "calendar:2023-A1", ("weapon.firearms",)),
    Question("huyện Khánh Vĩnh", "2016-01-12/2021-01-12", ("group.all.members",)),
    Question("k.song-lo-son-duong", "2015-07-03/2020-07-03", _CASES),
    Question("tỉnh Khánh Hòa", "2016-01-12/2021-01-12", ("group.all.members",), is_today=True),
    Question("tỉnh Sơn La", "2026-M09", ("group.mediation.count", "tip.received")),
)


def show_highlights(account: Account) -> None:
    """Print the tour as one table."""
    from rich.table import Table
    from rich.text import Text

    shown = Table("Địa bàn", "Kỳ", "Chỉ tiêu", "Số liệu", "Đã gửi", title="Bảng tổng hợp")
    shown.columns[3].justify = shown.columns[4].justify = "right"
    for question in TOUR:
        for line in _lines(account, question):
            shown.add_row(*(Text(text) for text in line))
    out.print(shown)


def _lines(account: Account, question: Question) -> list[tuple[str, ...]]:
    from bayen.reads.tables import table

    period = parse_period(question.period)
    boundaries = boundary_day(TODAY) if question.is_today else None
    view = table(
        account,
        place_of(question.place, boundaries or period.last_day),
        period,
        indicators=question.indicators,
        boundaries=boundaries,
        rows="self",
    )
    label = view.place_label + (" (địa giới hôm nay)" if question.is_today else "")
    return [
        (
            label,
            period.label_vi,
            indicator.name_vi,
            cell_text(cell),
            f"{cell.reported}/{cell.expected}",
        )
        for indicator, cell in zip(view.columns, view.total.cells, strict=True)
    ]
