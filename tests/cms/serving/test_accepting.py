"""New connections are shared out among the workers."""

import asyncio
import errno
import socket
import threading
import time
from contextlib import ExitStack

import pytest
from uvicorn import Config

from cms.serving import accepting
from cms.serving.accepting import NOT_THERE, FairServer
from tests.cms.serving.processes import wait_for

REQUEST = b"GET / HTTP/1.1\r\nHost: testserver\r\n\r\n"


async def site(scope, receive, send):
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body"})


class Workers:
    """Servers that listen at one socket, each with a thread and loop of its own."""

    def __init__(self, places):
        self.counts = [NOT_THERE] * places
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.running = []

    def start(self, place):
        config = Config(site, lifespan="off", log_config=None)
        server = FairServer(config, self.counts, place)
        # Signals are for the main thread, which is the tests'.
        run = server._serve([self.listening.dup()])
        thread = threading.Thread(target=lambda: asyncio.run(run), daemon=True)
        thread.start()
        self.running.append((server, thread))
        wait_for(lambda: server.started)
        return server

    def stop(self):
        for server, thread in self.running:
            server.should_exit = True
            thread.join(10)
        self.listening.close()


@pytest.fixture
def workers():
    found = Workers(2)
    yield found
    found.stop()


@pytest.fixture
def connect(workers):
    """Opens a connection that stays open, and has been answered once."""
    with ExitStack() as stack:

        def connect():
            address = workers.listening.getsockname()
            client = stack.enter_context(socket.create_connection(address, 10))
            client.sendall(REQUEST)
            assert client.recv(100).startswith(b"HTTP/1.1 204 ")

        yield connect


def connections_of(server):
    return len(server.server_state.connections)


@pytest.mark.parametrize("pause", [0, 0.05])  # seconds
def test_who_has_fewer_connections_takes_the_next(workers, connect, pause):
    first = workers.start(0)
    for _ in range(6):
        connect()
    second = workers.start(1)
    for _ in range(6):
        time.sleep(pause)
        connect()

    assert connections_of(first) + connections_of(second) == 12
    assert connections_of(second) in (5, 6)


def test_who_has_lost_connections_takes_the_next(workers, connect):
    first, second = workers.start(0), workers.start(1)
    with ExitStack() as leaving:
        for _ in range(6):
            address = workers.listening.getsockname()
            leaving.enter_context(socket.create_connection(address, 10))
            connect()
    wait_for(lambda: sum(workers.counts) == 6)
    for _ in range(6):
        connect()

    assert abs(connections_of(first) - connections_of(second)) <= 2


def test_a_worker_that_hangs_is_not_waited_for(workers, connect):
    busy = workers.start(0)
    workers.counts[1] = 0
    for _ in range(4):
        connect()

    assert connections_of(busy) == 4
    assert busy.asleep == {1: 0}


def test_who_has_ended_leaves_new_connections_to_others(workers, connect):
    first = workers.start(0)
    connect()
    second = workers.start(1)
    first.should_exit = True
    workers.running[0][1].join(10)
    for _ in range(3):
        connect()

    assert connections_of(second) == 3
    assert workers.counts[0] == NOT_THERE


def test_where_no_connection_can_be_opened_it_is_tried_again(
    workers, connect, monkeypatch
):
    monkeypatch.setattr(accepting, "RETRY_AFTER", 0.05)
    refusals = [OSError(errno.EMFILE, "Too many open files"), BlockingIOError()]
    accept = socket.socket.accept

    def accept_later(self):
        if refusals:
            raise refusals.pop(0)
        return accept(self)

    monkeypatch.setattr(socket.socket, "accept", accept_later)
    workers.start(0)
    connect()

    assert not refusals
