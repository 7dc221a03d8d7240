"""``bayen trail``: where a total comes from, down to the sentence or field."""

import argparse
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
from bayen.core.inquiry import VIETNAM, Inquiry, InquiryError, PeriodTerm, PlaceTerm
from bayen.core.ledger import Source, SourceKind
from bayen.core.quantities import render_quantity
from bayen.core.questions import UnknownIndicatorError, plan_cells

if TYPE_CHECKING:
    from rich.tree import Tree

    from bayen.cli.arguments import Subparsers
    from bayen.reads.trails import TrailEntry, TrailStep

DEFAULT_DEPTH = 2


def add_parser(commands: "Subparsers") -> None:
    parser = new_parser(
        commands,
        "trail",
        purpose="dấu vết: một con số cộng từ đâu, đến tận câu văn hay ô biểu mẫu",
        examples="""
bayen trail --place "huyện Trạm Tấu" --period calendar:2022-A1 --indicator activity.attendance
bayen trail --place "tỉnh Sơn La" --period 2026-M09 --indicator tip.received --depth 1
""",
    )
    parser.add_argument("--place", metavar="ĐỊA BÀN", help="tên, hoặc mã")
    parser.add_argument("--period", metavar="KỲ", help="như của bayen table")
    parser.add_argument("--indicator", metavar="MÃ", help="mã một chỉ tiêu")
    parser.add_argument(
        "--depth", type=int, default=DEFAULT_DEPTH, help=f"mở mấy cấp (mặc định {DEFAULT_DEPTH})"
    )
    add_question(parser)
    add_home(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    if arguments.question is None and not (
        arguments.place and arguments.period and arguments.indicator
    ):
        raise CommandError("cần --place, --period và --indicator, hoặc --question", ExitCode.USAGE)
    open_existing(arguments)

    from bayen.actions.accounts import office_operator
    from bayen.core.atlas import UnknownPlaceError
    from bayen.reads.answers import plan_for
    from bayen.reads.trails import trail

    try:
        plan = plan_for(_inquiry_of(arguments))
        if len(list(plan_cells(plan))) != 1:
            raise CommandError("dấu vết chỉ hỏi một ô mỗi lần", ExitCode.USAGE)
        [(place, code, period)] = plan_cells(plan)
        step = trail(office_operator(), plan, code, place, period, arguments.depth)
    except (UnknownPlaceError, UnknownIndicatorError) as error:
        raise CommandError(str(error), ExitCode.NOT_FOUND) from None
    except InquiryError as error:
        raise CommandError(str(error), ExitCode.USAGE) from None
    out.print(_tree(step))
    return ExitCode.OK


def _inquiry_of(arguments: argparse.Namespace) -> Inquiry:
    if arguments.question is not None:
        return inquiry_of(arguments.question)
    period = period_of(arguments.period)
    boundaries = boundaries_of(arguments.boundaries)
    place = place_of(arguments.place, boundary_day(boundaries) or period.last_day)
    return Inquiry(
        (arguments.indicator,),
        (PlaceTerm(place),),
        (PeriodTerm(period),),
        boundaries,
        moment_of(arguments.known_at),
    )


def _tree(step: "TrailStep") -> "Tree":
    from rich.text import Text
    from rich.tree import Tree

    root = Tree(Text(f"{step.indicator_name}: {_line(step)}"))
    _grow(root, step)
    return root


def _grow(tree: "Tree", step: "TrailStep") -> None:
    from rich.text import Text

    for entry in step.entries:
        tree.add(Text(_entry_line(entry)))
    for entry in step.beside:
        tree.add(Text(f"nêu riêng, không cộng: {_entry_line(entry)}"))
    for child in step.children:
        _grow(tree.add(Text(_line(child))), child)


def _line(step: "TrailStep") -> str:
    number = "chưa có số liệu" if step.quantity is None else render_quantity(step.quantity)
    return (
        f"{step.place_label}, {step.span.label_vi}: {number} "
        f"({step.basis.label_vi}; {step.reported}/{step.expected} đơn vị đã gửi)"
    )


def _entry_line(entry: "TrailEntry") -> str:
    seen = entry.observation
    number = f"{render_quantity(seen.quantity)} {seen.unit}".strip()
    when = entry.recorded_at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")
    quote = f": «{seen.source.quote}»" if seen.source.quote else ""
    parts = [
        f"#{seen.seq} {number}, {seen.span.label_vi}",
        f"{_place_in(seen.source)}{quote}",
        f"nhận {when} bởi {seen.recorded_by}",
    ]
    if entry.title:
        parts.insert(1, f"báo cáo số {entry.submission} «{entry.title}»")
    if entry.reason:
        parts.append(f"lý do sửa: {entry.reason}")
    if entry.is_illustrative:
        parts.append("số liệu minh họa")
    return " | ".join(parts)


def _place_in(source: Source) -> str:
    """What sort of place, and where in it; a register's locator says both."""
    if source.kind is SourceKind.REGISTER:
        return source.locator
    return f"{source.kind.label_vi} {source.locator}"
