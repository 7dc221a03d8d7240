"""Write the reference pages that are generated: commands, indicators, roles, the audit log.

python tools/build_reference.py            write docs/reference/
python tools/build_reference.py --check    say whether they are current (exit 1 if not)
"""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from bayen.catalogue.indicators import load_indicators, load_sections
from bayen.catalogue.unit_kinds import load_unit_kinds
from bayen.cli.exit_codes import ExitCode
from bayen.cli.main import build_parser, command_parsers
from bayen.core.indicators import IndicatorKind
from bayen.records.audit_actions import ACTIONS_VI

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
GENERATED = "<!-- Viết bởi tools/build_reference.py; sửa ở nguồn, không sửa ở đây. -->\n\n"

KINDS_VI = {
    IndicatorKind.FLOW: "phát sinh",
    IndicatorKind.STOCK: "hiện có",
    IndicatorKind.RATE: "tỷ lệ",
    IndicatorKind.NONE: "không tổng hợp",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    is_check = parser.parse_args().check
    stale = [path for path, text in pages().items() if _read(path) != text]
    if is_check:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is not current: run tools/build_reference.py")
        return 1 if stale else 0
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for path in stale:
        path.write_text(pages()[path], encoding="utf-8")
    return 0


def pages() -> dict[Path, str]:
    """What the generated pages should hold, by path."""
    return {
        REFERENCE / "cli.md": GENERATED + "".join(_cli()),
        REFERENCE / "indicators.md": GENERATED + "".join(_indicators()),
        REFERENCE / "vai-tro.md": GENERATED + "".join(_roles()),
        REFERENCE / "nhat-ky.md": GENERATED + "".join(_audit_log()),
    }


def _cli() -> Iterator[str]:
    # argparse wraps help to the width of the terminal it thinks it has.
    os.environ["COLUMNS"] = "100"
    yield f"# Dòng lệnh\n\n```\n{build_parser().format_help()}```\n"
    for name, command in command_parsers().items():
        yield f"\n## bayen {name}\n\n```\n{command.format_help()}```\n"
    yield "\n## Mã thoát\n\n| mã | nghĩa |\n| --- | --- |\n"
    for code in ExitCode:
        yield f"| {code.value} | {code.meaning_vi} |\n"


def _indicators() -> Iterator[str]:
    yield "# Chỉ tiêu\n"
    indicators = load_indicators().values()
    for section, title in load_sections().items():
        yield f"\n## {title}\n\n| mã | chỉ tiêu | đơn vị | loại |\n| --- | --- | --- | --- |\n"
        for one in indicators:
            if one.section == section:
                yield f"| `{one.code}` | {one.name_vi} | {one.unit_vi} | {KINDS_VI[one.kind]} |\n"
    yield from _registers()


def _registers() -> Iterator[str]:
    yield "\n# Sổ theo dõi đếm những gì\n\n| loại | đang có ngày cuối kỳ | thành viên "
    yield "| mới trong kỳ | kết thúc trong kỳ |\n| --- | --- | --- | --- | --- |\n"
    for kind in load_unit_kinds().values():
        fed = (kind.count, kind.members, kind.new, kind.ended)
        codes = " | ".join(f"`{code}`" if code else "–" for code in fed)
        yield f"| {kind.name_vi} | {codes} |\n"


def _roles() -> Iterator[str]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bayen.config.settings")
    import django

    django.setup()
    from bayen.access.permissions import ROLES, Permission, grants
    from bayen.records.models import Role

    yield "# Vai trò\n\nMỗi phân công gắn một vai trò với một địa bàn, từ ngày đến ngày; vai trò "
    yield "có hiệu lực với địa bàn ấy và mọi nơi bên dưới.\n\n"
    yield f"| | {' | '.join(Role(role).label for role in ROLES)} |\n"
    yield f"| --- |{' --- |' * len(ROLES)}\n"
    for permission in Permission:
        marks = ("có" if permission in grants(role) else "–" for role in ROLES)
        yield f"| {permission.label_vi} | {' | '.join(marks)} |\n"


def _audit_log() -> Iterator[str]:
    yield "# Việc được ghi nhật ký\n\n| mã | việc |\n| --- | --- |\n"
    for action, words in ACTIONS_VI.items():
        yield f"| `{action}` | {words} |\n"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


if __name__ == "__main__":
    sys.exit(main())
