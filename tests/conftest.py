"""What every test gets: no network, calm Hypothesis, system programs, a loud word on skips."""

import os
import shutil
import socket
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.management.commands import flush
from django.db import connection
from django.test import override_settings
from hypothesis import HealthCheck, settings

from bayen.records.guards import install_guards, remove_guards
from tools.score_reading import gains_and_losses

# On a busy office machine the first call of a loaded engine is slow; a deadline would only flake.
settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile(
    "ci",
    max_examples=20,  # the whole run stays under 20 minutes; "nightly" looks longer
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "nightly",
    max_examples=2_000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))

# Playwright's synchronous interface runs an event loop in the test's own thread, where Django would
# refuse every query as unsafe. Nothing but tests sets this.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# Settings then neither read nor write the data folder of whoever runs the tests.
os.environ["BAYEN_SECRET_KEY"] = "only-for-tests"
os.environ["BAYEN_HOME"] = str(Path(tempfile.gettempdir()) / "bayen-tests-without-a-home")

CHROMIUM_FLAGS = (
    "--no-sandbox",  # tests run as root in containers, where the sandbox cannot start
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Pages must not need another machine, so no name but our own resolves.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)


class NetworkBlockedError(RuntimeError):
    """A test tried to leave this machine."""


def _is_local(address: object) -> bool:
    """Paths of Unix sockets and loopback hosts are local."""
    if not isinstance(address, tuple):
        return True
    host = address[0]
    return host in {"", "localhost", "::1"} or str(host).startswith("127.")


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Let tests talk to loopback only, so that they pass, or fail, alike everywhere."""
    guarded: dict[str, Callable[..., Any]] = {
        name: getattr(socket.socket, name) for name in ("connect", "connect_ex")
    }

    def guard(real: Callable[..., Any]) -> Callable[..., Any]:
        def connect(self: socket.socket, address: object) -> Any:
            if _is_local(address):
                return real(self, address)
            raise NetworkBlockedError(f"a test tried to connect to {address!r}")

        return connect

    with pytest.MonkeyPatch.context() as patch:
        for name, real in guarded.items():
            patch.setattr(socket.socket, name, guard(real))
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Put SQLite into a file, as an office has it: writers then wait for each other.

    One in memory is shared between the threads of a live server, where a page still being
    answered makes the next statement fail at once instead of wait. Nobody needs this one after
    a power cut, so that it does not wait for the disk.
    """
    default = connection.settings_dict
    if connection.vendor == "sqlite":
        default["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "bayen.sqlite3")
        default["OPTIONS"]["init_command"] += "; PRAGMA synchronous=OFF"


class CheapArgon2(Argon2PasswordHasher):
    """The product's way to keep passwords with the least work: a sign-in costs it seconds."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1


@pytest.fixture(scope="session", autouse=True)
def _passwords_cost_little() -> Iterator[None]:
    """Ask for as much as the tests of signing in prove, and no more."""
    keep = [f"{__name__}.{CheapArgon2.__name__}", *django_settings.PASSWORD_HASHERS[1:]]
    with override_settings(PASSWORD_HASHERS=keep):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """Let the emptying of tables after a live-server test through the append-only triggers."""
    empty = flush.Command.handle

    def empty_unguarded(command: flush.Command, **options: Any) -> Any:
        remove_guards(connection)
        try:
            return empty(command, **options)
        finally:
            install_guards(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush.Command, "handle", empty_unguarded)
        yield


@pytest.fixture(autouse=True)
def _overlays_go_with_the_rows() -> Iterator[None]:
    """What a test entered leaves the database after it; so it must leave this process."""
    yield
    from bayen.access.overlays import set_overlays_aside  # noqa: PLC0415 (needs the models)

    set_overlays_aside()


@pytest.fixture(scope="session")
def root_folder() -> Path:
    """The top of the checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def cluster_address() -> Iterator[str]:
    """Of a Dask scheduler with two worker processes."""
    from distributed import LocalCluster  # noqa: PLC0415 (few tests need it, and it is slow)

    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", host="127.0.0.1"
    ) as cluster:
        yield cluster.scheduler_address


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice's program, for turning documents and workbooks into PDF."""
    return _program("soffice")


@pytest.fixture(scope="session")
def pdftoppm() -> str:
    """Poppler's program for turning pages of a PDF into pictures."""
    return _program("pdftoppm")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the system's Chromium instead of one that Playwright would download."""
    return browser_type_launch_args | {
        "executable_path": _program("chromium-headless-shell", "chromium", "google-chrome"),
        "args": list(CHROMIUM_FLAGS),
    }


def _program(*names: str) -> str:
    """The full path of the first of these programs, or a skip that says how to get one."""
    for name in names:
        path = shutil.which(name)
        if path is not None:
            return path
    return pytest.skip(f"{names[0]} is missing: make system-parts installs it")


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark before others choose by marks; put in order after pytest-django has."""
    _mark_what_touches_the_database(items)
    yield
    _put_the_long_first(items)


def _mark_what_touches_the_database(items: list[pytest.Item]) -> None:
    """Those run again on PostgreSQL."""
    for item in items:
        names = getattr(item, "fixturenames", ())
        if item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(names):
            item.add_marker("db")


def _put_the_long_first(items: list[pytest.Item]) -> None:
    """So that no worker ends long after the other; the tests of a file stay together."""
    slow, long = (
        {item.path for item in items if any(map(item.get_closest_marker, marks))}
        for marks in (("slow",), ("engine", "e2e"))
    )
    items.sort(key=lambda item: (item.path not in slow, item.path not in long))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the very end what a green line must not hide."""
    _tell_gains_and_losses(terminalreporter)
    _tell_what_was_skipped(terminalreporter)


def _tell_gains_and_losses(terminalreporter: pytest.TerminalReporter) -> None:
    """Which figures a changed reader reads otherwise than the stored baseline, when it ran."""
    outcomes = (one for found in terminalreporter.stats.values() for one in found)
    if not any(getattr(one, "nodeid", "").startswith(_READER_TESTS) for one in outcomes):
        return
    lines = gains_and_losses()
    if lines is None:
        return
    counts = Counter(line[0] for line in lines)
    title = f"READER CHANGED since the baseline: {counts['+']} gained, {counts['-']} lost"
    terminalreporter.section(title, sep="!", yellow=True)
    for line in lines[:_MOST_LINES]:
        terminalreporter.write_line(line, red=line.startswith("-"), green=line.startswith("+"))
    more = max(len(lines) - _MOST_LINES, 0)
    terminalreporter.write_line(
        (f"… and {more} more. " if more else "")
        + "All of them, and how sure: python tools/score_reading.py; as the new baseline: --write"
    )


_READER_TESTS = "tests/intake/"
_MOST_LINES = 80


def _tell_what_was_skipped(terminalreporter: pytest.TerminalReporter) -> None:
    reasons = Counter(_reason(skipped) for skipped in terminalreporter.stats.get("skipped", ()))
    if not reasons:
        return
    terminalreporter.section(f"NOT TESTED: {sum(reasons.values())} skipped", sep="!", red=True)
    for reason, count in reasons.most_common():
        terminalreporter.write_line(f"{count:5d}  {reason}", yellow=True)


def _reason(skipped: pytest.TestReport) -> str:
    place = skipped.longrepr
    return place[2].removeprefix("Skipped: ") if isinstance(place, tuple) else str(place)
