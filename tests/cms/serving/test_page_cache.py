"""The page cache in front of small applications."""

import threading
import time
from wsgiref.util import setup_testing_defaults

import pytest

from cms.serving.generation import SILENCE, clock
from cms.serving.outage import unavailable
from cms.serving.page_cache import PageCache
from cms.serving.requests import RequestReader

PUBLIC = [("Content-Type", "text/html"), ("Cache-Control", "public, max-age=0")]


class Application:
    """Answers with the number of times it was asked."""

    def __init__(self, status="200 OK", headers=PUBLIC, while_rendering=None):
        self.status = status
        self.headers = headers
        self.while_rendering = while_rendering
        self.requests = []

    def __call__(self, environ, start_response):
        self.requests.append(environ)
        number = len(self.requests)
        if self.while_rendering:
            self.while_rendering()
        start_response(self.status, list(self.headers))
        return [f"answer {number} ".encode(), b"of the application" * 50]


class Reply:
    def __init__(self, cache, path="/", query="", method="GET", **headers):
        environ = {"PATH_INFO": path, "QUERY_STRING": query, "REQUEST_METHOD": method}
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        setup_testing_defaults(environ)
        self.body = b"".join(cache(environ, self.start))

    def start(self, status, headers, exc_info=None):
        self.status = int(status[:3])
        self.headers = dict(headers)

    @property
    def number(self):
        return int(self.body.split()[1])


@pytest.fixture
def cache_of(generation):
    def cache_of(application, max_bytes=1_000_000):
        return PageCache(
            application,
            generation,
            reader=RequestReader(
                personal_cookies=("counsel_session",),
                personal_paths=("/admin/", "/static/"),
            ),
            max_bytes=max_bytes,
            unavailable=unavailable,
            always_passed=("/static/",),
        )

    return cache_of


def test_an_answer_is_rendered_once_in_a_generation(cache_of, generation):
    cache = cache_of(Application())

    first = [Reply(cache).number for _ in range(3)]
    generation.current += 1
    second = [Reply(cache).number for _ in range(3)]

    assert first == [1, 1, 1]
    assert second == [2, 2, 2]


def test_after_a_pause_what_changed_meanwhile_comes_first(cache_of, generation):
    cache = cache_of(Application())
    Reply(cache)
    generation.lease_ends = clock() - 60

    def renew():
        generation.current += 1
        generation.lease_ends = clock() + 600

    threading.Timer(0.1, renew).start()

    assert Reply(cache).number == 2


def test_what_was_rendered_while_content_changed_is_not_kept(cache_of, generation):
    def change():
        generation.current += 1

    application = Application(while_rendering=change)
    cache = cache_of(application)
    Reply(cache)

    application.while_rendering = None

    assert Reply(cache).number == 2
    assert Reply(cache).number == 2


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("200 OK", [("Content-Type", "text/html")]),
        ("200 OK", [("Cache-Control", "private, no-store")]),
        ("200 OK", [("Cache-Control", "public, no-store")]),
        ("200 OK", [*PUBLIC, ("Set-Cookie", "a=b")]),
        ("200 OK", [*PUBLIC, ("Vary", "Cookie")]),
        ("200 OK", [*PUBLIC, ("Vary", "Accept, User-Agent")]),
        ("200 OK", [*PUBLIC, ("Vary", "*")]),
        ("404 Not Found", PUBLIC),
        ("302 Found", [*PUBLIC, ("Location", "/other/")]),
        ("500 Internal Server Error", PUBLIC),
    ],
)
def test_what_not_everybody_may_have_is_not_kept(cache_of, status, headers):
    cache = cache_of(Application(status, headers))

    replies = [Reply(cache) for _ in range(3)]

    assert [reply.number for reply in replies] == [1, 2, 3]
    assert replies[0].status == int(status[:3])


def test_a_failure_keeps_no_later_answer_from_being_kept(cache_of):
    application = Application("500 Internal Server Error")
    cache = cache_of(application)
    Reply(cache)

    application.status = "200 OK"

    assert [Reply(cache).number for _ in range(3)] == [2, 2, 2]


def test_head_is_answered_like_get_without_the_body(cache_of):
    cache = cache_of(Application())

    head, get = Reply(cache, method="HEAD"), Reply(cache)

    assert head.body == b""
    assert get.number == 1
    assert head.headers == get.headers


def test_who_has_the_answer_gets_a_304(cache_of):
    cache = cache_of(Application())
    etag = Reply(cache, accept_encoding="br").headers["ETag"]

    known = Reply(cache, accept_encoding="br", if_none_match=f'W/{etag}, "x"')
    other = Reply(cache, accept_encoding="br", if_none_match='"x"')

    assert (known.status, known.body) == (304, b"")
    assert known.headers["ETag"] == etag
    assert other.status == 200


def test_personal_requests_neither_fill_the_cache_nor_get_from_it(cache_of):
    application = Application()
    cache = cache_of(application)
    Reply(cache)

    numbers = [
        Reply(cache, cookie="counsel_session=1").number,
        Reply(cache, authorization="Basic x").number,
        Reply(cache, query="preview=token").number,
        Reply(cache, method="POST").number,
        Reply(cache, range="bytes=0-1").number,
    ]

    assert numbers == [2, 3, 4, 5, 6]
    assert Reply(cache).number == 1


def test_many_who_ask_at_once_wait_for_one_rendering(cache_of):
    application = Application(while_rendering=lambda: time.sleep(0.1))
    cache = cache_of(application)

    numbers = at_once(10, lambda: Reply(cache).number)

    assert numbers == [1] * 10


def test_who_asks_after_a_change_does_not_get_an_older_rendering(cache_of, generation):
    started, go_on = threading.Event(), threading.Event()

    def wait():
        started.set()
        go_on.wait(5)

    application = Application(while_rendering=wait)
    cache = cache_of(application)
    early = threading.Thread(target=Reply, args=[cache])
    early.start()
    started.wait(5)

    application.while_rendering = None
    generation.current += 1
    late = Reply(cache).number
    go_on.set()
    early.join()

    assert late == 2
    assert Reply(cache).number == 2


def test_those_who_wait_for_what_cannot_be_shared_get_their_own(cache_of):
    private = [("Cache-Control", "private")]
    application = Application(headers=private, while_rendering=lambda: time.sleep(0.05))
    cache = cache_of(application)

    numbers = at_once(5, lambda: Reply(cache).number)

    assert sorted(numbers) == [1, 2, 3, 4, 5]


def test_a_rendering_that_fails_lets_the_next_one_try(cache_of):
    def fail():
        raise ZeroDivisionError

    application = Application(while_rendering=fail)
    cache = cache_of(application)
    with pytest.raises(ZeroDivisionError):
        Reply(cache)

    application.while_rendering = None

    assert Reply(cache).number == 2
    assert cache.flights == {}


def test_tags_of_advertisers_neither_split_the_cache_nor_enter_it(cache_of):
    application = Application()
    cache = cache_of(application)

    Reply(cache, query="utm_source=letter&page=2")

    assert Reply(cache, query="page=2&gclid=7").number == 1
    assert application.requests[0]["QUERY_STRING"] == "page=2"


def test_a_redirect_keeps_the_tags_of_advertisers(cache_of):
    application = Application("301 Moved", [("Location", "/fees/")])
    cache = cache_of(application)

    Reply(cache, path="/fees", query="utm_source=letter")

    assert application.requests[-1]["QUERY_STRING"] == "utm_source=letter"


def test_with_no_memory_every_answer_is_rendered(cache_of):
    cache = cache_of(Application(), max_bytes=0)

    assert [Reply(cache).number for _ in range(2)] == [1, 2]
    assert Reply(cache).headers["ETag"]


class TestOutage:
    def test_pages_known_to_be_current_stay_up(self, cache_of, generation):
        cache = cache_of(Application())
        before = Reply(cache)
        generation.lease_ends, generation.is_database_lost = 0.0, True

        reply = Reply(cache)

        assert reply.body == before.body
        assert reply.headers["Cache-Control"] == "no-cache"
        assert "outage" in reply.headers["Cache-Status"]
        assert Reply(cache, if_none_match=before.headers["ETag"]).status == 304

    def test_pages_that_were_superseded_or_never_seen_wait(self, cache_of, generation):
        application = Application()
        cache = cache_of(application)
        Reply(cache)
        generation.current += 1
        generation.lease_ends, generation.is_database_lost = 0.0, True

        superseded, unknown = Reply(cache), Reply(cache, path="/unknown/")
        program = Reply(cache, path="/api/content/v1/pages/")

        for reply in (superseded, unknown, program):
            assert reply.status == 503
            assert reply.headers["Retry-After"] == "10"
            assert reply.headers["Cache-Control"] == "no-store"
        assert program.headers["Content-Type"] == "application/problem+json"
        assert len(application.requests) == 1

    def test_a_silent_database_is_an_outage_too(self, cache_of, generation):
        cache = cache_of(Application())
        Reply(cache)
        generation.lease_ends = clock() - 60
        started = time.monotonic()

        assert "Cache-Status" in Reply(cache).headers
        assert "Cache-Status" in Reply(cache).headers
        assert SILENCE < time.monotonic() - started < 1.5 * SILENCE
        assert Reply(cache, path="/unknown/").status == 503

    def test_a_refused_listener_vouches_for_no_page(self, cache_of, generation):
        application = Application()
        cache = cache_of(application)
        Reply(cache)
        generation.lease_ends = 0
        generation.is_refused = generation.was_refused = True

        asked_anew = Reply(cache)
        application.status = "503 Service Unavailable"
        application.headers = [("Retry-After", "10")]
        without_a_connection = Reply(cache)

        assert asked_anew.number == 2
        assert without_a_connection.status == 503

    def test_static_files_need_no_database(self, cache_of, generation):
        cache = cache_of(Application())
        generation.lease_ends, generation.is_database_lost = 0.0, True

        assert Reply(cache, path="/static/site.css").status == 200

    def test_an_application_that_finds_the_outage_first_is_heeded(
        self, cache_of, generation
    ):
        application = Application()
        cache = cache_of(application)
        before = Reply(cache)
        application.status = "503 Service Unavailable"
        application.headers = [("Retry-After", "10")]

        assert Reply(cache, path="/unknown/").status == 503
        assert Reply(cache).body == before.body


def at_once(count, act):
    """What the act returned to each of the threads that did it together."""
    results = []
    barrier = threading.Barrier(count)

    def run():
        barrier.wait()
        results.append(act())

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
