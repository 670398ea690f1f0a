"""Finished public pages, handed out without waking Django.

A request that anybody could have made (GET or HEAD, no session, no
authorization) is answered from memory when the answer was rendered in the
current generation of the content; everything else passes through. What may be
kept is up to the response: `Cache-Control: public` (RFC 9111, section 3).

The cache is a part of the origin, not a proxy: each answer it gives is as good
as one rendered in that moment, so requests with `Cache-Control: no-cache` are
answered from memory too, and no `Age` is stated.
"""

import threading
from collections.abc import Callable, Iterable
from typing import Any

from cms.request_cache import SHARED_VALUES, SharedValues
from cms.serving.answers import IDENTITY, Answer, Headers, accepted_encoding
from cms.serving.generation import ContentGeneration, clock
from cms.serving.requests import Address, Environ, RequestReader
from cms.serving.responses import Response, close, joined
from cms.serving.store import SELECTING_HEADERS, AnswerStore

StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

OK = "200 OK"
NOT_MODIFIED = "304 Not Modified"
LARGEST_BODY = 2_000_000  # bytes; a larger response is not kept
RENDER_PATIENCE = 15.0  # seconds to wait for somebody else's rendering


class Flight:
    """A rendering under way, and the answer it leads to."""

    __slots__ = ("answer", "done")

    def __init__(self) -> None:
        self.done = threading.Event()
        self.answer: Answer | None = None


class PageCache:
    """A WSGI application that answers for another one wherever it can."""

    def __init__(
        self,
        application: Application,
        generation: ContentGeneration,
        *,
        reader: RequestReader,
        # Bytes of bodies and headers; nothing is kept with 0.
        max_bytes: int,
        # What answers while the database is out of reach.
        unavailable: Application,
        # Beginnings of paths that need no database, such as those of static files.
        always_passed: tuple[str, ...] = (),
    ) -> None:
        self.application = application
        self.generation = generation
        self.reader = reader
        self.unavailable = unavailable
        self.always_passed = always_passed
        self.store = AnswerStore(max_bytes)
        self.flights: dict[tuple[Any, ...], Flight] = {}
        self.flights_lock = threading.Lock()
        # Small applications at addresses of their own.
        self.probes: dict[str, Application] = {}
        self.encodings: dict[str, str] = {}
        # What many pages show, read once for each generation.
        self.shared: tuple[int, SharedValues] = (0, SharedValues())
        # Called once, when the process ends.
        self.end: Callable[[], Any] = lambda: None
        # Counted without a lock: a figure may miss a few of millions.
        self.hits = self.renderings = self.passes = self.outage_hits = 0

    def __call__(self, environ: Environ, start_response: StartResponse) -> Any:
        address = self.reader.address(environ)
        if address is None:
            return self.pass_on(environ, start_response)
        answer = self.current_answer(address, environ)
        if answer is not None:
            self.hits += 1
            return self.respond(answer, environ, start_response)
        if self.generation.is_out_of_reach():
            return self.answer_in_outage(address, environ, start_response)
        return self.answer_anew(address, environ, start_response)

    def current_answer(self, address: Address, environ: Environ) -> Answer | None:
        """The answer in memory, if it is as good as one rendered in this moment."""
        answer = self.store.find(address, environ)
        generation = self.generation
        if (
            answer is not None
            and answer.generation == generation.current
            and clock() < generation.lease_ends
        ):
            return answer
        return None

    def respond(
        self, answer: Answer, environ: Environ, start_response: StartResponse
    ) -> list[bytes]:
        """The answer as it suits the request: encoding, condition, method."""
        encoding = self.encoding(environ.get("HTTP_ACCEPT_ENCODING"))
        form = answer.forms.get(encoding) or self.store.form(answer, encoding)
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known is not None:
            etag = form.etag if known == form.etag else answer.matches(known)
            if etag is not None:
                start_response(NOT_MODIFIED, form.not_modified_as(etag))
                return []
        start_response(OK, form.headers)
        return [form.body] if environ["REQUEST_METHOD"] == "GET" else []

    def encoding(self, accepted: str | None) -> str:
        """The encoding for an Accept-Encoding header, worked out once for each."""
        if accepted is None:
            return IDENTITY
        found = self.encodings.get(accepted)
        if found is None:
            if len(self.encodings) > 1_000:  # nobody but an attacker sends so many
                self.encodings.clear()
            found = self.encodings[accepted] = accepted_encoding(accepted)
        return found

    def pass_on(self, environ: Environ, start_response: StartResponse) -> Any:
        """Let the application answer, unless it could only wait for the database."""
        probe = self.probes.get(environ["PATH_INFO"])
        if probe is not None:
            return probe(environ, start_response)
        self.passes += 1
        needs_database = not environ["PATH_INFO"].startswith(self.always_passed)
        if needs_database and self.generation.is_out_of_reach():
            return self.unavailable(environ, start_response)
        return self.application(environ, start_response)

    def answer_anew(
        self, address: Address, environ: Environ, start_response: StartResponse
    ) -> Any:
        """Render, or wait for somebody who renders the same in this generation."""
        current = self.generation.current
        # At the start, answers of an earlier run may have come in meanwhile.
        answer = self.store.find(address, environ)
        is_current = answer is not None and answer.generation == current
        if answer is not None and is_current and self.generation.is_certain():
            self.hits += 1
            return self.respond(answer, environ, start_response)
        if self.store.is_passed(address, current):
            return self.pass_on(environ, start_response)
        if not self.store.max_bytes or not self.generation.is_certain():
            return self.render(address, environ, start_response, Flight())
        key = (address, current, *map(environ.get, SELECTING_HEADERS.values()))
        with self.flights_lock:
            flight = self.flights.get(key)
            if flight is None:
                own = self.flights[key] = Flight()
        if flight is None:
            try:
                return self.render(address, environ, start_response, own)
            finally:
                del self.flights[key]
                own.done.set()
        flight.done.wait(RENDER_PATIENCE)
        if flight.answer is None:
            return self.render(address, environ, start_response, Flight())
        self.hits += 1
        return self.respond(flight.answer, environ, start_response)

    def render(
        self,
        address: Address,
        environ: Environ,
        start_response: StartResponse,
        flight: Flight,
    ) -> Any:
        """Have the application answer, and keep the answer where that is allowed.

        The generation is read before: what is rendered while content changes
        belongs to the old generation, and is given to nobody who asks later.
        """
        self.renderings += 1
        current = self.generation.current
        response = Response()
        impersonal = self.reader.impersonal(environ, address)
        if self.generation.is_certain():
            impersonal[SHARED_VALUES] = self.shared_values(current)
        body = self.application(impersonal, response)
        if response.is_keepable():
            content = joined(body)
            answer = Answer(response.headers, content, current)
            if len(content) <= LARGEST_BODY:
                flight.answer = answer
            if flight.answer and current == self.generation.current:
                self.store.add(address, answer, environ)
            return self.respond(answer, environ, start_response)
        if response.is_unavailable():
            close(body)
            return self.answer_in_outage(address, environ, start_response)
        if not response.is_failure():
            self.store.remember_passed(address, current)
        if response.is_redirect() and address[3] != environ["QUERY_STRING"]:
            # Where the visitor goes on, the advertiser's parameters go along.
            close(body)
            return self.application(environ, start_response)
        return response.forward(body, environ, start_response)

    def shared_values(self, generation: int) -> SharedValues:
        """What is remembered in a generation; nothing outlives it."""
        if self.shared[0] != generation:
            self.shared = (generation, SharedValues())
        return self.shared[1]

    def refresh(self, address: Address, environ: Environ) -> None:
        """Render an address again before the next reader asks for it."""
        close(self.render(address, environ, Response(), Flight()))

    def answer_in_outage(
        self, address: Address, environ: Environ, start_response: StartResponse
    ) -> Any:
        """What is known to be current stays up; the rest has to wait.

        Nobody can change content meanwhile. What was superseded before the outage
        is not shown again: it may have been withdrawn for a reason.
        """
        answer = self.store.find(address, environ)
        is_current = answer and answer.generation == self.generation.current
        if answer is None or not is_current or self.generation.was_refused:
            return self.unavailable(environ, start_response)
        self.outage_hits += 1

        def start(status: str, headers: Headers) -> None:
            kept = [item for item in headers if item[0] != "Cache-Control"]
            kept.append(("Cache-Control", "no-cache"))
            # RFC 9211: what became of the request, for whoever looks for the cause.
            kept.append(("Cache-Status", "counsel; hit; detail=outage"))
            start_response(status, kept)

        return self.respond(answer, environ, start)
