"""``bayen verify``: whether the ledger is what was accepted."""

import argparse
from typing import TYPE_CHECKING

from bayen.cli.arguments import add_home, new_parser
from bayen.cli.exit_codes import ExitCode
from bayen.cli.office import open_existing
from bayen.cli.terminal import say, write_line
from bayen.core.quantities import render_number

if TYPE_CHECKING:
    from bayen.cli.arguments import Subparsers


def add_parser(commands: "Subparsers") -> None:
    parser = new_parser(
        commands,
        "verify",
        purpose="kiểm tra sổ số liệu có bị sửa ngoài chương trình không",
        examples="""
bayen verify
bayen verify --home out/data --head 3f6c…   so với mã niêm phong đã chép lại lần trước
""",
    )
    parser.add_argument(
        "--head",
        default="",
        metavar="MÃ",
        help="mã niêm phong cuối đã chép lại, để biết có bị cắt bớt",
    )
    add_home(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    open_existing(arguments)

    from bayen.reads.verification import verify_ledger

    found = verify_ledger(arguments.head)
    for fault in found.faults:
        say(fault.message_vi, style="bold red")
    counted = (
        f"{render_number(found.observations)} số liệu, {render_number(found.seals)} niêm phong"
    )
    if not found.is_sound:
        say(f"Sổ đã bị sửa ngoài chương trình: {len(found.faults)} chỗ, trong {counted}.")
        return ExitCode.BROKEN_CHAIN
    write_line(f"Sổ nguyên vẹn: {counted}. Mã niêm phong cuối: {found.head}")
    return ExitCode.OK
