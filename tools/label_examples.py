"""Write examples/documents/labels: where each marked figure stands in the text that intake shows.

    python -m tools.label_examples

Run it again when intake lays the text of a file out in another way. A figure that intake
loses stops it, with the name of the document and the figure.
"""

from __future__ import annotations

from pathlib import Path

from bayen.intake.loading import load_document
from tools.build_examples import DOCUMENTS, load_sources
from tools.example_documents.labels import dump_labels

LABELS = DOCUMENTS / "labels"


def main() -> None:
    LABELS.mkdir(exist_ok=True)
    for source in load_sources():
        document = load_document((DOCUMENTS / source.file).read_bytes(), source.file)
        path = LABELS / f"{Path(source.file).stem}.jsonl"
        path.write_text(dump_labels(source, document.text), encoding="utf-8", newline="\n")
        print(f"{path.name}: {path.read_text(encoding='utf-8').count(chr(10))} figures")


if __name__ == "__main__":
    main()
