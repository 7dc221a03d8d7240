"""Write examples/documents and its manifest from the marked sources in examples/sources.

    python -m tools.build_examples

The same sources give the same bytes with the same releases of python-docx and typst.
Where the figures stand in the finished texts is found afterwards, by tools/label_examples.py.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tools.example_documents.html_page import render_html
from tools.example_documents.pdf_file import render_pdf
from tools.example_documents.plain_text import render_plain_text
from tools.example_documents.source import Source, load_source
from tools.example_documents.word_file import render_docx

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
DOCUMENTS = EXAMPLES / "documents"
MANIFEST_COLUMNS = ("file", "date", "place", "title")
WRITERS: dict[str, Callable[[Source], bytes]] = {
    ".docx": render_docx,
    ".html": render_html,
    ".pdf": render_pdf,
    ".txt": render_plain_text,
}


def load_sources() -> list[Source]:
    """Every marked source, in the order of their file names."""
    return [load_source(path) for path in sorted((EXAMPLES / "sources").glob("*.txt"))]


def render_manifest(sources: list[Source]) -> str:
    """The list that `bayen read --list` takes: one row a document, tabs between."""
    rows = [MANIFEST_COLUMNS, *(tuple(s[column] for column in MANIFEST_COLUMNS) for s in sources)]
    return "".join("\t".join(row) + "\n" for row in rows)


def main() -> None:
    sources = load_sources()
    DOCUMENTS.mkdir(exist_ok=True)
    for source in sources:
        path = DOCUMENTS / source.file
        path.write_bytes(WRITERS[path.suffix](source))
        print(f"{path.relative_to(EXAMPLES.parent)}: {path.stat().st_size} bytes")
    manifest = DOCUMENTS / "manifest.tsv"
    manifest.write_text(render_manifest(sources), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
