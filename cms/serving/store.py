"""The answers that are kept, within a number of bytes."""

import threading
from collections import OrderedDict, deque
from typing import Any

from cms.serving.answers import Answer, Form
from cms.serving.requests import Address, Environ

# The request headers, besides the encoding, on which a kept answer may depend.
SELECTING_HEADERS = {"accept": "HTTP_ACCEPT", "origin": "HTTP_ORIGIN"}
MOST_PASSED = 10_000
# Of the bytes, this part is for forms that can be made again from the packed one.
SHARE_OF_FORMS = 0.25

Key = tuple[Any, ...]


class AnswerStore:
    """Answers by address; those not asked for the longest make room for new ones.

    Look-ups take no lock: they are single operations of a dictionary.
    """

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self.bytes = self.form_bytes = self.evictions = 0
        self.answers: OrderedDict[Key, Answer] = OrderedDict()
        # For addresses whose answer depends on more than the address: on what.
        self.selecting: dict[Address, tuple[str, ...]] = {}
        self.extra_forms: deque[tuple[Answer, str, int]] = deque()
        self.passed: dict[Address, int] = {}
        self.lock = threading.Lock()

    def find(self, address: Address, environ: Environ) -> Answer | None:
        """The answer for a request, whatever generation it is of."""
        key: Key = address
        if self.selecting and (names := self.selecting.get(address)):
            key = (*address, *map(environ.get, names))
        answer = self.answers.get(key)
        if answer is not None:
            try:
                self.answers.move_to_end(key)
            except KeyError:  # it made room for another one in this moment
                return None
        return answer

    def add(self, address: Address, answer: Answer, environ: Environ) -> None:
        """Keep an answer, in its smallest form."""
        if not self.max_bytes:
            return
        answer.pack()
        key: Key = address
        with self.lock:
            names = selecting_names(answer) or self.selecting.get(address, ())
            if names:
                self.selecting[address] = names
                key = (*address, *map(environ.get, names))
            self._put(key, answer)

    def restore(self, key: Key, answer: Answer) -> None:
        """Keep an answer that an earlier process kept under the key."""
        names = selecting_names(answer)
        with self.lock:
            if names:
                self.selecting[key[:4]] = names
            self._put(key, answer)

    def _put(self, key: Key, answer: Answer) -> None:
        replaced = self.answers.get(key)
        if replaced is not None:
            self.bytes -= replaced.size
        self.answers[key] = answer
        self.bytes += answer.size
        while self.bytes > self.max_bytes * (1 - SHARE_OF_FORMS):
            self._evict_oldest()

    def _evict_oldest(self) -> None:
        key, answer = self.answers.popitem(last=False)
        self.selecting.pop(key[:4], None)
        self.bytes -= answer.size
        self.evictions += 1

    def form(self, answer: Answer, encoding: str) -> Form:
        """An answer in an encoding, made now and kept while there is room."""
        if encoding in answer.forms or not answer.is_compressible:
            return answer.form(encoding)
        form = answer.form(encoding)
        if not self.max_bytes:
            return form
        # The answer stays with its form, also after another one has replaced it.
        size = len(form.body) + answer.size
        with self.lock:
            self.extra_forms.append((answer, encoding, size))
            self.form_bytes += size
            while self.form_bytes > self.max_bytes * SHARE_OF_FORMS:
                old, name, old_size = self.extra_forms.popleft()
                old.forms.pop(name, None)
                self.form_bytes -= old_size
        return form

    def is_passed(self, address: Address, generation: int) -> bool:
        """Whether the address is known not to give answers that may be kept."""
        return self.passed.get(address) == generation

    def remember_passed(self, address: Address, generation: int) -> None:
        """The next ones who ask need not wait for each other in vain."""
        if len(self.passed) >= MOST_PASSED:
            self.passed.clear()
        self.passed[address] = generation


def selecting_names(answer: Answer) -> tuple[str, ...]:
    """The request headers, as WSGI names them, that an answer depends on."""
    return tuple(
        SELECTING_HEADERS[name]
        for name in answer.varies_on
        if name in SELECTING_HEADERS
    )
