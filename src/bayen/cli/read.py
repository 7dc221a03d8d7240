"""``bayen read``: figures out of documents, with no ledger and no accounts."""

import argparse
import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bayen.cli.arguments import day_of, new_parser
from bayen.cli.exit_codes import CommandError, ExitCode
from bayen.cli.terminal import out, say, track, unbroken, write_line

if TYPE_CHECKING:
    from bayen.cli.arguments import Subparsers
    from bayen.intake.batch import Outcome, Task


def add_parser(commands: "Subparsers") -> None:
    parser = new_parser(
        commands,
        "read",
        purpose="đọc số liệu trong tài liệu (docx, pdf, html, txt), không cần cơ sở dữ liệu",
        examples="""
bayen read bao-cao.docx
bayen read bao-cao.txt --date 2026-09-14 --place "xã Mường Và, tỉnh Sơn La" --format jsonl
bayen read --list documents.tsv --out ket-qua
""",
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="TỆP", help="tài liệu cần đọc")
    parser.add_argument(
        "--list",
        type=Path,
        metavar="TSV",
        help="danh sách: cột file, date, place; để trống ô không biết; tệp nằm cạnh danh sách",
    )
    parser.add_argument("--date", metavar="NGÀY", help="ngày của tài liệu, YYYY-MM-DD")
    parser.add_argument("--place", metavar="ĐỊA BÀN", help="địa bàn của tài liệu, như viết")
    parser.add_argument("--format", choices=("table", "jsonl"), help="mặc định: table")
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="ghi TÊN.jsonl cho mỗi tệp vào thư mục này"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from bayen.intake.batch import read_all

    tasks = _tasks(arguments)
    done = refused = 0
    try:
        for outcome in track(read_all(tasks), "Đọc tài liệu", len(tasks)):
            with unbroken():
                refused += _tell(outcome, arguments)
                done += 1
    except KeyboardInterrupt:
        say(_stopped(done, len(tasks), arguments.out))
        return ExitCode.INTERRUPTED
    return ExitCode.REFUSED if refused else ExitCode.OK


def _stopped(done: int, total: int, folder: Path | None) -> str:
    kept = f"; kết quả của chúng vẫn còn trong «{folder}»" if folder and done else ""
    return f"Đã dừng theo yêu cầu: xong {done} trên {total} tài liệu{kept}."


def _tell(outcome: "Outcome", arguments: argparse.Namespace) -> bool:
    """Say or write what reading a document gave; whether it was refused."""
    for message in outcome.findings:
        say(f"{outcome.task.path.name}: {message}")
    if outcome.refusal:
        say(f"{outcome.task.path.name}: {outcome.refusal}", style="bold red")
    elif arguments.out:
        _dump_lines(arguments.out, outcome)
    elif arguments.format == "jsonl":
        _print_lines(outcome)
    else:
        _print_table(outcome)
    return bool(outcome.refusal)


def _tasks(arguments: argparse.Namespace) -> "list[Task]":
    from bayen.intake.batch import Task

    day = day_of(arguments.date) if arguments.date else None
    tasks = [Task(path, day, arguments.place) for path in arguments.files]
    if arguments.list:
        tasks += _listed(arguments.list)
    if not tasks:
        raise CommandError("chưa có tệp nào; gõ tên tệp hoặc --list TSV", ExitCode.USAGE)
    return tasks


def _listed(path: Path) -> "list[Task]":
    from bayen.intake.batch import Task

    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t"))
    except OSError:
        raise CommandError(f"không mở được danh sách «{path}»", ExitCode.NOT_FOUND) from None
    if rows and "file" not in rows[0]:
        raise CommandError(
            f"danh sách «{path}» thiếu cột «file»; cần các cột file, date, place", ExitCode.USAGE
        )
    return [
        Task(path.parent / row["file"], _listed_day(row), row.get("place") or None)
        for row in rows
        if row["file"]
    ]


def _listed_day(row: dict[str, str]) -> date | None:
    """The day of a row; one that is no date is said and left to the text to tell."""
    written = row.get("date") or ""
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        say(f"{row['file']}: «{written}» không phải ngày dạng YYYY-MM-DD, lấy ngày trong văn bản")
        return None


def _lines(outcome: "Outcome") -> Iterator[str]:
    return (json.dumps(figure, ensure_ascii=False) for figure in outcome.figures)


def _dump_lines(folder: Path, outcome: "Outcome") -> None:
    """Write the figures of a document; a file of that name is whole, whenever somebody stops us."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{outcome.task.path.stem}.jsonl"
    begun = target.with_suffix(".jsonl.part")
    begun.write_text("".join(f"{line}\n" for line in _lines(outcome)), encoding="utf-8")
    begun.replace(target)


def _print_lines(outcome: "Outcome") -> None:
    for line in _lines(outcome):
        write_line(line)


def _print_table(outcome: "Outcome") -> None:
    from rich.table import Table
    from rich.text import Text

    from bayen.catalogue.indicators import load_indicators

    names = load_indicators()
    table = Table("Số", "Đơn vị", "Chỉ tiêu", "Địa bàn", "Từ", "Đến", title=outcome.task.path.name)
    table.columns[0].justify = "right"
    for figure in outcome.figures:
        code = str(figure["indicator"])
        named = names[code].name_vi if code in names else code
        cells = (
            figure["text"],
            figure["unit"],
            named,
            figure["place"],
            figure["from"],
            figure["to"],
        )
        table.add_row(*(Text(str(cell or "")) for cell in cells))
    out.print(table)
