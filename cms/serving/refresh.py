"""Keeps what is known up to date, so that an outage finds the pages current.

A change makes every answer in memory old, though few really changed. Once
content has been quiet for a moment, the answers that readers asked for last are
rendered again, one after the other and with pauses: the next reader does not
wait, and an outage right after an edit finds the pages ready.
"""

import io
import logging
import sys
import threading
import time
from typing import Any

from cms.serving.page_cache import PageCache
from cms.serving.requests import Address, Environ
from cms.serving.store import SELECTING_HEADERS

logger = logging.getLogger(__name__)

QUIET = 1.0  # seconds without a change before it begins
MOST_REFRESHED = 500  # answers; those asked for last come first
REST = 1.0  # pause after each rendering, as a part of the time that it took


class Refresher:
    """Renders again what the store holds of older generations."""

    def __init__(self, cache: PageCache) -> None:
        self.cache = cache
        self.refreshed_generation = 0

    def start(self) -> None:
        """Refresh until the process ends."""
        thread = threading.Thread(target=self._run, name="refresher", daemon=True)
        thread.start()

    def _run(self) -> None:
        seen, since = 0, 0.0
        while True:
            time.sleep(QUIET / 4)
            current = self.cache.generation.current
            if current != seen:
                seen, since = current, time.monotonic()
            elif (
                current != self.refreshed_generation
                and time.monotonic() - since >= QUIET
            ):
                self._refresh_safely(current)

    def _refresh_safely(self, generation: int) -> None:
        try:
            self.refresh(generation)
        except Exception:
            logger.exception("Could not refresh the pages in memory.")
            self.refreshed_generation = generation

    def refresh(self, generation: int) -> None:
        """Render what was asked for last, as long as content stays as it is."""
        recent = list(reversed(list(self.cache.store.answers.items())))
        for key, answer in recent[:MOST_REFRESHED]:
            if self.cache.generation.current != generation:
                return
            if not self.cache.generation.is_certain():
                return
            if answer.generation != generation:
                started = time.monotonic()
                self.cache.refresh(key[:4], environ_of(key, answer.varies_on))
                time.sleep((time.monotonic() - started) * REST)
        self.refreshed_generation = generation


def environ_of(key: tuple[Any, ...], varies_on: tuple[str, ...]) -> Environ:
    """The request that the answer under a key belongs to."""
    address: Address = key[:4]
    is_secure, host, path, query = address
    names = [SELECTING_HEADERS[name] for name in varies_on if name in SELECTING_HEADERS]
    headers = dict(zip(names, key[4:], strict=False))
    name, _, port = host.partition(":")
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": name,
        "SERVER_PORT": port or ("443" if is_secure else "80"),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": host,
        **{name: value for name, value in headers.items() if value is not None},
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "https" if is_secure else "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
