"""The generated reference is what the program says today; pages link to what exists."""

import re
from pathlib import Path

import pytest

from tools.build_reference import pages

LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)")


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.name)
def test_the_generated_page_is_current(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == pages()[path], "run tools/build_reference.py"


def test_every_link_of_the_documentation_leads_somewhere(root_folder: Path) -> None:
    written = [*root_folder.glob("*.md"), *(root_folder / "docs").rglob("*.md")]
    broken = [
        f"{page.name}: {target}"
        for page in written
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []
