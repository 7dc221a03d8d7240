"""Our classes are ours: one that the style library has too takes on looks that nobody meant."""

import re
from pathlib import Path

import bayen.web

STATIC = Path(bayen.web.__file__).parent / "static"
# The library's own parts, which we dress in our colours and sizes.
DRESSED = {"btn", "btn-primary", "form-control", "form-hint", "form-label", "form-select"}
DRESSED |= {"small", "visually-hidden"}


def classes(folder):
    sheets = sorted((STATIC / folder).glob("*.css"))
    assert sheets
    whole = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    before_braces = re.sub(r"/\*.*?\*/", "", whole, flags=re.DOTALL).split("{")[:-1]
    selectors = [part.rsplit("}", 1)[-1].rsplit(";", 1)[-1] for part in before_braces]
    return {name for one in selectors for name in re.findall(r"\.([a-z][\w-]*)", one)}


def test_no_class_of_ours_is_the_librarys_by_accident():
    assert classes("bayen") & classes("vendor/tabler") == DRESSED
