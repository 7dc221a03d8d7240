"""A burst of forms from every commune, and a power cut in the middle.

    python -m bench.burst [--postgresql] [--communes N] [--at-once N] [--sign-in N]

Starts ``bayen serve`` on a fresh data folder, lets every commune's officer send the month's
form over HTTP while the officers of the provinces read their tables, and sets beside it the
same posts to a bare Django view. Then the same again with the server killed in the middle
(SIGKILL, workers too), started again, the unanswered sent again, and every answer checked
against the database. Exits with 1 when an answer was not kept.
"""

from __future__ import annotations

import argparse
import os
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from bench.burst.clients import Answer, Crowd, Request
from bench.burst.served import Served, bayen_serve

if TYPE_CHECKING:
    from bench.burst.office import Office, Sender
    from bench.burst.proof import Proof

SIGN_IN = "/dang-nhap/"
PAUSE = 30.0  # seconds between two looks of a province's officer at the table
ACCEPTING = 8  # officers of provinces at once
AFTER = 0.4  # part of the answers after which the server is killed


def main() -> int:
    given = _arguments()
    with _database(given.postgresql), tempfile.TemporaryDirectory(dir=given.folder) as folder:
        from bayen.cli.office import open_office  # noqa: PLC0415 (the database is named only now)

        home = Path(folder) / "home"
        os.environ["BAYEN_SECRET_KEY"] = secrets.token_urlsafe(50)
        open_office(home)
        from bench.burst.office import prepare_office  # noqa: PLC0415 (Django runs only now)

        begun = time.monotonic()
        office = prepare_office(given.communes)
        print(f"prepared: {len(office.senders)} communes in {time.monotonic() - begun:.0f} s")
        server = bayen_serve(home, Path(folder) / "log", given.workers)
        try:
            return Play(office, server, given, Path(folder)).run()
        finally:
            server.kill()


class Play:
    """The scenes in their order, on one office.

    Args:
        office: who takes part.
        server: the program, not started yet.
        given: how many at once, how many sign in.
        folder: for logs.
    """

    def __init__(
        self, office: Office, server: Served, given: argparse.Namespace, folder: Path
    ) -> None:
        self.office, self.server, self.given, self.folder = office, server, given, folder
        self.sessions: dict[str, str] = {}

    def run(self) -> int:
        print(f"server ready after {self.server.start(SIGN_IN):.1f} s")
        self.sign_everybody_in()
        half = len(self.office.senders) // 2
        sent = self.burst(self.office.senders[:half])
        answered = self.burst_with_power_cut(self.office.senders[half:], sent)
        self.bare_burst()
        return 0 if answered else 1

    def sign_everybody_in(self) -> None:
        """By the page as far as asked, the others with the session that this leaves."""
        from bench.burst.office import PASSWORD, make_sessions  # noqa: PLC0415 (Django runs)

        names = self.office.usernames
        by_page = names[: self.given.sign_in]
        requests = [
            Request(name, SIGN_IN, "", {"login": name, "password": PASSWORD}) for name in by_page
        ]
        answers = Crowd(self.server.port).send_all(requests, 8)() if requests else []
        self.sessions = {a.about: a.session for a in answers if a.session}
        rest = [name for name in names if name not in self.sessions]
        self.sessions |= make_sessions(rest)
        if answers:
            print(f"signed in by the page: {len(names) - len(rest)}, {_rate(answers)}")

    def burst(self, senders: Sequence[Sender]) -> list[Answer]:
        """Everybody sends; the provinces look on."""
        alone = Crowd(self.server.port)
        wait = alone.send_all(self._tables(), 1)
        print(f"table before the burst: {_spread(wait())}")
        crowd = Crowd(self.server.port)
        reading = crowd.read_on(self._tables(), PAUSE)
        sent = crowd.send_all([self._form(s) for s in senders], self.given.at_once)()
        crowd.over.set()
        _tell("sent", sent)
        _tell("table during the burst", reading())
        return sent

    def burst_with_power_cut(self, senders: Sequence[Sender], before: Sequence[Answer]) -> bool:
        """The others send while the provinces accept what came before; half way, the cut.

        Then the server is started and what was not answered is sent, and accepted, again.
        """
        crowd, accepting = Crowd(self.server.port), self._acceptances(before)
        reading = crowd.read_on(self._tables(), PAUSE)
        accepted = Crowd(self.server.port).send_all(accepting, ACCEPTING)
        wait = crowd.send_all([self._form(s) for s in senders], self.given.at_once)
        while crowd.answered.value < AFTER * len(senders):
            time.sleep(0.01)
        self.server.kill()
        first, taken = wait(), accepted()
        crowd.over.set()
        reading()
        print(f"started again after {self.server.start(SIGN_IN):.1f} s")
        told = [a for a in first if a.is_good]
        proof = self._prove(told, taken)
        _tell_proof("after the power cut", proof)
        left = {s.place_id for s in senders} - {a.about for a in told}
        again = [self._form(s) for s in senders if s.place_id in left]
        second = Crowd(self.server.port).send_all(again, self.given.at_once)()
        done = {a.about for a in taken if a.is_good}
        left_over = [request for request in accepting if request.about not in done]
        begun = Crowd(self.server.port).send_all(left_over, ACCEPTING)()
        _tell("accepted after it", begun)
        whole = self._prove([*told, *second], [*taken, *begun])
        _tell_proof("after sending and accepting the others again", whole)
        return not (proof.faults or whole.faults) and whole.sent == len(senders)

    def bare_burst(self) -> None:
        """The same posts to the bare view, on the same database, in the same way."""
        from bench.burst.office import BARE, make_sessions  # noqa: PLC0415 (Django runs)

        self.server.kill()
        peer = Served([sys.executable, "-m", "bench.burst.bare"], self.folder / "bare-log")
        peer.start("/")
        try:
            senders = self.office.senders
            sessions = make_sessions([s.username for s in senders], BARE)
            requests = [
                Request(s.place_id, f"/?place={s.place_id}", sessions[s.username], s.fields)
                for s in senders
            ]
            _tell("bare Django", Crowd(peer.port).send_all(requests, self.given.at_once)())
        finally:
            peer.kill()

    def _form(self, sender: Sender) -> Request:
        from bench.burst.office import MONTH  # noqa: PLC0415 (Django runs)

        fields = sender.fields | {"seen": self.office.untouched, "base": "{}"}
        path = f"/bieu-mau/?place={sender.place_id}&period={quote(MONTH.key)}"
        return Request(sender.place_id, path, self.sessions[sender.username], fields, True)

    def _acceptances(self, sent: Sequence[Answer]) -> list[Request]:
        """By the officer of each commune's province."""
        officers = {
            s.place_id: dict(self.office.provinces)[s.province_id] for s in self.office.senders
        }
        return [
            Request(a.about, f"{a.location}duyet/", self.sessions[officers[a.about]], {})
            for a in sent
            if a.is_good
        ]

    def _tables(self) -> list[Request]:
        from bench.burst.office import BEFORE  # noqa: PLC0415 (Django runs)

        period = quote(BEFORE.key)
        return [
            Request(place, f"/tong-hop/?place={place}&period={period}", self.sessions[name])
            for place, name in self.office.provinces
        ]

    def _prove(self, sent: Sequence[Answer], accepted: Sequence[Answer]) -> Proof:
        from bench.burst.proof import prove  # noqa: PLC0415 (Django runs)

        return prove({s.place_id: s for s in self.office.senders}, sent, accepted)


def _tell(what: str, answers: Sequence[Answer]) -> None:
    good = [a for a in answers if a.is_good]
    print(f"{what}: {_rate(good)}; {_spread(good)}")
    again = sum(a.tries > 1 for a in good)
    if again:
        print(f"  {again} were told to wait, or to say a word to a warning, and sent again")
    for status, one in {a.status: a for a in answers if not a.is_good}.items():
        count = sum(a.status == status for a in answers)
        print(f"  {count} answered {status or 'nothing'}: {one.problem[:600]}")


def _tell_proof(what: str, proof: Proof) -> None:
    print(f"{what}: {proof.sent} answered as sent, {proof.accepted} as accepted, ", end="")
    print(f"{len(proof.faults)} not kept" if proof.faults else "all there, once; chain sound")
    for fault in proof.faults[:10]:
        print(f"  {fault}")


def _rate(answers: Sequence[Answer]) -> str:
    if not answers:
        return "0"
    spent = max(a.begun + a.seconds for a in answers) - min(a.begun for a in answers)
    return f"{len(answers)} in {spent:.1f} s = {len(answers) / spent:.1f}/s"


def _spread(answers: Sequence[Answer]) -> str:
    good = sorted(a.seconds for a in answers if a.is_good)
    if len(good) < 2:
        return "too few"
    parts = statistics.quantiles(good, n=20)
    half = statistics.median(good)
    return f"p50 {half:.2f} s, p95 {parts[-1]:.2f} s, longest {good[-1]:.2f} s of {len(good)}"


@contextmanager
def _database(is_postgresql: bool) -> Iterator[None]:
    """Name the database in the environment, as an office does."""
    from tools.with_postgresql import ADDRESS, running_postgresql  # noqa: PLC0415 (only if asked)

    with running_postgresql() if is_postgresql else nullcontext("") as address:
        os.environ[ADDRESS] = address
        yield


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgresql", action="store_true", help="instead of SQLite")
    parser.add_argument("--communes", type=int, default=3321, help="how many take part")
    parser.add_argument("--at-once", type=int, default=500, help="connections open together")
    parser.add_argument("--sign-in", type=int, default=100, help="how many by the page")
    parser.add_argument("--workers", type=int, default=1, help="processes of the server")
    parser.add_argument("--folder", type=Path, help="where the data goes")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
