"""What the application answered, and whether it may be kept."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from cms.serving.answers import Headers
from cms.serving.store import SELECTING_HEADERS

PUBLIC = re.compile(r"(?:^|[,\s])public\b")
OWN = re.compile(r"(?:^|[,\s])(?:no-store|private)\b")


class Response:
    """Stands in for `start_response`, and remembers what it was told."""

    __slots__ = ("headers", "named", "status")

    def __init__(self) -> None:
        self.status = ""
        self.headers: Headers = []
        self.named: dict[str, str] = {}

    def __call__(self, status: str, headers: Headers, exc_info: Any = None) -> None:
        self.status = status
        self.headers = headers
        self.named = {name.lower(): value for name, value in headers}

    def is_keepable(self) -> bool:
        """Whether anybody may have this response (RFC 9111, section 3).

        It must say so itself, set no cookie, and depend on nothing but the
        address and headers that we tell apart.
        """
        control = self.named.get("cache-control", "").lower()
        known = {"", "accept-encoding", *SELECTING_HEADERS}
        return (
            self.status.startswith("200")
            and "set-cookie" not in self.named
            and PUBLIC.search(control) is not None
            and OWN.search(control) is None
            and vary_names(self.named.get("vary", "")) <= known
        )

    def is_unavailable(self) -> bool:
        """Whether the application says that it will answer later."""
        return self.status.startswith("503") and "retry-after" in self.named

    def is_failure(self) -> bool:
        """Whether something went wrong that may not go wrong the next time."""
        return self.status.startswith("5")

    def is_redirect(self) -> bool:
        """Whether the visitor is sent to another address."""
        return self.status.startswith("3") and "location" in self.named

    def forward(
        self,
        body: Iterable[bytes],
        environ: dict[str, Any],
        start_response: Callable[..., Any],
    ) -> Iterable[bytes]:
        """Hand the response on as it is, without its body for HEAD."""
        start_response(self.status, self.headers)
        if environ["REQUEST_METHOD"] == "HEAD":
            close(body)
            return []
        return body


def close(body: Iterable[bytes]) -> None:
    """Let the application tidy up after a response that nobody reads."""
    if hasattr(body, "close"):
        body.close()


def joined(body: Iterable[bytes]) -> bytes:
    """The whole of a response's body."""
    try:
        return b"".join(body)
    finally:
        close(body)


def vary_names(header: str) -> set[str]:
    """The names of a Vary header, in lower case."""
    return {name.strip().lower() for name in header.split(",")}
