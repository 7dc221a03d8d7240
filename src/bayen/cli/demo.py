"""``bayen demo``: the main job from end to end, on this machine, in a folder of its own."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bayen.cli.arguments import new_parser
from bayen.cli.exit_codes import ExitCode
from bayen.cli.office import open_office
from bayen.cli.serve import add_address, serve_pages
from bayen.cli.terminal import say, track

if TYPE_CHECKING:
    from bayen.cli.arguments import Subparsers
    from bayen.cli.demonstration.cast import Member
    from bayen.records.models import Account

LOOK_FURTHER = (
    'table --place "huyện Sốp Cộp" --period calendar:2018-A1',
    'trail --place "huyện Trạm Tấu" --period calendar:2022-A1 --indicator activity.attendance',
    'table --place "tỉnh Sơn La" --period 2026-M09 --rows children --indicator tip.received',
    "verify",
)


def add_parser(commands: Subparsers) -> None:
    parser = new_parser(
        commands,
        "demo",
        purpose="chạy thử trọn vẹn: đọc báo cáo mẫu, nhận, tổng hợp, viết văn bản, mở các trang",
        examples="""
bayen demo
bayen demo --no-serve --out thu-nghiem
""",
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("out"),
        metavar="DIR",
        help="thư mục kết quả, làm lại từ đầu mỗi lần (mặc định out)",
    )
    parser.add_argument("--no-serve", action="store_true", help="làm xong thì thôi, không mở trang")
    add_address(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from bayen.cli.demonstration.folder import make_clean_home

    os.environ.pop("BAYEN_DATABASE_URL", None)  # a demonstration never touches an office's server
    home = make_clean_home(arguments.out)
    open_office(home, is_demo=True)
    cast = _play(arguments.out)
    _say_where_to_look(arguments.out, home)
    _say_log_ins(cast)
    if not arguments.no_serve:
        serve_pages(arguments.host, arguments.port)
    return ExitCode.OK


def _play(out: Path) -> tuple[Member, ...]:
    """Everything between an empty folder and a sound ledger with documents beside it."""
    from bayen.actions.accounts import office_operator
    from bayen.cli.demonstration.cast import open_accounts
    from bayen.cli.demonstration.highlights import show_highlights
    from bayen.cli.demonstration.papers import write_papers

    _load_places()
    operator, cast = office_operator(), open_accounts()
    _read_documents(operator)
    _send_year(operator)
    _keep_registers(cast)
    show_highlights(operator)
    write_papers(operator, out)
    return cast


def _load_places() -> None:
    from datetime import date

    from bayen.catalogue.places import load_atlas
    from bayen.core.places import Level
    from bayen.core.quantities import render_number

    versions = list(load_atlas().on(date(2026, 1, 1)))
    provinces = sum(v.kind.level is Level.PROVINCE for v in versions)
    communes = sum(v.kind.level is Level.COMMUNE for v in versions)
    say(f"Địa bàn: {provinces} tỉnh, thành phố; {render_number(communes)} xã, phường, đặc khu.")


def _read_documents(operator: Account) -> None:
    from bayen.cli.demonstration.documents import load_examples, receive_draft, receive_examples

    total = len(load_examples())
    for example, submission, tally in track(receive_examples(operator), "Đọc báo cáo", total):
        say(
            f"  số {submission.number} {example.path.name}: đọc được {tally.found} số, "
            f"{tally.sure} chắc chắn, {tally.found - tally.sure} cần người xem; "
            f"người duyệt nhận {tally.accepted}, sửa {tally.corrected}, bỏ {tally.rejected}, "
            f"để lại {tally.left} (không rõ kỳ)"
        )
    draft = receive_draft(operator)
    say(f"  số {draft.number} «{draft.title}» để nguyên, chờ bạn duyệt trên trang")


def _send_year(operator: Account) -> None:
    from django.utils.timezone import localtime

    from bayen.catalogue.places import load_atlas
    from bayen.cli.demonstration.year import correct_later, count_months, send_months
    from bayen.cli.sample_year import NOTICE_VI, load_sample_year
    from bayen.core.quantities import render_number

    year = load_sample_year()
    months = list(track(send_months(operator, year), "Gửi và nhận biểu mẫu", count_months(year)))
    figures = render_number(sum(month.figures for month in months))
    forms = render_number(sum(month.sent for month in months))
    left_out = sum(month.left_out for month in months)
    say(f"  {forms} biểu mẫu của các xã tỉnh Sơn La ({NOTICE_VI}): nhận {figures} số liệu,")
    say(
        f"  để lại {left_out} số mà kiểm tra thấy sai, chờ người xem; {len(year.missing)} chưa gửi."
    )
    for correction in year.corrections:
        before, seq = localtime(), correct_later(operator, correction)
        window = correction.window
        place = load_atlas().label_vi(correction.place_id, window.last_day)
        say(f"  đính chính số liệu #{seq}, {place} [{correction.place_id}], {window.period}:")
        say(f"  {correction.typed} → {correction.corrected}: {correction.reason_vi}")
        say(f"  xem số cũ: --known-at {before.isoformat()}")


def _keep_registers(cast: tuple[Member, ...]) -> None:
    from bayen.cli.demonstration.registers import keep_registers
    from bayen.cli.sample_year import load_sample_year

    units = keep_registers(cast, load_sample_year())
    say(f"  sổ theo dõi của xã Mường Lèo: {units} tổ, mô hình; biểu tháng còn nợ lấy số từ đó.")


def _say_where_to_look(out: Path, home: Path) -> None:
    from bayen.reads.verification import verify_ledger

    found = verify_ledger()
    say(f"Sổ {'nguyên vẹn' if found.is_sound else 'CÓ LỖI'}: {found.seals} niêm phong.")
    say(f"Văn bản và bảng tính: {out}; dữ liệu: {home}. Xem thêm:")
    for line in LOOK_FURTHER:
        say(f"  {_program()} {line} --home {home}")


def _program() -> str:
    """The program as it was started, so that the lines can be copied."""
    return sys.argv[0] if Path(sys.argv[0]).stem == "bayen" else "bayen"


def _say_log_ins(cast: tuple[Member, ...]) -> None:
    say("Đăng nhập (mật khẩu chỉ dùng cho lần chạy này):")
    for member in cast:
        say(f"  {member.username:<11} {member.password}   {member.display_name}")
