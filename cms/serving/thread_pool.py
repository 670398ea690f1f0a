"""Threads that work for an event loop."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from queue import SimpleQueue
from threading import Thread
from typing import Any


class ThreadPool:
    """A few threads that call functions for the event loop, started when needed.

    `run_in_executor` takes two futures, a condition and some locks for each call,
    which cost as much as a twentieth of an answer. Unlike those of an executor,
    these threads are not waited for when the process ends.
    """

    def __init__(self, most: int, name: str) -> None:
        self.most = most
        self.name = name
        self.started = self.under_way = 0
        self.calls: SimpleQueue[Any] = SimpleQueue()

    def run[T](self, function: Callable[[], T]) -> asyncio.Future[T]:
        """What the function returns or raises, when a thread has called it."""
        found: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        if self.started < min(self.under_way + 1, self.most):
            name = f"{self.name}_{self.started + 1}"
            Thread(target=self._work, name=name, daemon=True).start()
            self.started += 1
        self.under_way += 1
        self.calls.put((found, function))
        return found

    def _work(self) -> None:
        while True:
            self._call(*self.calls.get())

    # Not a part of the loop above: an idle thread would hold what it found last.
    def _call(self, found: asyncio.Future[Any], function: Callable[[], Any]) -> None:
        try:
            settle = partial(found.set_result, function())
        except BaseException as error:
            settle = partial(found.set_exception, error)
        with suppress(RuntimeError):  # the loop has ended
            found.get_loop().call_soon_threadsafe(self._settle, found, settle)
        del settle  # an error knows this frame, and would stay with it

    def _settle(self, found: asyncio.Future[Any], settle: Callable[[], None]) -> None:
        self.under_way -= 1
        if not found.done():  # otherwise, who asked does not wait any longer
            settle()
