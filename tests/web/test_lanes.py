"""Who sends does not stand before who reads; who waits too long is told so."""

import threading

from django.http import HttpResponse
from django.test import RequestFactory

from bayen.web import lanes
from bayen.web.lanes import SENDING, Lanes

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
    assert served.sending.acquire(blocking=False)
