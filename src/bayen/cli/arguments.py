"""Arguments that several commands share, and the values they stand for."""

import argparse
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bayen.cli.exit_codes import CommandError, ExitCode
from bayen.core.periods import Period, PeriodError, parse_period

VIETNAM = timezone(timedelta(hours=7))

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


class Command(Protocol):
    """A module of this folder that is a command."""

    def add_parser(self, commands: "Subparsers") -> None: ...


def new_parser(
    commands: "Subparsers", name: str, *, purpose: str, examples: str
) -> argparse.ArgumentParser:
    """A command's parser, with what it is for and examples that can be copied."""
    return commands.add_parser(
        name,
        help=purpose,
        description=purpose,
        epilog="Ví dụ:\n" + "\n".join(f"  {line}" for line in examples.strip().splitlines()),
    )


def add_home(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--home",
        type=Path,
        metavar="DIR",
        help="thư mục dữ liệu (mặc định: biến BAYEN_HOME, ./bayen-data, ./out/data của bản thử)",
    )


def add_question(parser: argparse.ArgumentParser) -> None:
    """Which map, and what was known when: the same for a table and for a trail."""
    parser.add_argument(
        "--boundaries",
        metavar="NGÀY",
        default="reported",
        help="theo địa giới ngày nào: YYYY-MM-DD, today, hoặc reported (như đã báo cáo, mặc định)",
    )
    parser.add_argument(
        "--known-at",
        metavar="LÚC",
        help="theo những gì đã biết lúc ấy: YYYY-MM-DD hoặc YYYY-MM-DDTHH:MM[:SS]±HH:MM",
    )


def period_of(text: str) -> Period:
    try:
        return parse_period(text)
    except PeriodError as error:
        raise CommandError(str(error), ExitCode.NOT_FOUND) from None


def day_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(
            f"«{text}» không phải ngày; viết như 2025-07-01", ExitCode.USAGE
        ) from None


def boundaries_of(text: str) -> date | None:
    """The day whose map is meant; None is as reported."""
    if text == "reported":
        return None
    return datetime.now(VIETNAM).date() if text == "today" else day_of(text)


def moment_of(text: str | None) -> datetime | None:
    """A moment, aware; a bare day means its end; a time without a zone is that of Viet Nam."""
    if text is None:
        return None
    try:
        if len(text) == len("2026-01-01"):
            return datetime.combine(date.fromisoformat(text), time.max, VIETNAM)
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise CommandError(
            f"«{text}» không phải thời điểm; viết như 2026-03-01 hoặc 2026-03-01T08:30:00+07:00",
            ExitCode.USAGE,
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)
