"""Which database an address means."""

import pytest

from bayen.config.databases import DatabaseAddressError, parse_database


def test_no_address_is_sqlite_in_the_data_folder(tmp_path):
    found = parse_database("", tmp_path)
    assert found["ENGINE"].endswith("sqlite3")
    assert found["NAME"] == str(tmp_path / "bayen.sqlite3")


def test_postgresql_by_network(tmp_path):
    found = parse_database("postgres://b%C3%A0:m%40t@db.local:5433/bayen", tmp_path)
    wanted = {"USER": "bà", "PASSWORD": "m@t", "HOST": "db.local", "PORT": "5433", "NAME": "bayen"}
    assert wanted.items() <= found.items()


def test_postgresql_by_socket(tmp_path):
    found = parse_database("postgresql://postgres:@/bayen?host=/run/pg", tmp_path)
    assert (found["HOST"], found["NAME"], found["USER"]) == ("/run/pg", "bayen", "postgres")


def test_another_kind_is_refused_with_what_to_write(tmp_path):
    with pytest.raises(DatabaseAddressError, match="postgres://"):
        parse_database("mysql://x/y", tmp_path)
