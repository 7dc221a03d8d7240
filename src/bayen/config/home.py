"""The data folder of an installation: where its database and its secret key live."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

HOME_VARIABLE = "BAYEN_HOME"
DEFAULT_HOME = "bayen-data"
KEY_FILE = "secret-key"


def data_folder() -> Path:
    """The folder that ``BAYEN_HOME`` names; ``bayen-data`` where the program was started."""
    return Path(os.environ.get(HOME_VARIABLE) or DEFAULT_HOME).resolve()


def load_secret_key(home: Path) -> str:
    """The installation's key, made on first use and kept in the data folder.

    Without a data folder (builds, type checks) the key lives as long as the process.
    """
    if given := os.environ.get("BAYEN_SECRET_KEY"):
        return given
    kept = home / KEY_FILE
    if kept.is_file():
        return kept.read_text(encoding="utf-8").strip()
    key = secrets.token_urlsafe(50)
    if home.is_dir():
        kept.write_text(key, encoding="utf-8")
        kept.chmod(0o600)
    return key
