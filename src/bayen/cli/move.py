"""``bayen move``: an office that has grown out of SQLite goes over to PostgreSQL."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bayen.cli.arguments import add_home, new_parser
from bayen.cli.exit_codes import CommandError, ExitCode
from bayen.cli.office import open_existing
from bayen.cli.terminal import err, write_line
from bayen.core.quantities import render_number

if TYPE_CHECKING:
    from bayen.actions.moving import Moved
    from bayen.cli.arguments import Subparsers

DESTINATION_VARIABLE = "BAYEN_DESTINATION_URL"


def add_parser(commands: Subparsers) -> None:
    parser = new_parser(
        commands,
        "move",
        purpose="chuyển toàn bộ dữ liệu từ SQLite sang PostgreSQL và kiểm tra lại sổ ở nơi đến",
        examples="""
bayen move --to postgres://bayen:mat-khau@may-chu:5432/bayen
""",
    )
    parser.add_argument(
        "--to",
        required=True,
        metavar="ĐỊA CHỈ",
        help="cơ sở dữ liệu PostgreSQL trống: postgres://tên:mật-khẩu@máy:cổng/cơ-sở-dữ-liệu",
    )
    add_home(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    os.environ[DESTINATION_VARIABLE] = arguments.to
    try:
        open_existing(arguments)
    except ValueError as error:  # the address; settings read it
        raise CommandError(str(error), ExitCode.USAGE) from None

    from bayen.actions.refused import ActionRefused

    try:
        moved = _move()
    except ActionRefused as refused:
        raise CommandError(refused.message_vi, ExitCode.REFUSED) from None
    rows = render_number(sum(moved.rows.values()))
    write_line(f"Đã chuyển {rows} dòng. Mã niêm phong cuối, như ở nơi đi: {moved.head}")
    write_line("Từ nay chạy chương trình với BAYEN_DATABASE_URL là địa chỉ ấy; giữ tệp SQLite cũ.")
    return ExitCode.OK


def _move() -> Moved:
    """Copy, verify the copy's whole chain, and only then let it stand."""
    from django.db import OperationalError

    from bayen.actions.accounts import office_operator
    from bayen.actions.moving import moved_office

    operator = office_operator()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=not err.is_terminal) as progress:
        task = progress.add_task("Chuyển dữ liệu", total=None)
        try:
            with moved_office(
                actor=operator,
                on_rows=lambda rows: progress.advance(task, rows),
                on_total=lambda total: progress.update(task, total=total),
            ) as moved:
                progress.update(task, description="Kiểm tra sổ ở nơi đến")
                _verify(moved.head)
        except OperationalError as error:
            raise CommandError(f"không nối được tới nơi đến: {error}", ExitCode.FAILED) from None
    return moved


def _verify(head: str) -> None:
    from bayen.reads.verification import verify_ledger

    found = verify_ledger(head)
    if not found.is_sound:
        raise CommandError(
            f"chuyển không thành, nơi đến để nguyên: {found.faults[0].message_vi}",
            ExitCode.BROKEN_CHAIN,
        )
