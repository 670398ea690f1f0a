"""A site that tells what it was asked, and clients that ask it byte by byte."""

import socket
import threading
import time
from contextlib import contextmanager

from cms.serving.connection import Connection

PAGE = b"GET /page/ HTTP/1.1\r\nHost: firm.example\r\n\r\n"
OTHER = b"GET /other/ HTTP/1.1\r\nHost: firm.example\r\n\r\n"


class Stream:
    """A long body, which knows when it is closed."""

    def __init__(self, pieces):
        self.pieces = pieces
        self.closed = threading.Event()

    def __iter__(self):
        return iter(self.pieces)

    def close(self):
        self.closed.set()


class Site:
    """Tells what it was asked, as the page that everybody may have."""

    def __init__(self):
        self.asked = []
        self.bodies = []
        self.may_answer = threading.Event()
        self.may_answer.set()

    def __call__(self, environ, start_response):
        self.asked.append(environ)
        if environ["REQUEST_METHOD"] == "POST" and environ["PATH_INFO"] != "/deaf/":
            try:
                self.bodies.append(environ["wsgi.input"].read())
            except OSError as error:
                self.bodies.append(error)
                raise
        if environ["PATH_INFO"] == "/stream/":
            start_response("200 OK", [("Content-Length", "500000")])
            return self.stream
        if environ["PATH_INFO"] == "/moved/":
            start_response("301 Moved", [("Location", "/"), ("Content-Length", "0")])
            return []
        if environ["PATH_INFO"] == "/unmeasured/":
            start_response("200 OK", [("Content-Type", "text/plain")])
            return [b"of some length"]
        if environ["PATH_INFO"] == "/slow/":
            self.may_answer.wait(10)
        body = f"{environ['PATH_INFO']} {len(self.asked)}".encode()
        headers = [
            ("Content-Type", "text/plain"),
            ("Cache-Control", "public, max-age=0"),
            ("Content-Length", str(len(body))),
        ]
        start_response("200 OK", headers)
        return [body]


class Client:
    """A client that sends and gets bytes."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.file = self.socket.makefile("rb")

    def send(self, *pieces):
        for piece in pieces:
            self.socket.sendall(piece)
            if len(pieces) > 1:
                time.sleep(0.05)  # apart, so that they arrive in two reads

    def receive(self, *, has_body=True):
        """The next answer: status, headers, body."""
        status = int(self.file.readline().split()[1])
        headers = {}
        while (line := self.file.readline().strip()) != b"":
            name, _, value = line.decode().partition(": ")
            headers[name.lower()] = value
        length = int(headers.get("content-length", 0)) if has_body else 0
        return status, headers, self.file.read(length).decode()

    def ask(self, head, **options):
        self.send(head)
        return self.receive(**options)

    def is_closed(self):
        return self.socket.recv(1) == b""


@contextmanager
def connected(port):
    client = Client(port)
    try:
        yield client
    finally:
        client.file.close()
        client.socket.close()


def ask_until_remembered(client):
    """Ask for the page until its head is known by its bytes."""
    while PAGE not in Connection.remembered:
        client.ask(PAGE)


def head(path="/page/", method="GET", **headers):
    """A head; header names with underscores for hyphens."""
    lines = [f"{method} {path} HTTP/1.1", "Host: firm.example"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
