"""Threads that work for an event loop."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import Any


class ThreadPool:
    """A few threads that call functions for the event loop, started when needed.

    `run_in_executor` takes two futures, a condition and some locks for each call,
    which cost as much as a twentieth of an answer. These threads end with the
    process.
    """

    def __init__(self, most: int, name: str) -> None:
        self.most = most
        self.name = name
        self.started = self.under_way = 0
        self.calls: SimpleQueue[Any] = SimpleQueue()

    def run[T](self, function: Callable[[], T]) -> asyncio.Future[T]:
        """What the function returns or raises, when a thread has called it."""
        loop = asyncio.get_running_loop()
        found: asyncio.Future[T] = loop.create_future()
        self.under_way += 1
        if self.started < min(self.under_way, self.most):
            self.started += 1
            name = f"{self.name}_{self.started}"
            Thread(target=self._work, name=name, daemon=True).start()
        self.calls.put((loop, found, function))
        return found

    def _work(self) -> None:
        while True:
            self._call(*self.calls.get())

    def _call(
        self,
        loop: asyncio.AbstractEventLoop,
        found: asyncio.Future[Any],
        function: Callable[[], Any],
    ) -> None:
        result = error = None
        try:
            result = function()
        except BaseException as raised:
            error = raised
        with suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(self._settle, found, result, error)

    def _settle(
        self, found: asyncio.Future[Any], result: Any, error: BaseException | None
    ) -> None:
        self.under_way -= 1
        if found.done():  # who asked does not wait any longer
            return
        if error is None:
            found.set_result(result)
        else:
            found.set_exception(error)
