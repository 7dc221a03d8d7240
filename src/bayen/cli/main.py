"""The program ``bayen``: one parser, one module a command, imported when it runs.

Start-up stays free of Django: only the commands that open the ledger load it.
"""

import argparse
import sys
from collections.abc import Sequence

from bayen import __version__
from bayen.cli import (
    breach,
    cluster,
    demo,
    invite,
    move,
    publish,
    read,
    serve,
    table,
    trail,
    verify,
)
from bayen.cli.exit_codes import CommandError, ExitCode
from bayen.cli.terminal import say, use_utf8
from bayen.cli.vietnamese_parser import VietnameseParser
from bayen.engine.serving import EngineMissingError

COMMANDS = (demo, read, table, trail, publish, verify, serve, cluster, move, invite, breach)


def build_parser() -> argparse.ArgumentParser:
    """The whole command line."""
    return _build()[0]


def command_parsers() -> dict[str, argparse.ArgumentParser]:
    """The parser of each command, for those who document or check them."""
    return _build()[1]


def _build() -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
    parser = VietnameseParser(
        prog="bayen",
        description="Ba Yên: số liệu phong trào Toàn dân bảo vệ ANTQ, từ câu văn đến báo cáo.",
        epilog="Mã thoát:\n" + "\n".join(f"  {c.value}  {c.meaning_vi}" for c in ExitCode),
    )
    parser.add_argument(
        "--version", action="version", version=f"Ba Yên {__version__}", help="in số phiên bản"
    )
    commands = parser.add_subparsers(
        dest="command", metavar="LỆNH", required=True, title="các lệnh", prog="bayen"
    )
    for command in COMMANDS:
        command.add_parser(commands)
    return parser, dict(commands.choices)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        An ``ExitCode``.
    """
    use_utf8()
    arguments = build_parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except CommandError as error:
        say(f"Lỗi: {error.message_vi}", style="bold red")
        return error.code
    except EngineMissingError as error:
        say(f"Lỗi: {error}", style="bold red")
        return ExitCode.FAILED
    except BrokenPipeError:  # the reader of our output has seen enough: `bayen table | head`
        return ExitCode.OK
    except KeyboardInterrupt:
        say("Đã dừng.")
        return ExitCode.INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
