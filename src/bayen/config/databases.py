"""Which database an installation uses: SQLite in its data folder, or PostgreSQL by address."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit


class DatabaseAddressError(ValueError):
    """``BAYEN_DATABASE_URL`` names no database that Ba Yên can use."""

    def __init__(self, scheme: str) -> None:
        super().__init__(
            f"BAYEN_DATABASE_URL: không dùng được loại «{scheme}»; để trống để dùng SQLite, "
            "hoặc viết postgres://tên:mật-khẩu@máy:cổng/cơ-sở-dữ-liệu"
        )


def parse_database(address: str, home: Path) -> dict[str, Any]:
    """Django's settings for an address; "" is SQLite in the data folder.

    A PostgreSQL that listens on a socket is ``postgres:///name?host=/its/folder``.

    Raises:
        DatabaseAddressError: neither empty nor PostgreSQL.
    """
    if not address:
        return _sqlite(home / "bayen.sqlite3")
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise DatabaseAddressError(parts.scheme)
    return _postgresql(parts)


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            # Readers go on while one writes, and a writer waits its turn at its first
            # statement instead of failing at its last. REPLACE deletes as DELETE does, triggers
            # and all.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA recursive_triggers=ON",
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        },
    }


def _postgresql(parts: SplitResult) -> dict[str, Any]:
    socket_folder = parse_qs(parts.query).get("host", [""])[0]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "bayen",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": socket_folder or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,  # hundreds of threads may wait; those that work are few
    }
