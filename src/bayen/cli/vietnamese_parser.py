"""argparse, whose headings and messages are English, speaking Vietnamese."""

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

from bayen.cli.exit_codes import ExitCode

# What argparse says when a line is wrong, by pattern; the parts it names are kept.
_MESSAGES = (
    (r"the following arguments are required: (.*)", r"thiếu {0}"),
    (r"argument (.*): expected one argument", r"{0} cần một giá trị đi kèm"),
    (r"argument (.*): expected at least one argument", r"{0} cần ít nhất một giá trị đi kèm"),
    (r"argument (.*): invalid choice: (.*) \(choose from (.*)\)", r"{0}: không có {1}; chọn {2}"),
    (r"argument (.*): invalid int value: (.*)", r"{0}: {1} không phải số nguyên"),
    (r"argument (.*): ignored explicit argument (.*)", r"{0} không nhận giá trị {1}"),
    (r"unrecognized arguments: (.*)", r"không hiểu {0}"),
    (r"ambiguous option: (.*) could match (.*)", r"{0} có thể là {1}; hãy gõ đủ"),
)


class VietnameseParser(argparse.ArgumentParser):
    """A parser for people who read Vietnamese; its commands' parsers are of the same kind."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", _Formatter)
        super().__init__(add_help=False, **options)
        self._positionals.title = "đối số"
        self._optionals.title = "tùy chọn"
        self.add_argument("-h", "--help", action="help", help="in hướng dẫn này")

    def error(self, message: str) -> NoReturn:
        self.print_usage()
        self.exit(ExitCode.USAGE, f"Lỗi: {translate(message)}. Gõ {self.prog} --help.\n")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "cách gõ: " if prefix is None else prefix)


def translate(message: str) -> str:
    """The Vietnamese for one of argparse's messages; another one stays as it is."""
    for pattern, words in _MESSAGES:
        if match := re.fullmatch(pattern, message):
            return words.format(*match.groups())
    return message
