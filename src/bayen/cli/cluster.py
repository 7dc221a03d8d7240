"""``bayen cluster``: worker processes on this machine that work out totals together."""

import argparse
import time
from typing import TYPE_CHECKING

from bayen.cli.arguments import new_parser
from bayen.cli.exit_codes import CommandError, ExitCode
from bayen.cli.terminal import say

if TYPE_CHECKING:
    from bayen.cli.arguments import Subparsers

PORT = 8786  # Dask's own


def add_parser(commands: "Subparsers") -> None:
    parser = new_parser(
        commands,
        "cluster",
        purpose="mở một cụm tiến trình cùng tính tổng hợp; chạy đến khi dừng bằng Ctrl+C",
        examples="""
bayen cluster --workers 2
BAYEN_CLUSTER=tcp://127.0.0.1:8786 bayen table --place "tỉnh Sơn La" --period 2026-M09
""",
    )
    parser.add_argument(
        "--workers", type=int, default=2, metavar="SỐ", help="số tiến trình tính (mặc định 2)"
    )
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help="địa chỉ nghe (mặc định 127.0.0.1); ai tới được cổng này là chạy được mã trên máy",
    )
    parser.add_argument("--port", type=int, default=PORT, help=f"cổng (mặc định {PORT})")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    try:
        from distributed import LocalCluster
    except ImportError:
        raise CommandError("chưa cài Dask: pip install dask distributed", ExitCode.FAILED) from None
    with LocalCluster(
        n_workers=max(1, arguments.workers),
        threads_per_worker=1,
        host=arguments.host,
        scheduler_port=arguments.port,
        dashboard_address=None,
    ) as cluster:
        say(f"Cụm {arguments.workers} tiến trình: BAYEN_CLUSTER={cluster.scheduler_address}")
        say("Dừng bằng Ctrl+C.")
        while True:
            time.sleep(3600)
