"""The folder of a demonstration: made anew each time, and never an office's own."""

import shutil
from pathlib import Path

from bayen.cli.exit_codes import CommandError, ExitCode

MARK = "demo"
MARK_TEXT = "Bản thử: mọi thứ trong thư mục này được làm lại mỗi lần chạy «bayen demo».\n"


def make_clean_home(out: Path) -> Path:
    """An empty data folder under ``out``; one of an earlier demonstration is removed.

    Raises:
        CommandError: the folder holds something that no demonstration made.
    """
    home = out / "data"
    if home.exists():
        if not (home / MARK).is_file():
            raise CommandError(
                f"«{home}» không phải của bản thử nên không xóa; chọn thư mục khác bằng --out",
                ExitCode.USAGE,
            )
        shutil.rmtree(home)
    home.mkdir(parents=True)
    (home / MARK).write_text(MARK_TEXT, encoding="utf-8")
    return home
