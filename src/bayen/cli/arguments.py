"""Arguments that several commands share, and the values they stand for."""

import argparse
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bayen.cli.exit_codes import CommandError, ExitCode
from bayen.core.inquiry import (
    TODAY,
    VIETNAM,
    Boundaries,
    Inquiry,
    InquiryError,
    parse_boundaries,
    parse_inquiry,
    parse_moment,
)
from bayen.core.period_codes import parse_period
from bayen.core.period_schemes import PeriodError
from bayen.core.periods import Period

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
    """Which map, what was known when, or the whole question as an address says it."""
    parser.add_argument(
        "--question",
        metavar="CÂU HỎI",
        help="cả câu hỏi như trong địa chỉ trang và API, thay cho các tham số trên: "
        "«indicators=group.*&places=p14.2004/children&periods=2026-A1/M»",
    )
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


def inquiry_of(text: str) -> Inquiry:
    """A whole question, as an address says it."""
    try:
        return parse_inquiry(text)
    except InquiryError as error:
        raise CommandError(str(error), ExitCode.USAGE) from None


def boundaries_of(text: str) -> Boundaries:
    """Whose map is meant: a day, "today", or None as reported."""
    try:
        return parse_boundaries(text)
    except InquiryError as error:
        raise CommandError(str(error), ExitCode.USAGE) from None


def boundary_day(boundaries: Boundaries) -> date | None:
    """The day of a map, "today" by the clock of Viet Nam."""
    return datetime.now(VIETNAM).date() if boundaries == TODAY else boundaries


def moment_of(text: str | None) -> datetime | None:
    """A moment, aware; a bare day means its end; a time without a zone is that of Viet Nam."""
    try:
        return parse_moment(text or "")
    except InquiryError as error:
        raise CommandError(str(error), ExitCode.USAGE) from None
