"""Tests cannot leave this machine, and can talk to themselves."""

import socket

import pytest


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("example.org", 443)])
def test_other_machines_are_out_of_reach(address: tuple[str, int]) -> None:
    with (
        socket.socket() as caller,
        pytest.raises(RuntimeError, match="tried to connect"),
    ):
        caller.connect(address)


def test_loopback_answers() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port), timeout=5) as caller:
            assert caller.getpeername() == ("127.0.0.1", port)
