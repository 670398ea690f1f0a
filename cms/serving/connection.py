"""A client's connection, on which known pages are answered without a detour.

uvicorn reads requests and keeps the rules of HTTP. What the page cache holds is
answered by the event loop itself: no task, no thread, no Django. What the site
answers in one piece is sent in one piece too; the rest goes uvicorn's way.
"""

import asyncio
from functools import partial
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from cms.serving.answers import IDENTITY, wire
from cms.serving.questions import Question, question_of
from cms.serving.responses import Response
from cms.serving.threads import SEND_WHOLE, SiteInThreads

PATIENCE = 75.0  # seconds without a request; proxies give up after 60
LARGEST_HEAD = 65_536  # bytes
END_OF_HEAD = b"\r\n\r\n"
OK = b"HTTP/1.1 200 OK\r\ndate: "
NOT_MODIFIED = b"HTTP/1.1 304 Not Modified\r\ndate: "
TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"content-length: 0\r\nconnection: close\r\n\r\n"
)
LONGEST_REMEMBERED = 2_000  # bytes
MOST_REMEMBERED = 2_000


class Connection(HttpToolsProtocol):
    """One connection of a visitor, a proxy or a client."""

    # Heads read lately. Clients repeat theirs, a CDN most of all.
    remembered: dict[bytes, Question] = {}

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.page_cache = cast(SiteInThreads, self.app).page_cache
        # The public request that is being read, if there is an answer to it.
        self.question: Question | None = None
        self.is_between_requests = True
        self.is_reading_head = False
        self.head_bytes = 0
        self.received = b""
        self.quiet_since = self.loop.time()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.await_request()

    def data_received(self, data: bytes) -> None:
        question = self.remembered.get(data)
        if (
            question is not None
            # Otherwise it is the body of a request.
            and self.is_between_requests
            and self.is_free()
            and self.answer_at_once(question)
        ):
            self.quiet_since = self.loop.time()
            return
        self.received = data if self.is_between_requests else b""
        super().data_received(data)
        self.head_bytes = self.head_bytes + len(data) if self.is_reading_head else 0
        if self.head_bytes > LARGEST_HEAD:
            self.transport.write(TOO_LARGE)
            self.transport.close()
        elif self.is_free():
            self.await_request()

    def is_free(self) -> bool:
        """Whether no answer is under way that has to come first."""
        return self.cycle is None or self.cycle.response_complete

    def answer_at_once(self, question: Question) -> bool:
        """Answer from memory; False where that takes any work."""
        answer = self.page_cache.current_answer(question.address, question.environ)
        if answer is None or self.flow.write_paused:
            return False
        encoding = question.encoding if answer.is_compressible else IDENTITY
        form = answer.forms.get(encoding)
        if form is None:
            return False
        known = question.known
        if known is None or (known != form.etag and answer.matches(known) is None):
            self.write(OK, form.head(200), form.body if question.is_get else b"")
        elif known == form.etag:
            self.write(NOT_MODIFIED, form.head(304))
        else:
            return False
        self.page_cache.hits += 1
        return True

    def write(self, status_line: bytes, head: bytes, body: bytes = b"") -> None:
        """Send an answer in one piece, with the date that uvicorn renews."""
        date = self.server_state.default_headers[0][1]
        self.transport.write(
            b"".join([status_line, date, b"\r\n", head, b"\r\n", body])
        )

    def send_whole(self, cycle: Any, response: Response, body: bytes) -> bool:
        """Send an answer in one piece; False where that takes more than writing it.

        uvicorn sends its head and its body apart, and looks at each header.
        """
        is_plain = (
            response.status == "200 OK"
            and response.named.get("content-length") == str(len(body))
            and cycle.scope["method"] == "GET"
            and cycle.keep_alive
        )
        if not is_plain or self.flow.write_paused or cycle.disconnected:
            return False
        self.write(OK, wire(response.headers), body)
        cycle.response_started = cycle.response_complete = True
        cycle.message_event.set()
        cycle.on_response()
        return True

    # What the parser of requests tells.

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.is_between_requests = False
        self.is_reading_head = True
        self.quiet_since = self.loop.time()

    def on_header(self, name: bytes, value: bytes) -> None:
        # WSGI cannot tell X_Name from X-Name, which only a proxy may set.
        if b"_" not in name:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self.is_reading_head = False
        question = None
        if self.is_free() and self.parser.should_keep_alive():
            method = self.parser.get_method()
            question = question_of(
                self.page_cache, self.scheme, method, self.url, self.headers
            )
        if question is not None and self.answer_at_once(question):
            self.question = question
            self.remember(question)
        else:
            super().on_headers_complete()
            # The site looks for it when its task begins, which is after this.
            send_whole = partial(self.send_whole, self.cycle)
            self.scope["extensions"] = {SEND_WHOLE: {"call": send_whole}}

    def on_body(self, body: bytes) -> None:
        if self.question is None:
            super().on_body(body)

    def on_message_complete(self) -> None:
        if self.question is None:
            super().on_message_complete()
        self.question = None
        self.is_between_requests = True

    def remember(self, question: Question) -> None:
        """Know the head when it comes again, if it came alone and as a whole."""
        head = self.received
        is_whole = head.endswith(END_OF_HEAD) and head.count(END_OF_HEAD) == 1
        if is_whole and len(head) <= LONGEST_REMEMBERED:
            if len(self.remembered) >= MOST_REMEMBERED:
                self.remembered.clear()
            self.remembered[head] = question

    # How long a silent client is waited for.

    def await_request(self) -> None:
        """Close the connection when no request comes."""
        if self.timeout_keep_alive_task is None and not self.transport.is_closing():
            self.timeout_keep_alive_task = self.loop.call_at(
                self.quiet_since + PATIENCE, self.timeout_keep_alive_handler
            )

    def timeout_keep_alive_handler(self) -> None:
        self.timeout_keep_alive_task = None
        if self.quiet_since + PATIENCE > self.loop.time():
            self.await_request()
        else:
            super().timeout_keep_alive_handler()
