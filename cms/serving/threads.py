"""The site as an ASGI application: WSGI in threads, with an orderly end."""

import asyncio
import os
import signal
from collections.abc import Iterable
from typing import Any

from a2wsgi.wsgi import Body, build_environ

from cms.serving.page_cache import PageCache
from cms.serving.responses import Response, close
from cms.serving.thread_pool import ThreadPool

# More would only wait for each other, and cost a tenth of the rate.
THREADS = 3
SLOW_THREADS = 5  # for requests with a body, which a client may be slow to send
# While the database is silent, the other threads wait for it, and nothing wakes them.
OUTAGE_THREADS = 5
AT_ONCE = ("/healthz", "/readyz")  # answered without a thread, whatever hangs
# The ASGI extension of our connections that sends an answer of one piece.
SEND_WHOLE = "counsel.send_whole"
SIGNS_OF_BODY = {b"content-length", b"transfer-encoding"}
PIECE = 65_536  # bytes of a body that are sent at once, at least
BODY_PATIENCE = 30.0  # seconds for the next piece of a request's body
TICK = 1.0  # seconds between looks at the process that started this one


class RequestLost(OSError):
    """The client went away, or was silent, before its request was complete."""


class SiteInThreads:
    """Answers in one of a few threads, for a server that has an event loop.

    Most answers are one piece, so that a request goes to its thread and back once.
    """

    def __init__(self, page_cache: PageCache) -> None:
        self.page_cache = page_cache
        self.threads = ThreadPool(THREADS, "site")
        self.slow_threads = ThreadPool(SLOW_THREADS, "site-slow")
        self.outage_threads = ThreadPool(OUTAGE_THREADS, "site-outage")

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await self.live(receive, send)
            return
        # Taken out of the scope, which it would keep in a circle.
        extension = scope.get("extensions", {}).pop(SEND_WHOLE, {})
        send_whole = extension.get("call", sends_in_parts)
        loop = asyncio.get_running_loop()
        body = Body(loop, lambda: piece_of_body(receive))
        answer = SiteAnswer(self.page_cache, dict(build_environ(scope, body)))
        threads = self.threads_for(scope)
        if scope["path"] in AT_ONCE:
            piece = answer.begin()
        else:
            piece = await threads.run(answer.begin)
        if answer.is_complete and send_whole(answer.response, piece):
            return
        await send(answer.start())
        if not answer.is_complete:
            gone = asyncio.create_task(disconnection(receive))
            try:
                while not answer.is_complete and not gone.done():
                    await send(body_message(piece, more=True))
                    piece = await threads.run(answer.read)
            finally:
                gone.cancel()
                # Not awaited: this task may have been told to end.
                threads.run(answer.close)
        await send(body_message(piece, more=False))

    def threads_for(self, scope: Any) -> ThreadPool:
        """Where a request waits for nobody who may wait for ever."""
        if has_body(scope):
            return self.slow_threads
        is_certain = self.page_cache.generation.is_certain()
        return self.threads if is_certain else self.outage_threads

    async def live(self, receive: Any, send: Any) -> None:
        """Stay until the server ends, or the process that started it is gone."""
        await receive()
        await send({"type": "lifespan.startup.complete"})
        watch = asyncio.create_task(end_with(os.getppid()))
        await receive()
        watch.cancel()
        await asyncio.to_thread(self.page_cache.end)
        await send({"type": "lifespan.shutdown.complete"})


class SiteAnswer:
    """What the site answers to one request; its methods are for threads."""

    def __init__(self, page_cache: PageCache, environ: dict[str, Any]) -> None:
        self.page_cache = page_cache
        self.environ = environ
        self.response = Response()
        self.body: Iterable[bytes] = ()
        self.is_complete = False

    def begin(self) -> bytes:
        """Ask the site, and read the first piece of the body."""
        self.body = self.page_cache(self.environ, self.response)
        self.pieces = iter(self.body)
        return self.read()

    def read(self) -> bytes:
        """The next piece of the body, which is closed at its end."""
        found, size = [], 0
        try:
            for piece in self.pieces:
                found.append(piece)
                size += len(piece)
                if size >= PIECE:
                    return b"".join(found)
        except BaseException:
            self.close()
            raise
        self.close()
        return b"".join(found)

    def close(self) -> None:
        """Let the site tidy up once, whether or not the client has got all."""
        if not self.is_complete:
            self.is_complete = True
            close(self.body)

    def start(self) -> dict[str, Any]:
        """The ASGI message that begins the answer."""
        headers = [
            (name.lower().encode("latin1"), value.encode("latin1"))
            for name, value in self.response.headers
        ]
        status = int(self.response.status[:3])
        return {"type": "http.response.start", "status": status, "headers": headers}


def sends_in_parts(response: Response, body: bytes) -> bool:
    """What other servers than ours say to an answer of one piece."""
    return False


def has_body(scope: Any) -> bool:
    """Whether more than its head belongs to a request (RFC 9112, section 6)."""
    return not SIGNS_OF_BODY.isdisjoint(name for name, _ in scope["headers"])


def body_message(piece: bytes, *, more: bool) -> dict[str, Any]:
    """The ASGI message with a piece of the body."""
    return {"type": "http.response.body", "body": piece, "more_body": more}


async def disconnection(receive: Any) -> None:
    """Return when the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def piece_of_body(receive: Any) -> Any:
    """The next piece of a request's body.

    Raises:
        RequestLost: when the client sends no more: half a form is not a form.
    """
    try:
        async with asyncio.timeout(BODY_PATIENCE):
            message = await receive()
    except TimeoutError as error:
        raise RequestLost("The client is silent.") from error
    if message["type"] == "http.disconnect":
        raise RequestLost("The client went away.")
    return message


async def end_with(starter: int) -> None:
    """End when the process that started this one was killed: nobody else would."""
    while os.getppid() == starter:
        await asyncio.sleep(TICK)
    signal.raise_signal(signal.SIGTERM)
