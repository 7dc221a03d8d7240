"""Who sends does not stand before who reads; who waits too long is told so, and keeps a place."""

import threading
import time

import pytest
from django.core.signing import Signer
from django.http import HttpResponse
from django.test import RequestFactory

from bayen.web import lanes
from bayen.web.lane import Lane
from bayen.web.lanes import SENDING, TICKET, TICKET_LASTS, Lanes, first_came

FORM = "application/x-www-form-urlencoded"


def test_reading_goes_on_while_every_place_of_the_sending_lane_is_taken(monkeypatch):
    monkeypatch.setattr(lanes, "PATIENCE", 0.05)
    begun, go_on = threading.Barrier(SENDING + 1), threading.Event()

    def answer(request):
        if request.path == "/slow/":
            begun.wait(10)
            go_on.wait(10)
        return HttpResponse("here")

    served, ask = Lanes(answer), RequestFactory()
    senders = [
        threading.Thread(target=lambda: served(ask.post("/slow/", "a=1", content_type=FORM)))
        for _ in range(SENDING)
    ]
    for sender in senders:
        sender.start()
    begun.wait(10)
    assert served(ask.get("/table/")).content == b"here"
    assert served(ask.post("/file/", {"a": "1"})).content == b"here"  # a file takes no place
    late = served(ask.post("/form/", "a=1", content_type=FORM))
    assert (late.status_code, late.headers["Retry-After"]) == (503, "5")
    assert "chưa được nhận; không có gì bị mất" in late.content.decode()
    go_on.set()
    for sender in senders:
        sender.join()
    assert served(ask.post("/form/", "a=1", content_type=FORM)).content == b"here"


def test_a_page_that_fails_gives_its_place_back():
    def fail(request):
        raise ZeroDivisionError

    served = Lanes(fail)
    for _ in range(SENDING + 1):
        try:
            served(RequestFactory().post("/", "a=1", content_type=FORM))
        except ZeroDivisionError:
            continue
    assert served.sending.enter(time.time(), 0)


def test_whoever_came_first_is_called_first_however_often_they_asked():
    lane, order = Lane(1), []
    assert lane.enter(0, 0)
    came = [30.0, 10.0, 20.0, 10.0]

    def wait(at):
        assert lane.enter(came[at], 10)
        order.append(at)
        lane.leave()

    waiting = [threading.Thread(target=wait, args=(at,)) for at in range(len(came))]
    for at, thread in enumerate(waiting, 1):
        thread.start()
        _until(lambda at=at: len(lane._waiting) == at)
    lane.leave()
    for thread in waiting:
        thread.join(10)
    assert order == [1, 3, 2, 0]


def test_who_goes_away_takes_no_place_along():
    lane = Lane(1)
    assert lane.enter(0, 0)
    assert not lane.enter(1, 0.01)
    lane.leave()
    assert lane.enter(2, 0)
    assert not lane.enter(3, 0.01)


def test_a_sender_told_to_wait_comes_back_to_the_same_place_and_gives_the_ticket_up(monkeypatch):
    monkeypatch.setattr(lanes, "PATIENCE", 0.01)
    served, ask = Lanes(lambda request: HttpResponse("here")), RequestFactory()
    for _ in range(SENDING):
        assert served.sending.enter(0, 0)
    before = time.time()
    told = served(ask.post("/form/", "a=1", content_type=FORM))
    ask.cookies[TICKET] = told.cookies[TICKET].value
    again = served(ask.post("/form/", "a=1", content_type=FORM))
    assert again.cookies[TICKET].value == told.cookies[TICKET].value
    assert before - 0.001 <= first_came(ask.post("/form/")) <= before + 1
    served.sending.leave()
    through = served(ask.post("/form/", "a=1", content_type=FORM))
    assert (through.status_code, through.cookies[TICKET]["max-age"]) == (200, 0)


@pytest.mark.parametrize(
    "ticket",
    [
        "",
        "1",
        Signer(salt="another").sign("1.0"),
        Signer(salt="bayen.web.lanes").sign(f"{time.time() - TICKET_LASTS - 60:.3f}"),
        Signer(salt="bayen.web.lanes").sign(f"{time.time() + 3600:.3f}"),
    ],
    ids=["none", "unsigned", "of something else", "old", "of tomorrow"],
)
def test_a_ticket_that_is_not_ours_or_old_is_worth_nothing(ticket):
    ask = RequestFactory()
    ask.cookies[TICKET] = ticket
    before = time.time()
    assert before <= first_came(ask.post("/form/")) <= time.time()


def _until(is_so):
    end = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.001)
