"""How the workers share out new connections among each other.

All of them listen at the same address, and whoever wakes first takes what has come,
while one that renders wakes late. Proxies keep their connections for hours: all of
them could end up at one worker, and one core would do all of the work.
"""

import asyncio
import logging
import select
import socket
from collections.abc import Callable, MutableSequence
from functools import partial
from typing import Any

from uvicorn import Config, Server

logger = logging.getLogger(__name__)

COURTESY = 0.02  # seconds in which workers with fewer connections may come first
LOOK = 0.001  # seconds until the next look whether they did
TOLERATED = 2  # connections that a worker may have more than another
AT_ONCE = 16  # connections that are taken before those that are there are heard again
RETRY_AFTER = 1.0  # seconds before the next try where no connection can be opened
NOT_THERE = 2**31 - 1  # connections of a worker that takes none yet


class Connections(set[Any]):
    """The connections of a worker, of which all workers know how many they are."""

    def __init__(self, counts: MutableSequence[int], place: int) -> None:
        super().__init__()
        self.counts = counts
        self.place = place
        self.opening = 0  # taken, and not yet added
        self.is_listening = False

    def add(self, connection: Any) -> None:
        super().add(connection)
        self.tell()

    def discard(self, connection: Any) -> None:
        super().discard(connection)
        self.tell()

    def tell(self, opening: int = 0) -> None:
        """Say how many there are, after more or less are about to be added."""
        self.opening += opening
        count = len(self) + self.opening
        self.counts[self.place] = count if self.is_listening else NOT_THERE


class FairServer(Server):
    """A server that leaves new connections to workers that have fewer of them.

    `counts` says how many connections each worker has, in memory that all of them
    share; `place` is its own place there. A worker that leaves new connections
    waiting is not waited for again until its count has changed.
    """

    def __init__(
        self, config: Config, counts: MutableSequence[int], place: int
    ) -> None:
        super().__init__(config)
        self.counts = counts
        self.place = place
        # Since when connections are left to others.
        self.waiting_since: float | None = None
        # Workers that hang, as it seems, with the counts that they had then.
        self.asleep: dict[int, int] = {}

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen at the sockets."""
        self.connections = Connections(self.counts, self.place)
        self.server_state.connections = self.connections
        await super().startup(sockets=[])
        self.loop = asyncio.get_running_loop()
        self.connections.is_listening = True
        self.connections.tell()
        for listening in sockets or []:
            listening.setblocking(False)
            listening.listen(self.config.backlog)
            self.watch(listening)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Leave the sockets to others, and end what is under way."""
        self.connections.is_listening = False
        self.connections.tell()
        for listening in sockets or []:
            self.loop.remove_reader(listening)
        await super().shutdown(sockets)

    def watch(self, listening: socket.socket) -> None:
        """Have `consider` called when a connection has come."""
        if not self.should_exit:
            self.loop.add_reader(listening, self.consider, listening)

    def look_again(
        self,
        listening: socket.socket,
        seconds: float,
        look: Callable[[socket.socket], None],
    ) -> None:
        """Do not look at a socket before some time has passed."""
        self.loop.remove_reader(listening)
        self.loop.call_later(seconds, look, listening)

    def consider(self, listening: socket.socket) -> None:
        """Take connections while nobody has fewer, or leave them to others."""
        if self.should_exit:
            return
        for _ in range(AT_ONCE):
            if self.others_with_fewer() and is_waiting(listening):
                self.give_way(listening)
                return
            if not self.accept(listening):
                return
        self.watch(listening)

    def others_with_fewer(self) -> dict[int, int]:
        """The workers that should come first, with their counts."""
        counts = dict(enumerate(self.counts))
        most = counts[self.place] - TOLERATED
        self.asleep = dict(self.asleep.items() & counts.items())
        fewer = {place: count for place, count in counts.items() if count < most}
        return dict(fewer.items() - self.asleep.items())

    def give_way(self, listening: socket.socket) -> None:
        """Look again in a moment; who has not come by then hangs."""
        now = self.loop.time()
        if self.waiting_since is None:
            self.waiting_since = now
        elif now - self.waiting_since > COURTESY:
            self.asleep |= self.others_with_fewer()
            self.waiting_since = None
        self.look_again(listening, LOOK, self.consider)

    def accept(self, listening: socket.socket) -> bool:
        """Take a connection; False where there is none, or where it has to wait."""
        self.waiting_since = None
        try:
            client, _ = listening.accept()
        except (BlockingIOError, ConnectionAbortedError):
            self.watch(listening)
            return False
        except OSError as error:  # as where too many files are open
            logger.warning("No connection can be taken: %s", error)
            self.look_again(listening, RETRY_AFTER, self.watch)
            return False
        self.connections.tell(opening=1)
        opening = self.loop.create_task(self.open(client))
        self.server_state.tasks.add(opening)
        opening.add_done_callback(self.server_state.tasks.discard)
        return True

    async def open(self, client: socket.socket) -> None:
        """Answer what comes over a connection."""
        client.setblocking(False)
        protocol_class: Any = self.config.http_protocol_class
        protocol = partial(
            protocol_class,
            config=self.config,
            server_state=self.server_state,
            app_state=self.lifespan.state,
        )
        try:
            await self.loop.connect_accepted_socket(
                protocol, client, ssl=self.config.ssl
            )
        except OSError:  # the client has gone, or does not speak TLS
            client.close()
        finally:
            self.connections.tell(opening=-1)


def is_waiting(listening: socket.socket) -> bool:
    """Whether a connection is there that nobody has taken."""
    looking = select.poll()
    looking.register(listening, select.POLLIN)
    return bool(looking.poll(0))
