"""What a request head asks, where the page cache alone may be able to answer it."""

from cms.serving.page_cache import PageCache
from cms.serving.requests import Address, Environ

# With these a request has more to it than its head, or is not plain HTTP.
OUT_OF_THE_ORDINARY = {
    "HTTP_CONTENT_LENGTH",
    "HTTP_TRANSFER_ENCODING",
    "HTTP_EXPECT",
    "HTTP_UPGRADE",
}


class Question:
    """A public request, read once."""

    __slots__ = ("address", "encoding", "environ", "is_get", "known")

    def __init__(self, address: Address, environ: Environ, encoding: str) -> None:
        self.address = address
        self.environ = environ
        self.encoding = encoding
        # The validator of what the client has already.
        self.known: str | None = environ.get("HTTP_IF_NONE_MATCH")
        self.is_get = environ["REQUEST_METHOD"] == "GET"


def question_of(
    cache: PageCache,
    scheme: str | None,
    method: bytes,
    url: bytes,
    headers: list[tuple[bytes, bytes]],
) -> Question | None:
    """The question in a head; None where it takes more than a look into memory.

    Paths in other than plain letters, and headers that come twice, are left to
    those who read them for Django, so that both never read differently.
    """
    path, _, query = url.decode("ascii").partition("?")
    if not path.startswith("/") or "%" in path or "#" in query + path:
        return None
    environ: Environ = {
        "REQUEST_METHOD": method.decode("ascii"),
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "wsgi.url_scheme": scheme,
    }
    named = {
        f"HTTP_{name.decode('latin1').upper().replace('-', '_')}": value.decode(
            "latin1"
        )
        for name, value in headers
    }
    if len(named) < len(headers) or not OUT_OF_THE_ORDINARY.isdisjoint(named):
        return None
    environ |= named
    address = cache.reader.address(environ)
    if address is None:
        return None
    encoding = cache.encoding(environ.get("HTTP_ACCEPT_ENCODING"))
    return Question(address, environ, encoding)
