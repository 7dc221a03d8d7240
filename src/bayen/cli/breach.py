"""``bayen breach``: what a lost device or a leaked password laid open, and the 72-hour clock."""

from __future__ import annotations

import argparse
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from bayen.cli.arguments import add_home, day_of, moment_of, new_parser
from bayen.cli.exit_codes import CommandError, ExitCode
from bayen.cli.office import open_existing
from bayen.cli.terminal import say, write_line
from bayen.core.inquiry import VIETNAM

if TYPE_CHECKING:
    from bayen.cli.arguments import Subparsers
    from bayen.outputs.breach_record import BreachRecord

_DAY = len("2026-01-01")


def add_parser(commands: Subparsers) -> None:
    parser = new_parser(
        commands,
        "breach",
        purpose="mất máy, lộ mật khẩu: tài khoản ấy đã mở, tải những gì; lập biên bản, hạn 72 giờ",
        examples="""
bayen breach xa --since 2026-11-20
bayen breach xa --since 2026-11-20T08:00 --found 2026-11-22T07:30 --out bien-ban.docx
""",
    )
    parser.add_argument("account", metavar="TÀI KHOẢN", help="tên đăng nhập")
    parser.add_argument(
        "--since", required=True, metavar="LÚC", help="từ lúc nào: YYYY-MM-DD, YYYY-MM-DDTHH:MM"
    )
    parser.add_argument("--until", metavar="LÚC", help="đến lúc nào (mặc định: bây giờ)")
    parser.add_argument("--found", metavar="LÚC", help="phát hiện lúc nào (mặc định: bây giờ)")
    parser.add_argument("--out", type=Path, metavar="TỆP", help="viết biên bản (docx) vào tệp này")
    add_home(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    open_existing(arguments)

    from bayen.outputs.breach_record import breach_summary, compose_breach_record
    from bayen.outputs.docx import render_docx

    record = _record(arguments)
    for line in breach_summary(record):
        write_line(line)
    for deed in (*record.exports, *record.views):
        said = f"  {deed.at:%H:%M %d/%m/%Y}  {deed.deed}  {deed.target}  {deed.place}"
        write_line(said.rstrip())
    if arguments.out:
        arguments.out.parent.mkdir(parents=True, exist_ok=True)
        arguments.out.write_bytes(render_docx(compose_breach_record(record)))
        say(f"Biên bản: {arguments.out}. Ghi nốt diễn biến và biện pháp, ký rồi lưu.")
    return ExitCode.OK


def _record(arguments: argparse.Namespace) -> BreachRecord:
    from bayen.access.denied import AccessDenied
    from bayen.actions.accounts import office_operator
    from bayen.actions.audit import record_access
    from bayen.reads.exposure import exposure

    operator, now = office_operator(), datetime.now(VIETNAM)
    since = _beginning(arguments.since)
    until, found_at = moment_of(arguments.until) or now, moment_of(arguments.found) or now
    try:
        record = exposure(operator, arguments.account, since, until, found_at)
    except AccessDenied:
        message = f"không có tài khoản «{arguments.account}»"
        raise CommandError(message, ExitCode.NOT_FOUND) from None
    target = f"account:{arguments.account}"
    record_access(actor=operator, action="export_breach", target=target, rows=len(record.exports))
    return record


def _beginning(text: str) -> datetime:
    """A bare day from its first minute."""
    if len(text) == _DAY:
        return datetime.combine(day_of(text), time.min, VIETNAM)
    moment = moment_of(text)
    if moment is None:
        raise CommandError("thiếu lúc bắt đầu", ExitCode.USAGE)
    return moment
