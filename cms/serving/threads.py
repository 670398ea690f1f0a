"""The site as an ASGI application: WSGI in threads, with an orderly end."""

import asyncio
import os
import signal
from typing import Any
from wsgiref.util import FileWrapper

from a2wsgi import WSGIMiddleware

from cms.serving.page_cache import PageCache

THREADS = 8
PIECE = 65_536  # bytes
BODY_PATIENCE = 30.0  # seconds for the next piece of a request's body
TICK = 1.0  # seconds between looks at the process that started this one


class RequestLost(OSError):
    """The client went away, or was silent, before its request was complete."""


class SiteInThreads:
    """Answers in one of a few threads, for a server that has an event loop."""

    def __init__(self, page_cache: PageCache) -> None:
        self.page_cache = page_cache
        self.threads = WSGIMiddleware(self.answer, workers=THREADS)

    def answer(self, environ: Any, start_response: Any) -> Any:
        """What a thread does: files are sent in pieces worth the way."""
        environ["wsgi.file_wrapper"] = lambda file, size=PIECE: FileWrapper(file, PIECE)
        return self.page_cache(environ, start_response)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await self.live(receive, send)
        else:
            await self.threads(scope, lambda: piece_of_body(receive), send)

    async def live(self, receive: Any, send: Any) -> None:
        """Stay until the server ends, or the process that started it is gone."""
        await receive()
        await send({"type": "lifespan.startup.complete"})
        watch = asyncio.create_task(end_with(os.getppid()))
        await receive()
        watch.cancel()
        await asyncio.to_thread(self.page_cache.end)
        await send({"type": "lifespan.shutdown.complete"})


async def piece_of_body(receive: Any) -> Any:
    """The next piece of a request's body.

    Raises:
        RequestLost: when the client sends no more: half a form is not a form.
    """
    async with asyncio.timeout(BODY_PATIENCE):
        message = await receive()
    if message["type"] == "http.disconnect":
        raise RequestLost("The client went away.")
    return message


async def end_with(starter: int) -> None:
    """End when the process that started this one was killed: nobody else would."""
    while os.getppid() == starter:
        await asyncio.sleep(TICK)
    signal.raise_signal(signal.SIGTERM)
