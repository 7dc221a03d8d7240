"""``bayen table``: totals by place, indicator and period."""

import argparse
import csv
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from bayen.cli.arguments import (
    add_home,
    add_question,
    boundaries_of,
    boundary_day,
    inquiry_of,
    moment_of,
    new_parser,
    period_of,
)
from bayen.cli.exit_codes import CommandError, ExitCode
from bayen.cli.office import open_existing
from bayen.cli.places import place_of
from bayen.cli.terminal import out
from bayen.core.inquiry import Inquiry, InquiryError, PeriodTerm, PlaceTerm
from bayen.core.quantities import render_quantity
from bayen.core.questions import Cell, UnknownIndicatorError

if TYPE_CHECKING:
    from bayen.cli.arguments import Subparsers

COLUMNS = (
    "place",
    "place_id",
    "indicator",
    "name",
    "unit",
    "period",
    "value",
    "bound",
    "reported",
    "expected",
    "comparable",
    "basis",
)


def add_parser(commands: "Subparsers") -> None:
    parser = new_parser(
        commands,
        "table",
        purpose="bảng tổng hợp theo địa bàn, chỉ tiêu và kỳ",
        examples="""
bayen table --place "huyện Sốp Cộp" --period calendar:2018-A1
bayen table --place "tỉnh Sơn La" --period 2026-M09 --rows children --indicator "group.*"
bayen table --place "tỉnh Khánh Hòa" --period 2016-01-12/2021-01-12 --boundaries today
bayen table --place "xã Mường Lèo" --period 2025-M04 --known-at 2026-11-21 --format json
bayen table --question "indicators=group.*&places=p14.2004/communes&periods=2026-A1/M" --format csv
""",
    )
    parser.add_argument(
        "--place",
        action="append",
        metavar="ĐỊA BÀN",
        help="tên, hoặc mã của địa bàn; lặp lại được",
    )
    parser.add_argument(
        "--period",
        action="append",
        metavar="KỲ",
        help="như 2026-M09, 2026-Q3, 2026-S1, 2026-A1, calendar:2025-A1, "
        "2016-01-12/2021-01-12; lặp lại được",
    )
    parser.add_argument(
        "--indicator",
        action="append",
        metavar="MÃ",
        help="mã chỉ tiêu, có thể dùng *; lặp lại được; mặc định: mọi chỉ tiêu có số liệu",
    )
    parser.add_argument(
        "--rows",
        choices=("self", "children"),
        default="self",
        help="chính địa bàn ấy (mặc định), hay cả các đơn vị ngay dưới nó",
    )
    add_question(parser)
    parser.add_argument(
        "--format", choices=("table", "json", "csv"), default="table", help="mặc định: table"
    )
    add_home(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    if arguments.question is None and not (arguments.place and arguments.period):
        raise CommandError("cần --place và --period, hoặc --question", ExitCode.USAGE)
    open_existing(arguments)
    cells = [shown for inquiry in _inquiries(arguments) for shown in _ask(inquiry)]
    if arguments.question is None and arguments.indicator is None:
        cells = [shown for shown in cells if has_something(shown.cell)]
    _WRITERS[arguments.format](cells)
    return ExitCode.OK


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell with the name of its place on the map that was asked for."""

    cell: Cell
    place_label: str


def _inquiries(arguments: argparse.Namespace) -> Iterator[Inquiry]:
    """The question as written, or one a period and place: a name is that of its own days.

    Raises:
        CommandError: it cannot be read, or there is no such place, period or indicator.
    """
    if arguments.question is not None:
        yield inquiry_of(arguments.question)
        return
    codes = indicators_of(arguments.indicator)
    boundaries, known_at = boundaries_of(arguments.boundaries), moment_of(arguments.known_at)
    for period in [period_of(text) for text in arguments.period]:
        for text in arguments.place:
            place = place_of(text, boundary_day(boundaries) or period.last_day)
            places = [PlaceTerm(place)]
            if arguments.rows == "children":
                places.append(PlaceTerm(place, "children"))
            yield Inquiry(codes, tuple(places), (PeriodTerm(period),), boundaries, known_at)


def _ask(inquiry: Inquiry) -> Iterator[Shown]:
    from bayen.actions.accounts import office_operator
    from bayen.catalogue.places import load_atlas
    from bayen.core.atlas import UnknownPlaceError
    from bayen.reads.answers import ask

    try:
        answer = ask(office_operator(), inquiry)
    except (UnknownPlaceError, UnknownIndicatorError) as error:
        raise CommandError(str(error), ExitCode.NOT_FOUND) from None
    except InquiryError as error:
        raise CommandError(str(error), ExitCode.USAGE) from None
    for cell in answer.cells:
        day = answer.plan.boundaries or cell.period.last_day
        yield Shown(cell, load_atlas().full_label_vi(cell.place, day))


def indicators_of(patterns: list[str] | None) -> tuple[str, ...]:
    """The codes that match; all of them without a pattern.

    Raises:
        CommandError: a pattern matches none.
    """
    from bayen.catalogue.indicators import load_indicators

    codes = tuple(load_indicators())
    if patterns is None:
        return codes
    for pattern in patterns:
        if not any(fnmatchcase(code, pattern) for code in codes):
            raise CommandError(str(UnknownIndicatorError(pattern)), ExitCode.NOT_FOUND)
    return tuple(c for c in codes if any(fnmatchcase(c, pattern) for pattern in patterns))


def has_something(cell: Cell) -> bool:
    return cell.quantity is not None or bool(cell.beside) or not cell.comparable


def cell_text(cell: Cell) -> str:
    """What a table of a page or terminal shows for a cell (docs: ``k.s.s.`` not comparable)."""
    if not cell.comparable:
        return "k.s.s."
    if cell.quantity is None:
        return ""
    return render_quantity(cell.quantity)


def _lines(cells: Iterable[Shown]) -> Iterator[dict[str, object]]:
    from bayen.catalogue.indicators import load_indicators

    indicators = load_indicators()
    for shown in cells:
        cell, indicator = shown.cell, indicators[shown.cell.indicator]
        value = None if cell.quantity is None else cell.quantity.value
        yield {
            "place": shown.place_label,
            "place_id": cell.place,
            "indicator": cell.indicator,
            "name": indicator.name_vi,
            "unit": indicator.unit_vi,
            "period": cell.period.key,
            "value": None if value is None else int(value) if value % 1 == 0 else float(value),
            "bound": None if cell.quantity is None else cell.quantity.bound.name_en,
            "reported": cell.reported,
            "expected": cell.expected,
            "comparable": cell.comparable,
            "basis": cell.basis.value,
        }


def _write_json(cells: list[Shown]) -> None:
    json.dump(list(_lines(cells)), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def _write_csv(cells: list[Shown]) -> None:
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_lines(cells))


def _write_table(cells: list[Shown]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table("Địa bàn", "Chỉ tiêu", "Kỳ", "Số liệu", "Đơn vị", "Đã gửi", "Nêu riêng")
    table.columns[3].justify = table.columns[5].justify = "right"
    for shown, line in zip(cells, _lines(cells), strict=True):
        cell = shown.cell
        texts = (
            shown.place_label,
            line["name"],
            cell.period.label_vi,
            cell_text(cell),
            line["unit"],
            f"{cell.reported}/{cell.expected}",
            f"{len(cell.beside)} số" if cell.beside else "",
        )
        table.add_row(*(Text(str(text)) for text in texts))
    out.print(table)
    for finding in (f for shown in cells for f in shown.cell.findings):
        out.print(f"{finding.severity.label_vi}: {finding.message_vi}", markup=False)


_WRITERS = {"table": _write_table, "json": _write_json, "csv": _write_csv}
