"""The tab-separated files under ``data/``: how they are found, read and refused."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable

DATA: Traversable = files("bayen.catalogue") / "data"


class CatalogueDataError(RuntimeError):
    """The program's own data files are not what they must be: a broken installation."""


def read_text(path: str) -> str:
    """The text of a data file, such as "places/lists.toml".

    Raises:
        CatalogueDataError: it is missing or is not UTF-8.
    """
    try:
        return DATA.joinpath(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from error


def read_bytes(path: str) -> bytes:
    """A data file that is no text, such as "choices/indicator-words.npz".

    Raises:
        CatalogueDataError: it is missing.
    """
    try:
        return DATA.joinpath(path).read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: str, error: Exception) -> CatalogueDataError:
    return CatalogueDataError(
        f"không đọc được tệp dữ liệu danh mục «{path}»: {error}; hãy cài đặt lại chương trình"
    )


def read_rows(path: str, columns: Sequence[str]) -> list[list[str]]:
    """The rows below the heading, each as many cells as there are columns.

    Lines that begin with "#" are remarks. An empty cell means that nothing is stated.

    Raises:
        CatalogueDataError: the heading or the width of a row differs.
    """
    lines = [line for line in read_text(path).splitlines() if line and not line.startswith("#")]
    rows = [line.split("\t") for line in lines]
    if not rows or rows[0] != list(columns):
        raise CatalogueDataError(f"tệp «{path}» phải có các cột: {', '.join(columns)}")
    width = len(columns)
    for row in rows:
        if len(row) != width:
            raise CatalogueDataError(
                f"tệp «{path}», dòng «{' | '.join(row)}»: cần {width} ô, có {len(row)}"
            )
    return rows[1:]
