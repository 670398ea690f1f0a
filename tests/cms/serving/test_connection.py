"""Connections to the web server, byte by byte."""

import asyncio
import itertools
import socket
import threading
import time
from contextlib import ExitStack

import pytest
from uvicorn import Config, Server

from cms.serving import connection as connection_module
from cms.serving import threads
from cms.serving.connection import Connection
from cms.serving.outage import unavailable
from cms.serving.page_cache import PageCache
from cms.serving.requests import RequestReader
from cms.serving.threads import SiteInThreads
from tests.cms.serving.clients import (
    OTHER,
    PAGE,
    Site,
    Stream,
    ask_until_remembered,
    connected,
    head,
)


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def cache(site, generation):
    reader = RequestReader(
        personal_cookies=("counsel_session",), personal_paths=("/admin/",)
    )
    return PageCache(
        site, generation, reader=reader, max_bytes=1_000_000, unavailable=unavailable
    )


@pytest.fixture
def port(cache, monkeypatch):
    """Where a server with the cache listens."""
    monkeypatch.setattr(Connection, "remembered", {})
    listening = socket.create_server(("127.0.0.1", 0))
    server = Server(
        Config(
            SiteInThreads(cache),
            http=Connection,
            lifespan="off",
            interface="asgi3",
            proxy_headers=False,
            server_header=False,
            log_config=None,
            timeout_graceful_shutdown=1,
        )
    )
    # Signals are for the main thread, which is the tests'.
    serving = threading.Thread(
        target=lambda: asyncio.run(server._serve([listening])), daemon=True
    )
    serving.start()
    yield listening.getsockname()[1]
    server.should_exit = True
    serving.join(10)
    listening.close()


def test_a_known_page_is_answered_without_the_site(port, site):
    with connected(port) as client:
        ask_until_remembered(client)
        answers = [client.ask(PAGE) for _ in range(4)]

    assert {body for _, _, body in answers} == {"/page/ 1"}
    assert len(site.asked) == 1
    without_date = [
        {**headers, "date": None} for status, headers, _ in answers if status == 200
    ]
    assert without_date == [without_date[0]] * 4
    assert all("date" in headers for _, headers, _ in answers)


def test_changed_content_is_new_also_for_a_head_that_was_read_before(port, generation):
    with connected(port) as client:
        ask_until_remembered(client)
        before = [client.ask(PAGE)[2] for _ in range(3)]
        generation.current += 1
        after = [client.ask(PAGE)[2] for _ in range(3)]

    assert before == ["/page/ 1"] * 3
    assert after == ["/page/ 2"] * 3


def test_without_certainty_nothing_is_answered_at_once(port, generation):
    with connected(port) as client:
        ask_until_remembered(client)
        generation.is_database_lost = True
        generation.lease_ends = 0.0
        _, headers, _ = client.ask(PAGE)

    assert "outage" in headers["cache-status"]


def test_a_client_that_has_the_page_gets_a_304(port):
    with connected(port) as client:
        etag = client.ask(PAGE)[1]["etag"]
        known = head(If_None_Match=etag)
        answers = [client.ask(known, has_body=False) for _ in range(3)]
        weak = client.ask(head(If_None_Match=f'W/{etag}, "x"'), has_body=False)
        older = client.ask(head(If_None_Match='"x"'))

    assert [status for status, _, _ in [*answers, weak]] == [304] * 4
    assert {found["etag"] for _, found, _ in [*answers, weak]} == {etag}
    assert (older[0], older[2]) == (200, "/page/ 1")


def test_head_has_the_headers_of_get_and_no_body(port):
    with connected(port) as client:
        get = client.ask(PAGE)
        answers = [client.ask(head(method="HEAD"), has_body=False) for _ in range(3)]
        after = client.ask(PAGE)

    assert [found["content-length"] for _, found, _ in answers] == ["8"] * 3
    assert {found["etag"] for _, found, _ in answers} == {get[1]["etag"]}
    assert after[2] == get[2]


def test_what_is_not_kept_has_no_body_for_head_either(port):
    with connected(port) as client:
        headers = client.ask(head("/unmeasured/", "HEAD"), has_body=False)[1]
        assert headers["content-type"] == "text/plain"
        assert client.ask(PAGE)[0] == 200


def test_an_answer_of_unknown_length_comes_in_chunks(port):
    with connected(port) as client:
        headers = client.ask(head("/unmeasured/"), has_body=False)[1]
        assert headers["transfer-encoding"] == "chunked"
        assert client.file.read(24) == b"e\r\nof some length\r\n0\r\n\r\n"


def test_the_status_is_the_one_of_the_site(port):
    with connected(port) as client:
        status, headers, _ = client.ask(head("/moved/"))
        assert (status, headers["location"]) == (301, "/")


def test_answers_come_in_the_order_of_the_questions(port, site):
    with connected(port) as client:
        ask_until_remembered(client)
        site.may_answer.clear()
        client.send(head("/slow/"), PAGE, PAGE + OTHER + PAGE)
        site.may_answer.set()
        bodies = [client.receive()[2] for _ in range(5)]

    names = [body.split()[0] for body in bodies]
    assert names == ["/slow/", "/page/", "/page/", "/other/", "/page/"]


def test_a_head_may_come_in_pieces(port):
    with connected(port) as client:
        client.ask(PAGE)
        client.send(PAGE[:9], PAGE[9:30], PAGE[30:])
        assert client.receive()[2] == "/page/ 1"
        client.send(PAGE[:-1], PAGE[-1:] + PAGE[:5], PAGE[5:])
        assert [client.receive()[2] for _ in range(2)] == ["/page/ 1"] * 2


def test_a_body_is_never_taken_for_a_request(port, site):
    """Neither while its request is answered nor after the answer was given."""
    with connected(port) as client:
        ask_until_remembered(client)
        asked = len(site.asked)
        client.send(head("/form/", "POST", Content_Length=len(PAGE)), PAGE)
        assert client.receive()[2].startswith("/form/")
        assert client.ask(OTHER)[2].startswith("/other/")
        client.ask(head("/deaf/", "POST", Content_Length=len(PAGE)))
        client.send(PAGE, OTHER)
        assert client.receive()[2].startswith("/other/")

    methods = [environ["REQUEST_METHOD"] for environ in site.asked[asked:]]
    assert methods == ["POST", "GET", "POST"]
    assert site.bodies == [PAGE]


def test_a_get_with_a_body_leaves_the_connection_in_order(port):
    with connected(port) as client:
        client.ask(PAGE)
        client.send(head(Content_Length=len(OTHER)) + OTHER)
        assert client.receive()[2].startswith("/page/")
        assert client.ask(PAGE)[2] == "/page/ 1"


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": "counsel_session=1"},
        {"Authorization": "Basic x"},
        {"Range": "bytes=0-1"},
    ],
)
def test_what_only_the_site_can_answer_goes_to_the_site(port, site, headers):
    with connected(port) as client:
        client.ask(PAGE)
        for count in (2, 3):
            client.ask(head(**headers))
            assert len(site.asked) == count


def test_a_header_that_comes_twice_is_left_to_the_site(port, site):
    with connected(port) as client:
        client.ask(PAGE)
        client.ask(PAGE[:-2] + b"Host: other.example\r\n\r\n")

    assert site.asked[-1]["HTTP_HOST"] == "firm.example,other.example"


def test_names_with_underscores_do_not_pass_for_those_with_hyphens(port, site):
    with connected(port) as client:
        client.ask(PAGE[:-2] + b"X_Forwarded_For: 1.2.3.4\r\n\r\n")

    assert "HTTP_X_FORWARDED_FOR" not in site.asked[-1]


def test_an_address_may_hold_letters_of_any_kind(port, site):
    with connected(port) as client:
        answers = [client.ask(head("/caf%C3%A9/?q=%C3%A9")) for _ in range(3)]

    assert len({body for _, _, body in answers}) == 1
    assert site.asked[0]["PATH_INFO"] == "/caf\u00e9/".encode().decode("latin1")
    assert site.asked[0]["QUERY_STRING"] == "q=%C3%A9"


def test_an_address_that_is_not_encoded_is_refused(port, site):
    with connected(port) as client:
        client.send("GET /caf\u00e9/ HTTP/1.1\r\nHost: firm.example\r\n\r\n".encode())
        assert client.receive()[0] == 400

    assert not site.asked


def test_who_asks_for_it_has_the_connection_closed(port):
    with connected(port) as client:
        client.ask(PAGE)
        assert client.ask(head(Connection="close"))[2] == "/page/ 1"
        assert client.is_closed()


def test_a_head_without_end_is_refused(port):
    with connected(port) as client:
        line = b"X-Long: " + b"x" * 8_000 + b"\r\n"
        client.send(b"GET / HTTP/1.1\r\n", *[line] * 9)
        assert client.receive()[0] == 431
        assert client.is_closed()


def test_half_a_form_does_not_reach_the_site_as_a_whole(port, site):
    with connected(port) as client:
        client.send(head("/form/", "POST", Content_Length=100), b"half")
    deadline = time.monotonic() + 10
    while not site.bodies and time.monotonic() < deadline:
        time.sleep(0.02)

    assert isinstance(site.bodies[0], OSError)


@pytest.mark.parametrize("sent", [b"", PAGE[:10], PAGE + PAGE + PAGE[:10]])
def test_a_silent_client_is_not_waited_for(port, monkeypatch, sent):
    monkeypatch.setattr(connection_module, "PATIENCE", 0.3)
    with connected(port) as client:
        client.send(sent)
        for _ in range(sent.count(b"\r\n\r\n")):
            client.receive()
        assert client.is_closed()


def test_a_client_that_is_silent_amid_its_form_is_not_waited_for(
    port, site, monkeypatch
):
    monkeypatch.setattr(threads, "BODY_PATIENCE", 0.2)
    with connected(port) as client:
        client.send(head("/form/", "POST", Content_Length=100) + b"half")
        assert client.receive()[0] == 500

    assert isinstance(site.bodies[0], OSError)


def test_readers_do_not_wait_for_clients_that_send_slowly(port):
    with ExitStack() as stack:
        for _ in range(20):
            sender = stack.enter_context(connected(port))
            sender.send(head("/form/", "POST", Content_Length=100) + b"half")
        time.sleep(0.1)
        reader = stack.enter_context(connected(port))
        assert reader.ask(PAGE)[0] == 200


def test_a_long_answer_comes_whole_and_is_closed(port, site):
    pieces = [bytes([number]) * 50_000 for number in range(65, 75)]
    site.stream = Stream(pieces)
    with connected(port) as client:
        client.send(head("/stream/"))
        client.receive(has_body=False)
        received = client.file.read(500_000)

    assert received == b"".join(pieces)
    assert site.stream.closed.wait(10)


def test_an_answer_that_nobody_waits_for_is_closed(port, site):
    site.stream = Stream(itertools.repeat(b"x" * 50_000))
    with connected(port) as client:
        client.send(head("/stream/"))
        client.receive(has_body=False)

    assert site.stream.closed.wait(10)


def test_an_answer_that_breaks_off_is_closed(port, site):
    def broken():
        yield b"x" * 10
        raise OSError("the file is gone")

    site.stream = Stream(broken())
    with connected(port) as client:
        assert client.ask(head("/stream/"))[0] == 500

    assert site.stream.closed.wait(10)
