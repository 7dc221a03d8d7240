"""Word 97 files (.doc), turned to .docx by LibreOffice where it is installed.

The program runs by itself with a profile of its own, a time limit and no shell; offices
without it are told to save the file as .docx.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bayen.intake.document import Piece, Refused
from bayen.intake.formats import word

_SECONDS = 60
_ON_WINDOWS = (r"C:\Program Files\LibreOffice\program\soffice.exe",
               r"C:\Program Files (x86)\LibreOffice\program\soffice.exe")  # fmt: skip
_ON_MAC = ("/Applications/LibreOffice.app/Contents/MacOS/soffice",)


def read_pieces(data: bytes, name: str) -> list[Piece]:
    """Paragraphs, headings and cells of a .doc.

    Raises:
        Refused: LibreOffice is not there, takes too long, or cannot read the file.
    """
    return word.read_pieces(_as_docx(data, name), name)


def find_office() -> str | None:
    """The program of LibreOffice on this machine; None when it is not installed."""
    for program in ("soffice", "libreoffice"):
        if found := shutil.which(program):
            return found
    usual = {"win32": _ON_WINDOWS, "darwin": _ON_MAC}.get(sys.platform, ())
    return next((path for path in usual if Path(path).is_file()), None)


def _as_docx(data: bytes, name: str) -> bytes:
    office = find_office()
    if office is None:
        raise Refused(
            "old-word",
            f"«{name}» là tệp Word cũ (.doc) và máy này chưa cài LibreOffice để mở;"
            " hãy mở bằng Word, chọn Lưu thành (Save As) .docx rồi gửi lại.",
        )
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source = Path(folder, "source.doc")
        source.write_bytes(data)
        _run(office, source, name)
        made = source.with_suffix(".docx")
        if not made.is_file():
            raise _unread(name)
        return made.read_bytes()


def _run(office: str, source: Path, name: str) -> None:
    """Convert in the source's folder; the profile lies there too, away from the user's own."""
    profile = Path(source.parent, "profile").as_uri()
    command = [
        office, "--headless", "--norestore", f"-env:UserInstallation={profile}",
        "--convert-to", "docx", "--outdir", str(source.parent), str(source),
    ]  # fmt: skip
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)  # noqa: S603 - fixed arguments, no shell
    except (subprocess.SubprocessError, OSError):
        raise _unread(name) from None


def _unread(name: str) -> Refused:
    return Refused(
        "broken", f"«{name}» không mở được; hãy mở bằng Word, lưu thành .docx rồi gửi lại."
    )
