"""Moving an office to PostgreSQL: everything arrives, or nothing does."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from bayen.cli.exit_codes import ExitCode
from tools.with_postgresql import running_postgresql

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]


FILLING = """
import pathlib, sys
from bayen.cli.office import open_office
open_office(pathlib.Path(sys.argv[1]))
from tests.cli.small_office import fill
fill()
"""


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("BAYEN_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment | {"COLUMNS": "200"} | variables,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def bayen(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return run("-m", "bayen.cli.main", *arguments, **variables)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("office")
    made = run("-c", FILLING, str(home))
    assert made.returncode == 0, made.stderr
    return home


@pytest.fixture
def home(filled: Path, tmp_path: Path) -> Path:
    return shutil.copytree(filled, tmp_path / "home")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with running_postgresql() as address:
        yield address


@pytest.fixture
def destination(server: str, request: pytest.FixtureRequest) -> str:
    """An empty database of this test's own."""
    name = request.node.name.replace("test_", "")[:60]
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    before, _, after = server.partition("?")
    return f"{before.rpartition('/')[0]}/{name}?{after}"


def move(home: Path, destination: str) -> subprocess.CompletedProcess[str]:
    return bayen("move", "--home", str(home), "--to", destination)


def verify(home: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return bayen("verify", "--home", str(home), **variables)


def rows(destination: str, table: str) -> int:
    with psycopg.connect(destination) as connection:
        query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
        found = connection.execute(query).fetchone()
    assert found is not None
    return int(found[0])


def test_everything_arrives_with_the_same_last_seal(home: Path, destination: str) -> None:
    before = verify(home).stdout
    moved = move(home, destination)
    assert moved.returncode == ExitCode.OK, moved.stderr
    assert before.split()[-1] in moved.stdout
    assert verify(home, BAYEN_DATABASE_URL=destination).stdout == before
    with sqlite3.connect(home / "bayen.sqlite3") as source:
        for table in ("records_account", "records_proposal", "records_document"):
            (wanted,) = source.execute(f"SELECT count(*) FROM {table}").fetchone()
            assert rows(destination, table) == wanted > 0
    assert rows(destination, "records_publicationrecord") == 1


def test_the_office_goes_on_where_it_was(home: Path, destination: str) -> None:
    """New rows take the next number, and nothing can be changed there either."""
    assert move(home, destination).returncode == ExitCode.OK
    address = {"BAYEN_DATABASE_URL": destination}
    publish = ("publish", "--place", "tỉnh Sơn La", "--period", "2025-M08")
    again = bayen(*publish, "--home", str(home), "--out", str(home / "out"), **address)
    assert again.returncode == ExitCode.OK, again.stderr
    assert rows(destination, "records_publicationrecord") == 2
    with psycopg.connect(destination) as connection, pytest.raises(psycopg.Error, match="append"):
        connection.execute("UPDATE records_observation SET milli = 0")


def test_a_database_in_use_is_not_overwritten(home: Path, destination: str) -> None:
    assert move(home, destination).returncode == ExitCode.OK
    again = move(home, destination)
    assert again.returncode == ExitCode.REFUSED
    assert "đã có dữ liệu" in again.stderr
    assert rows(destination, "records_publicationrecord") == 1


def test_a_broken_chain_is_not_carried_over(home: Path, destination: str) -> None:
    with sqlite3.connect(home / "bayen.sqlite3") as source:
        source.execute("DROP TRIGGER records_observation_no_update")
        source.execute("UPDATE records_observation SET milli = 1 WHERE seq = 2")
    moved = move(home, destination)
    assert moved.returncode == ExitCode.BROKEN_CHAIN
    assert "nơi đến để nguyên" in moved.stderr
    assert rows(destination, "records_account") == 0


@pytest.mark.parametrize(
    ("address", "code", "words"),
    [
        ("mysql://x/y", ExitCode.USAGE, "postgres://"),
        ("postgres://127.0.0.1:1/x", ExitCode.FAILED, "không nối được"),
        ("", ExitCode.REFUSED, "postgres://"),
    ],
)
def test_a_wrong_address_says_what_to_write(
    home: Path, address: str, code: ExitCode, words: str
) -> None:
    refused = move(home, address)
    assert refused.returncode == code
    assert words in refused.stderr
    assert "Traceback" not in refused.stderr
