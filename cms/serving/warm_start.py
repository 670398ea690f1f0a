"""Known pages outlive a restart: a worker leaves them in a file when it ends.

Loading the site takes seconds, reading the file milliseconds. The next worker
answers from it at once, while the site loads in a thread, provided that neither
content nor day, code or settings changed meanwhile. A worker that is killed
leaves no file, and then the next one starts cold.
"""

import base64
import json
import logging
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.conf import settings

from cms.fingerprint import fingerprint
from cms.serving.answers import Answer
from cms.serving.requests import Environ
from cms.serving.store import AnswerStore

Application = Callable[[Environ, Any], Iterable[bytes]]

logger = logging.getLogger(__name__)

MOST_KEPT = 500  # answers; those asked for last
SOURCES = (
    *(f"{app}/**/*.py" for app in ("cms", "home", "blog", "people")),
    "templates/**/*",
    "requirements/*.txt",
    "var/static/staticfiles.json",
)


class WarmStart:
    """Answers kept in a file between two runs of the same code."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.site = site_fingerprint()
        self.state: list[Any] = []
        self.answers: list[tuple[tuple[Any, ...], Answer]] = []
        self._read()

    def _read(self) -> None:
        try:
            with self.path.open() as lines:
                head = json.loads(next(lines))
                if head["site"] == self.site:
                    self.answers = [restored(line) for line in lines]
                    self.state = head["state"]
        except FileNotFoundError:
            return
        except (OSError, ValueError, TypeError, LookupError, StopIteration) as error:
            self.answers = []
            logger.warning("No pages are taken over from the last run: %s", error)

    def adopt(self, store: AnswerStore, state: list[Any], generation: int) -> None:
        """Put the answers into the store, if content is in the state they show.

        What does not fit is forgotten for good: content might get back into the
        same state by other means, such as a copy of the database.
        """
        if self.answers and self.state == state:
            for key, answer in self.answers:
                answer.generation = generation
                store.restore(key, answer)
        else:
            self.path.unlink(missing_ok=True)
        self.answers = []

    def save(self, store: AnswerStore, state: list[Any], generation: int) -> None:
        """Leave what is current for the next run."""
        recent = [
            item
            for item in list(store.answers.items())[-MOST_KEPT:]
            if item[1].generation == generation
        ]
        try:
            draft = self.path.with_suffix(f".{threading.get_native_id()}")
            draft.touch(mode=0o600)
            with draft.open("w") as file:
                file.write(json.dumps({"site": self.site, "state": state}) + "\n")
                file.writelines(line_of(key, answer) for key, answer in recent)
            draft.replace(self.path)
        except OSError as error:
            logger.warning("The next start will be a cold one: %s", error)


def site_fingerprint() -> str:
    """Changes with the code, the templates and the settings of the site."""
    names = filter(str.isupper, dir(settings))
    stated = {name: getattr(settings, name) for name in names}
    # Objects are made anew in each process; that they are there is in the code.
    described = json.dumps(stated, sort_keys=True, default=lambda value: "object")
    return fingerprint(SOURCES, described)


def line_of(key: tuple[Any, ...], answer: Answer) -> str:
    """An answer as a line of the file."""
    body = base64.b85encode(answer.packed_body()).decode()
    return json.dumps([key, answer.description(), body]) + "\n"


def restored(line: str) -> tuple[tuple[Any, ...], Answer]:
    """The answer that a line of the file describes."""
    key, description, body = json.loads(line)
    return tuple(key), Answer.restored(description, base64.b85decode(body))


class LoadingSite:
    """A site that loads in a thread, and answers when it has loaded."""

    def __init__(self, load: Callable[[], Application]) -> None:
        self._load = load
        self._site: Application | None = None
        self._thread = threading.Thread(target=self._run, name="loading", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._site = self._load()
        except Exception:
            logger.exception("The site could not be loaded.")

    def then(self, application: Application) -> Application:
        """An application that needs the site loaded."""

        def answer(environ: Environ, start_response: Any) -> Iterable[bytes]:
            self._thread.join()
            return application(environ, start_response)

        return answer

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        self._thread.join()
        if self._site is None:
            raise RuntimeError("The site could not be loaded; see the log.")
        return self._site(environ, start_response)
