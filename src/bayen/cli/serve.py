"""``bayen serve``: the pages, on this machine."""

import argparse
from typing import TYPE_CHECKING

from bayen.cli.arguments import add_home, new_parser
from bayen.cli.exit_codes import ExitCode
from bayen.cli.office import open_existing
from bayen.cli.terminal import say

if TYPE_CHECKING:
    from bayen.cli.arguments import Subparsers

APPLICATION = "bayen.config.wsgi:application"
WAITING = 512  # requests that one process holds; few are worked on at a time (``web.lanes``)


def add_parser(commands: "Subparsers") -> None:
    parser = new_parser(
        commands,
        "serve",
        purpose="mở các trang trên máy này",
        examples="""
bayen serve
bayen serve --home out/data --port 8080
""",
    )
    add_home(parser)
    add_address(parser)
    parser.add_argument(
        "--workers",
        type=int,
        default=1,
        metavar="SỐ",
        help="số tiến trình cùng phục vụ, mỗi tiến trình giữ riêng các tổng đã tính (mặc định 1)",
    )
    parser.add_argument("--reload", action="store_true", help="nạp lại khi mã nguồn đổi")
    parser.set_defaults(run=run)


def add_address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="địa chỉ (mặc định 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="cổng (mặc định 8000)")


def run(arguments: argparse.Namespace) -> int:
    open_existing(arguments)
    serve_pages(arguments.host, arguments.port, workers=arguments.workers, reload=arguments.reload)
    return ExitCode.OK


def serve_pages(host: str, port: int, *, workers: int = 1, reload: bool = False) -> None:
    """Serve until stopped; each worker is a process that keeps the engine's totals for itself."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    say(f"Mở http://{host}:{port} trong trình duyệt; dừng bằng Ctrl+C.")
    Server(
        APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=max(1, workers),
        blocking_threads=WAITING,
        respawn_failed_workers=True,
        reload=reload,
        log_access=False,
        # Its talk is English, its warning of many threads is about those that ``lanes`` hold back.
        log_level=LogLevels.error,
    ).serve()
