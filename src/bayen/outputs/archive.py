"""Zip archives that are the same bytes whenever and wherever they are made.

A docx and an xlsx are zip archives. Their parts are stored, not compressed: compressors give
other bytes from one library version to the next, and a document sent years ago must be
produced again exactly as it was.
"""

from __future__ import annotations

import io
import zipfile

# The earliest time that a zip archive can hold; archives carry no other.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_MADE_ON_UNIX = 3


def render_archive(parts: dict[str, bytes]) -> bytes:
    """An archive of the parts by name, in the order given."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(_entry(name), content)
    return buffer.getvalue()


def settle_archive(content: bytes) -> bytes:
    """The archive again, its parts untouched, without time, machine or compression."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return render_archive({name: archive.read(name) for name in archive.namelist()})


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _NO_TIME)
    entry.create_system = _MADE_ON_UNIX  # Python writes the system it runs on otherwise
    entry.external_attr = 0o600 << 16
    return entry
