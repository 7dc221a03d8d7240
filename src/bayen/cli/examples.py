"""Where the example documents lie: in the wheel beside the code, in a checkout at its root."""

from __future__ import annotations

from pathlib import Path

import bayen

PACKAGE = Path(bayen.__file__).parent


class ExamplesMissingError(FileNotFoundError):
    """The installation lacks its examples; the message says what to do."""

    def __init__(self) -> None:
        super().__init__("không tìm thấy thư mục examples; hãy cài đặt lại chương trình")


def find_examples() -> Path | None:
    """The folder of the examples; None when the installation lacks it."""
    # An installed package carries them; `pip install --editable` reads them where they are.
    places = (PACKAGE / "examples", PACKAGE.parents[1] / "examples")
    return next((place for place in places if (place / "documents").is_dir()), None)


def manifest_path() -> Path:
    """The list of example documents, as `bayen read --list` takes it: file, date, place, title.

    Raises:
        ExamplesMissingError: the installation lacks it.
    """
    folder = find_examples()
    if folder is None:
        raise ExamplesMissingError
    return folder / "documents" / "manifest.tsv"
