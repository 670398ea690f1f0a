"""Texts converted in a process of their own, while the import writes others.

The process has neither Django nor the database. A text that ends it, or keeps it
busy for too long, fails alone: for the others it is started anew.
"""

import logging
import pickle
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import Any, Self

from blog.wordpress.converting import Conversion, conversion_of
from blog.wordpress.resolving import Library

logger = logging.getLogger(__name__)

LONGEST = 60.0  # seconds for one text, or for one batch of them
MOST_MEMORY = 1 << 30  # bytes; a usual text needs less than a hundredth
FOLDER = Path(__file__).parents[2]  # where Python finds our modules


class NotConverted(Exception):
    """A text could not be converted; says why in words for the report."""


Result = Conversion | NotConverted


class ConverterApart:
    """Converts one batch of texts at a time: `begin` it, then `finish` it."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.texts: list[str] = []
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.end()

    def begin(self, texts: list[str]) -> None:
        """Have texts converted while the caller does something else."""
        self.texts = texts
        if texts:
            self.send(texts)

    def finish(self) -> list[Result]:
        """What became of each text of the batch, in its order."""
        texts, self.texts = self.texts, []
        if not texts:
            return []
        results = self.receive()
        if results is None and len(texts) > 1:
            return [self.alone(text) for text in texts]
        return results or [ended()]

    def alone(self, text: str) -> Result:
        """What becomes of a text when no other is sent with it."""
        self.send([text])
        [result] = self.receive() or [ended()]
        return result

    def send(self, texts: list[str]) -> None:
        """Hand texts to the process; that it is gone shows when it is asked."""
        try:
            if self.process is None:
                self.process = started()
                self.write(self.library)
            self.write(texts)
        except OSError:
            self.end()

    def write(self, value: Any) -> None:
        """Write a value where the process reads."""
        if self.process is not None and self.process.stdin is not None:
            pickle.dump(value, self.process.stdin, pickle.HIGHEST_PROTOCOL)
            self.process.stdin.flush()

    def receive(self) -> list[Result] | None:
        """What the process answers; nothing if it has ended or takes too long."""
        process = self.process
        if process is None or process.stdout is None:
            return None
        limit = Timer(LONGEST, process.kill)
        limit.start()
        try:
            return pickle.load(process.stdout)  # noqa: S301 - our own process
        except (EOFError, OSError, pickle.UnpicklingError):
            self.end()
            return None
        finally:
            limit.cancel()

    def end(self) -> None:
        """End the process."""
        if self.process is None:
            return
        self.process.kill()
        self.process.communicate()
        self.process = None


def started() -> subprocess.Popen[bytes]:
    """The process; interrupting the import from a terminal leaves it to its parent."""
    return subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-c", f"from {__name__} import main; main()"],
        cwd=FOLDER,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )


def ended() -> NotConverted:
    """What is told of a text that ended the process."""
    return NotConverted(
        f"Its text could not be converted in {LONGEST:.0f} seconds, "
        "or needed more memory than there is."
    )


def result_of(text: str, library: Library) -> Result:
    """A conversion, or why there is none."""
    try:
        return conversion_of(text, library)
    except Exception as error:
        logger.exception("A text could not be converted")
        return NotConverted(f"{type(error).__name__}: {error}")


def main() -> None:
    """Convert what comes in, until there is no more."""
    with suppress(ImportError, OSError, ValueError):  # not on every system
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    inward, outward = sys.stdin.buffer, sys.stdout.buffer
    try:
        library = pickle.load(inward)  # noqa: S301 - from our own parent
        while True:
            texts = pickle.load(inward)  # noqa: S301 - likewise
            results = [result_of(text, library) for text in texts]
            pickle.dump(results, outward, pickle.HIGHEST_PROTOCOL)
            outward.flush()
    except (EOFError, BrokenPipeError):
        return
