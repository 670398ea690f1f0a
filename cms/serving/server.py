"""The web server: uvicorn, with connections that answer known pages at once.

    python -m cms.serving.server

HOST, PORT and WEB_WORKERS in the environment say where, and with how many
processes, which share out new connections (`accepting.py`). One that dies is
replaced; SIGTERM ends all of them in order.
"""

import logging
import os
import signal
import socket
import sys
import time
from multiprocessing import connection, get_context
from multiprocessing.context import SpawnProcess
from typing import Any, NoReturn

from django.conf import settings
from uvicorn import Config

from cms.serving.accepting import NOT_THERE, FairServer
from cms.serving.connection import PATIENCE, Connection

logger = logging.getLogger(__name__)

ENDING = 5  # seconds for answers under way at the end
YOUNG = 10.0  # seconds; what fails within them fails again
REST = 1.0  # seconds before a worker that died young is replaced


def run(**options: Any) -> None:
    """Serve until told to end; with more of uvicorn's options, such as for TLS."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    config = Config(
        "cms.asgi:application",
        host=settings.HOST,
        port=settings.PORT,
        http=Connection,
        ws="none",
        loop="uvloop",
        lifespan="on",
        interface="asgi3",
        # Django reads X-Forwarded-Proto itself, where TRUST_PROXY says so.
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_config=None,
        log_level="error",
        timeout_keep_alive=int(PATIENCE),
        timeout_graceful_shutdown=ENDING,
        **options,
    )
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    listening = config.bind_socket()
    counts = get_context("spawn").RawArray("i", settings.WEB_WORKERS)
    servers = [FairServer(config, counts, place) for place in range(len(counts))]
    workers = [Worker(server, listening) for server in servers]
    try:
        while True:
            connection.wait([worker.process.sentinel for worker in workers])
            workers = [worker.replaced_if_dead() for worker in workers]
    finally:
        for worker in workers:
            worker.process.terminate()
        for worker in workers:
            worker.join()


def end(number: int, frame: Any) -> NoReturn:
    """End in order; a second signal is not heard."""
    for other in (signal.SIGTERM, signal.SIGINT):
        signal.signal(other, signal.SIG_IGN)
    sys.exit()


class Worker:
    """A process that serves, and what becomes of it when it dies."""

    def __init__(self, server: FairServer, listening: socket.socket) -> None:
        self.server = server
        self.listening = listening
        self.started = time.monotonic()
        server.counts[server.place] = NOT_THERE
        self.process: SpawnProcess = get_context("spawn").Process(
            target=serve, args=(server, listening)
        )
        self.process.start()

    def replaced_if_dead(self) -> "Worker":
        """This worker while it lives, otherwise another one.

        Raises:
            SystemExit: when it could not start at all.
        """
        if self.process.is_alive():
            return self
        code = self.process.exitcode or 0
        logger.error("A web worker ended with code %d.", code)
        if time.monotonic() - self.started < YOUNG:
            if code > 0:
                sys.exit(code)
            time.sleep(REST)
        return Worker(self.server, self.listening)

    def join(self) -> None:
        """Wait for the end, and enforce it."""
        self.process.join(2 * ENDING)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def serve(server: FairServer, listening: socket.socket) -> None:
    """What a worker does."""
    server.config.configure_logging()
    server.run([listening])


if __name__ == "__main__":
    run()
