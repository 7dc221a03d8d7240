"""Browsers without a window: processes of threads, each with a connection of its own a request.

Only the standard library: what is measured is the server, on the same two cores.
"""

from __future__ import annotations

import http.client
import multiprocessing
import re
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Event
from typing import Any
from urllib.parse import urlencode

from bayen.web.lanes import TICKET
from bench.burst.served import HOST

CSRF = "0123456789abcdefghijklmnopqrstuv"  # what a browser was given with an earlier page
PROCESSES = 2
_TIMEOUT = 300.0  # seconds, as browsers wait
BUSY = 503
_WORD_FIELDS = re.compile(r'name="(word:[^"]+)"')


@dataclass(frozen=True, slots=True)
class Request:
    """One thing a client asks.

    Attributes:
        about: what the answer is known by.
        session: of who asks; "" of nobody.
        fields: of a form that is sent; None reads the page.
        says_why: a page that asks for words of warnings is given some and sent again.
        ticket: the place in line that an earlier answer gave; "" without.
    """

    about: str
    path: str
    session: str
    fields: dict[str, str] | None = None
    says_why: bool = False
    ticket: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it.

    Attributes:
        status: of the answer; 0 where none came.
        location: where it leads.
        begun, seconds: by the machine's monotonic clock.
        problem: why none came, or the body of an error.
        session: the session that the answer set; "" where it set none.
        ticket: the place in line that it gave; "" where it gave none.
        tries: how often it was sent.
    """

    about: str
    status: int
    location: str
    begun: float
    seconds: float
    problem: str = ""
    session: str = ""
    ticket: str = ""
    tries: int = 1

    @property
    def is_good(self) -> bool:
        return self.status in {200, 302}


@dataclass(slots=True)
class Crowd:
    """Clients at work; ``answered`` counts good answers while they are."""

    port: int
    answered: Synchronized[int] = field(default_factory=lambda: multiprocessing.Value("i", 0))
    over: Event = field(default_factory=multiprocessing.Event)

    def send_all(self, requests: Sequence[Request], at_once: int) -> Callable[[], list[Answer]]:
        """Begin to send these, so many at a time; the result waits for all of them."""
        parts = [requests[at::PROCESSES] for at in range(PROCESSES)]
        return self._begin(_send_part, parts, max(1, at_once // PROCESSES))

    def read_on(self, requests: Sequence[Request], pause: float) -> Callable[[], list[Answer]]:
        """Each reads its page again and again until ``over``, with a pause between."""
        return self._begin(_read_part, [requests], pause)

    def _begin(
        self, run: Callable[..., None], parts: Iterable[Sequence[Request]], how: float
    ) -> Callable[[], list[Answer]]:
        context = multiprocessing.get_context("fork")
        pairs = []
        for part in parts:
            ours, theirs = context.Pipe(duplex=False)
            process = context.Process(target=run, args=(self, part, how, theirs))
            process.start()
            theirs.close()
            pairs.append((process, ours))

        def wait() -> list[Answer]:
            answers = [answer for _, ours in pairs for answer in ours.recv()]
            for process, _ in pairs:
                process.join()
            return answers

        return wait


def ask(port: int, request: Request) -> Answer:
    """Ask once; where the page asks for words, once more with them."""
    begun = time.monotonic()
    answer, body = _ask_once(port, request, begun)
    while answer.status == BUSY and time.monotonic() - begun < _TIMEOUT:
        time.sleep(5)
        request = replace(request, ticket=answer.ticket or request.ticket)
        answer, body = _ask_once(port, request, begun, answer.tries + 1)
    wanted = _WORD_FIELDS.findall(body) if answer.status == 422 and request.says_why else []
    if wanted and request.fields is not None:
        words = {unescape(name): "đã kiểm tra lại với sổ theo dõi" for name in wanted}
        again = replace(request, fields=request.fields | words)
        answer, _ = _ask_once(port, again, begun, answer.tries + 1)
    return answer


def _ask_once(port: int, request: Request, begun: float, tries: int = 1) -> tuple[Answer, str]:
    connection = http.client.HTTPConnection(HOST, port, timeout=_TIMEOUT)
    try:
        method, body, headers = _spelt(request)
        connection.request(method, request.path, body, headers)
        response = connection.getresponse()
        text = response.read().decode("utf-8", "replace")
    except (OSError, http.client.HTTPException) as error:
        spent = time.monotonic() - begun
        return Answer(request.about, 0, "", begun, spent, repr(error), tries=tries), ""
    finally:
        connection.close()
    spent = time.monotonic() - begun
    location = response.getheader("Location", "") or ""
    problem = text[:20_000] if response.status >= 400 else ""
    answer = Answer(
        request.about,
        response.status,
        location,
        begun,
        spent,
        problem,
        session=_set_by(response, "sessionid"),
        ticket=_set_by(response, TICKET),
        tries=tries,
    )
    return answer, text


def _spelt(request: Request) -> tuple[str, str | None, dict[str, str]]:
    held = {"csrftoken": CSRF, "sessionid": request.session, TICKET: request.ticket}
    cookies = "; ".join(f"{name}={value}" for name, value in held.items() if value)
    headers = {"Cookie": cookies, "Connection": "close", "User-Agent": "bench"}
    if request.fields is None:
        return "GET", None, headers
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    return "POST", urlencode(request.fields | {"csrfmiddlewaretoken": CSRF}), headers


def _set_by(response: http.client.HTTPResponse, name: str) -> str:
    set_ones = response.headers.get_all("Set-Cookie") or []
    found = (re.match(rf'{name}="?([^;"]+)', one) for one in set_ones)
    return next((match[1] for match in found if match), "")


def _send_part(crowd: Crowd, part: Sequence[Request], at_once: float, out: Any) -> None:
    waiting, answers, lock = list(reversed(part)), [], threading.Lock()

    def work() -> None:
        while not crowd.over.is_set():
            with lock:
                if not waiting:
                    return
                request = waiting.pop()
            answer = ask(crowd.port, request)
            with lock:
                answers.append(answer)
            if answer.is_good:
                with crowd.answered.get_lock():
                    crowd.answered.value += 1

    _run([work] * int(at_once))
    out.send(answers)


def _read_part(crowd: Crowd, part: Sequence[Request], pause: float, out: Any) -> None:
    answers: list[Answer] = []

    def reading(request: Request, first: float) -> Callable[[], None]:
        def work() -> None:
            crowd.over.wait(first)
            while not crowd.over.is_set():
                answers.append(ask(crowd.port, request))
                crowd.over.wait(pause)

        return work

    _run([reading(one, pause * at / len(part)) for at, one in enumerate(part)])
    out.send(answers)


def _run(work: Sequence[Callable[[], None]]) -> None:
    threading.stack_size(512 * 1024)
    threads = [threading.Thread(target=one) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
