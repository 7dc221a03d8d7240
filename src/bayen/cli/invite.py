"""``bayen invite``: a one-time link for a new account, or for one whose password is forgotten."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import TYPE_CHECKING

from bayen.cli.arguments import add_home, new_parser
from bayen.cli.exit_codes import CommandError, ExitCode
from bayen.cli.office import find_home, open_office
from bayen.cli.places import place_of
from bayen.cli.terminal import say, write_line
from bayen.core.inquiry import VIETNAM

if TYPE_CHECKING:
    from bayen.cli.arguments import Subparsers

ROLES = ("administrator", "province", "commune", "village", "leader", "auditor")


def add_parser(commands: Subparsers) -> None:
    parser = new_parser(
        commands,
        "invite",
        purpose="mời người quản trị đầu tiên (hoặc đặt lại mật khẩu) bằng đường dẫn dùng một lần",
        examples="""
bayen invite quan-tri --name "Nguyễn Văn A, quản trị" --place "tỉnh Sơn La"
bayen invite quan-tri --url https://bayen.tinh.vn   cấp lại đường dẫn khi quên mật khẩu
""",
    )
    parser.add_argument("username", metavar="TÊN", help="tên đăng nhập: chữ thường, số, . _ -")
    parser.add_argument("--name", default="", metavar="HỌ TÊN", help="tên hiển thị, kèm chức danh")
    parser.add_argument(
        "--role", choices=ROLES, default=ROLES[0], help=f"vai trò (mặc định {ROLES[0]}: quản trị)"
    )
    parser.add_argument("--place", metavar="ĐỊA BÀN", help="địa bàn của tài khoản mới")
    parser.add_argument(
        "--url",
        default="http://127.0.0.1:8000",
        help="địa chỉ các trang, đứng đầu đường dẫn (mặc định http://127.0.0.1:8000)",
    )
    add_home(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    open_office(find_home(arguments))

    from django.urls import reverse

    from bayen.actions.refused import ActionRefused

    try:
        secret = _secret(arguments)
    except ActionRefused as refused:
        raise CommandError(refused.message_vi, ExitCode.USAGE) from None
    say("Giao đường dẫn này tận tay người dùng; mở được một lần, trong bảy ngày:")
    write_line(arguments.url.rstrip("/") + reverse("invitation", args=(secret,)))
    return ExitCode.OK


def _secret(arguments: argparse.Namespace) -> str:
    """Of an account that is there, or of one made now."""
    from bayen.access.account_keeping import access_account
    from bayen.access.denied import AccessDenied
    from bayen.actions.accounts import invite, office_operator
    from bayen.actions.invitations import issue_link

    operator = office_operator()
    try:
        account = access_account(operator, arguments.username)
    except AccessDenied:
        if not arguments.place:
            raise CommandError(
                f"chưa có tài khoản «{arguments.username}»; thêm --place để mở", ExitCode.USAGE
            ) from None
        invited = invite(
            actor=operator,
            username=arguments.username,
            display_name=arguments.name,
            role=arguments.role,
            place_id=place_of(arguments.place, datetime.now(VIETNAM).date()),
        )
        return invited.secret
    return issue_link(actor=operator, account=account)
