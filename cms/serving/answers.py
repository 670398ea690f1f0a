"""Finished answers: the bytes and headers of a public page, made once.

As in WhiteNoise's responders, all work is done when the answer is made, and a
request only picks one of its forms.
"""

import gzip
import re
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

import brotli

Headers = list[tuple[str, str]]

IDENTITY = "identity"
BROTLI_QUALITY = 5  # higher ones take ten times as long for a twentieth of the size
GZIP_LEVEL = 6
COMPRESSIBLE = re.compile(r"(text/|application/([\w.-]+\+)?(json|xml)\b|image/svg)")
WORTH_COMPRESSING = 500  # bytes; below, the headers outweigh what is saved

# What a 304 must or may repeat (RFC 9110, section 15.4.5), and what browsers apply
# anew to each response: policies, and who may read it (Fetch, section 4.10).
NOT_MODIFIED_HEADERS = {
    "access-control-allow-origin",
    "access-control-expose-headers",
    "cache-control",
    "content-location",
    "content-security-policy",
    "date",
    "etag",
    "expires",
    "vary",
}
# What each form states for itself.
OWN_HEADERS = {"content-length", "content-encoding", "etag", "vary"}

# The memory that an answer takes besides its bodies.
OVERHEAD = 4_000


class Form:
    """One encoding of an answer: its body, and the headers of its 200 and 304."""

    __slots__ = ("body", "etag", "headers", "wired")

    def __init__(self, headers: Headers, body: bytes, etag: str) -> None:
        self.body = body
        self.etag = etag
        self.headers = headers
        # What was sent so far, by status, as it goes over the wire.
        self.wired: dict[int, bytes] = {}

    def head(self, status: int) -> bytes:
        """The head of a 200 or 304 over the wire, without status line and date."""
        found = self.wired.get(status)
        if found is None:
            headers = self.headers if status == 200 else self.not_modified_as(self.etag)
            found = self.wired[status] = wire(headers)
        return found

    def not_modified_as(self, etag: str) -> Headers:
        """The headers of a 304 that confirms the given validator."""
        return [
            (name, etag if name == "ETag" else value)
            for name, value in self.headers
            if name.lower() in NOT_MODIFIED_HEADERS
        ]


def wire(headers: Iterable[tuple[str, str]]) -> bytes:
    """Headers as HTTP/1.1 sends them (RFC 9112, section 5)."""
    return "".join(f"{name}: {value}\r\n" for name, value in headers).encode("latin1")


class Answer:
    """A public response, in the encodings that were asked for so far.

    It is kept compressed; other forms are made when somebody asks for them.
    """

    __slots__ = (
        "base_headers",
        "forms",
        "generation",
        "is_compressible",
        "tag",
        "varies_on",
    )

    def __init__(self, headers: Headers, body: bytes, generation: int) -> None:
        self.generation = generation
        self.tag = blake2b(body, digest_size=16).hexdigest()
        self.base_headers = [
            (name, value) for name, value in headers if name.lower() not in OWN_HEADERS
        ]
        named = {name.lower(): value for name, value in headers}
        self.is_compressible = (
            len(body) >= WORTH_COMPRESSING
            and COMPRESSIBLE.match(named.get("content-type", "")) is not None
        )
        vary = [name.strip() for name in named.get("vary", "").split(",")]
        if self.is_compressible:
            vary.append("Accept-Encoding")
        self.varies_on = tuple(name.lower() for name in vary)
        if names := ", ".join(dict.fromkeys(filter(None, vary))):
            self.base_headers.append(("Vary", names))
        self.forms: dict[str, Form] = {}
        self.add_form(IDENTITY, body)

    @classmethod
    def restored(cls, description: dict[str, Any], packed_body: bytes) -> "Answer":
        """The answer that `description` and `packed_body` came from.

        Raises:
            LookupError: when the description lacks something.
        """
        answer = cls.__new__(cls)
        answer.generation = 0
        answer.tag = description["tag"]
        answer.base_headers = [(name, value) for name, value in description["headers"]]
        answer.is_compressible = description["is_compressible"]
        answer.varies_on = tuple(description["varies_on"])
        answer.forms = {}
        answer.add_form("br" if answer.is_compressible else IDENTITY, packed_body)
        return answer

    def description(self) -> dict[str, Any]:
        """What JSON can hold of the answer: all but its body."""
        return {
            "tag": self.tag,
            "headers": self.base_headers,
            "is_compressible": self.is_compressible,
            "varies_on": self.varies_on,
        }

    def packed_body(self) -> bytes:
        """The body in its smallest form."""
        return self.form("br").body

    @property
    def size(self) -> int:
        """Bytes in memory, without the forms that can be made again."""
        packed = self.forms.get("br") or self.forms[IDENTITY]
        return OVERHEAD + len(packed.body)

    def form(self, encoding: str) -> Form:
        """The answer in one of the encodings `br`, `gzip` and `identity`."""
        if not self.is_compressible:
            encoding = IDENTITY
        found = self.forms.get(encoding)
        return found or self.add_form(encoding, compressed(self.plain_body(), encoding))

    def add_form(self, encoding: str, body: bytes) -> Form:
        """Make a form of the answer from its finished bytes."""
        # Strong validators differ between encodings (RFC 9110, section 8.8.3).
        suffix = "" if encoding == IDENTITY else f"-{encoding}"
        etag = f'"{self.tag}{suffix}"'
        headers = [
            *self.base_headers,
            ("ETag", etag),
            ("Content-Length", str(len(body))),
        ]
        if encoding != IDENTITY:
            headers.append(("Content-Encoding", encoding))
        form = self.forms[encoding] = Form(headers, body, etag)
        return form

    def pack(self) -> None:
        """Keep only the smallest form, from which the others can be made."""
        if self.is_compressible:
            self.forms = {"br": self.form("br")}

    def plain_body(self) -> bytes:
        """The body without any encoding."""
        plain = self.forms.get(IDENTITY)
        if plain is not None:
            return plain.body
        return brotli.decompress(self.forms["br"].body)

    def matches(self, if_none_match: str) -> str | None:
        """The validator of this answer that the client already has, if any.

        Any encoding will do: the content is the same (RFC 9110, section 13.1.2).
        """
        own = (f'"{self.tag}"', f'"{self.tag}-br"', f'"{self.tag}-gzip"')
        if if_none_match.strip() == "*":
            return own[0]
        candidates = {
            part.strip().removeprefix("W/") for part in if_none_match.split(",")
        }
        return next((etag for etag in own if etag in candidates), None)


def compressed(body: bytes, encoding: str) -> bytes:
    """The body in one of the encodings."""
    if encoding == "br":
        return brotli.compress(body, quality=BROTLI_QUALITY)
    if encoding == "gzip":
        return gzip.compress(body, compresslevel=GZIP_LEVEL, mtime=0)
    return body


def accepted_encoding(header: str) -> str:
    """The best encoding we have that an Accept-Encoding header allows.

    RFC 9110, section 12.5.3: `q=0` refuses, `*` stands for those not named.
    """
    weights: dict[str, float] = {}
    for part in header.lower().split(","):
        name, _, parameter = part.partition(";")
        weights[name.strip()] = weight(parameter)
    for encoding in ("br", "gzip"):
        if weights.get(encoding, weights.get("*", 0.0)) > 0:
            return encoding
    return IDENTITY


def weight(parameter: str) -> float:
    """The number of `q=0.5`; 1 where there is none, 0 where it is unreadable."""
    name, _, number = parameter.partition("=")
    if not name.strip():
        return 1.0
    try:
        return float(number)
    except ValueError:
        return 0.0
