"""``bayen publish``: the official document of a place and period, as docx and xlsx."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from bayen.cli.arguments import add_home, new_parser, period_of
from bayen.cli.exit_codes import ExitCode
from bayen.cli.office import open_existing
from bayen.cli.places import place_of
from bayen.cli.terminal import write_line
from bayen.core.collation import fold
from bayen.core.periods import Period

if TYPE_CHECKING:
    from bayen.cli.arguments import Subparsers
    from bayen.records.models import Account


def add_parser(commands: Subparsers) -> None:
    parser = new_parser(
        commands,
        "publish",
        purpose="viết báo cáo tổng hợp đúng thể thức (docx) và bảng tính (xlsx), lưu bản phát hành",
        examples="""
bayen publish --place "tỉnh Sơn La" --period 2026-Q3 --out van-ban
""",
    )
    parser.add_argument("--place", required=True, metavar="ĐỊA BÀN", help="tên, hoặc mã")
    parser.add_argument("--period", required=True, metavar="KỲ", help="như của bayen table")
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("out"),
        metavar="DIR",
        help="thư mục ghi tệp (mặc định out)",
    )
    add_home(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    open_existing(arguments)
    period = period_of(arguments.period)
    place = place_of(arguments.place, period.last_day)

    from bayen.actions.accounts import office_operator

    for path in write_publication(office_operator(), place, period, arguments.out):
        write_line(str(path))
    return ExitCode.OK


def write_publication(account: Account, place: str, period: Period, out: Path) -> tuple[Path, Path]:
    """Publish, keep the publication in the records, and write its two files."""
    from bayen.actions.publishing import publish
    from bayen.catalogue.places import load_atlas

    record = publish(actor=account, place_id=place, period=period)
    label = load_atlas().label_vi(place, period.last_day)
    stem = f"{fold(label)} {period.key}".translate(str.maketrans(" :/", "---"))
    out.mkdir(parents=True, exist_ok=True)
    paths = out / f"{stem}.docx", out / f"{stem}.xlsx"
    for path, content in zip(paths, (record.docx, record.xlsx), strict=True):
        path.write_bytes(bytes(content))
    return paths
