"""Files fetched from the old site, and from nowhere that is not public.

The host is looked up once, its addresses are checked, and the connection goes to
the address that was checked: a name server that changes its answer in between
(DNS rebinding) gains nothing. Each redirect is checked anew.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from contextlib import suppress
from dataclasses import dataclass
from threading import Timer
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings

PORTS = {"http": 80, "https": 443}
MOST_REDIRECTS = 3
PIECE = 1 << 16
TOO_LONG = "The old site took too long."
REDIRECTS = {301, 302, 303, 307, 308}


class NotFetched(Exception):
    """A file could not be fetched; says why in words for the report."""


@dataclass(frozen=True)
class Limits:
    """How much is fetched, and for how long."""

    size: int = 0  # bytes; 0 is the size that editors may upload
    seconds: float = 30.0

    @property
    def most_bytes(self) -> int:
        return self.size or settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE


def is_public_address(address: str) -> bool:
    """Whether an IP address is one of the open internet."""
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    if mapped is not None:
        found = mapped
    # Among the reserved are addresses that a gateway translates into private ones.
    return found.is_global and not (found.is_multicast or found.is_reserved)


def checked_address(host: str, port: int) -> str:
    """The address to connect to, if all addresses of the host are public.

    Raises:
        NotFetched: when the host is unknown, or some address of it is private.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotFetched(f"The host {host} is unknown.") from error
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or not all(map(is_public_address, addresses)):
        raise NotFetched(f"The host {host} is not on the open internet.")
    return addresses[0]


class PinnedConnection(http.client.HTTPConnection):
    """A connection to the address that was checked."""

    def __init__(self, scheme: str, host: str, port: int, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self.scheme = scheme
        self.address = checked_address(host, port)

    def connect(self) -> None:
        """Connect, with the certificate checked against the name of the host."""
        self.sock = socket.create_connection((self.address, self.port), self.timeout)
        if self.scheme == "https":
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.sock.do_handshake()

    def give_up(self) -> None:
        """Let whoever waits for an answer wait no longer."""
        if self.sock is not None:
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)


def fetch(address: str, limits: Limits | None = None) -> bytes:
    """The bytes of a file of the old site.

    Raises:
        NotFetched: when it is too large or slow, missing, or not to be fetched.
    """
    limits = limits or Limits()
    deadline = time.monotonic() + limits.seconds
    for _ in range(MOST_REDIRECTS + 1):
        found = fetch_once(address, limits, deadline)
        if isinstance(found, bytes):
            return found
        address = found
    raise NotFetched("It is redirected again and again.")


def fetch_once(address: str, limits: Limits, deadline: float) -> bytes | str:
    """The bytes, or the address that the server sends on to."""
    try:
        parts = urlsplit(address)
        port = parts.port or PORTS.get(parts.scheme)
    except ValueError as error:
        raise NotFetched("Its address cannot be read.") from error
    usual = port is not None and port in PORTS.values()
    if parts.scheme not in PORTS or not parts.hostname or not usual:
        raise NotFetched("Only http and https are fetched, at their usual ports.")
    connection = PinnedConnection(parts.scheme, parts.hostname, port or 0, 10.0)
    # A server that sends a little now and then would keep us for ever.
    watch = Timer(max(deadline - time.monotonic(), 0), connection.give_up)
    watch.start()
    target = quote(parts.path or "/", safe="/%") + (
        f"?{quote(parts.query, safe='=&%+')}" if parts.query else ""
    )
    try:
        connection.request("GET", target, headers={"User-Agent": "Counsel import"})
        response = connection.getresponse()
        if response.status in REDIRECTS and (to := response.getheader("Location")):
            return urljoin(address, to)
        if response.status != 200:
            raise NotFetched(f"The old site answered {response.status}.")
        return read_all(response, limits, deadline)
    except (OSError, http.client.HTTPException) as error:
        if time.monotonic() > deadline:
            raise NotFetched(TOO_LONG) from error
        raise NotFetched(f"The old site did not answer: {error}") from error
    finally:
        watch.cancel()
        connection.close()


def read_all(
    response: http.client.HTTPResponse, limits: Limits, deadline: float
) -> bytes:
    """The whole body, within the limits."""
    if "text/html" in (response.getheader("Content-Type") or ""):
        raise NotFetched("The old site answered with a web page instead of the file.")
    body = bytearray()
    while piece := response.read1(PIECE):
        body += piece
        if len(body) > limits.most_bytes:
            raise NotFetched("The file is too large.")
    if time.monotonic() > deadline:
        raise NotFetched(TOO_LONG)
    if response.length:
        raise NotFetched("The old site broke off in the middle of the file.")
    return bytes(body)
