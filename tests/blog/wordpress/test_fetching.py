import socket
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from blog.wordpress import fetching
from blog.wordpress.fetching import Limits, NotFetched, fetch


class OldSite(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/slow-head.png":
            return self.drip(b"HTTP/1.1 200 OK\r\nX-Wait: ")
        if self.path == "/slow-body.png":
            return self.drip(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n")
        if self.path == "/cut.png":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\nhalf")
            return None
        port = self.server.server_port
        answers = {
            "/a%20b.png": (200, "image/png", b"picture"),
            "/large.png": (200, "image/png", b"x" * 5_000),
            "/page.png": (200, "text/html", b"<html>"),
            "/loop": (302, "/loop", b""),
            "/inside": (302, f"http://169.254.169.254:{port}/latest/", b""),
            "/short-inside": (302, f"http://0:{port}/a%20b.png", b""),
            "/to-a-file": (302, "file:///etc/hostname", b""),
        }
        status, kind, body = answers.get(self.path, (404, "text/plain", b""))
        self.send_response(status)
        self.send_header("Location" if status == 302 else "Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None

    def drip(self, start):
        """Send a byte now and then, for ever."""
        self.wfile.write(start)
        with suppress(OSError):
            while not self.server.is_over.wait(0.05):
                self.wfile.write(b"x")

    def log_message(self, *args):
        pass


@pytest.fixture
def old_site(monkeypatch):
    """A server that stands for one of the open internet, at its usual port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), OldSite)
    server.is_over = threading.Event()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setitem(fetching.PORTS, "http", server.server_port)
    is_public = fetching.is_public_address
    monkeypatch.setattr(
        fetching,
        "is_public_address",
        lambda address: address == "127.0.0.1" or is_public(address),
    )
    yield f"http://127.0.0.1:{server.server_port}"
    server.is_over.set()
    server.shutdown()
    server.server_close()


def test_a_file_is_fetched(old_site):
    assert fetch(f"{old_site}/a b.png") == b"picture"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/large.png", "too large"),
        ("/page.png", "web page"),
        ("/none.png", "404"),
        ("/loop", "again and again"),
        ("/inside", "open internet"),
        ("/short-inside", "open internet"),
        ("/to-a-file", "Only http and https"),
        ("/slow-head.png", "took too long"),
        ("/slow-body.png", "took too long"),
        ("/cut.png", "broke off"),
    ],
)
def test_what_is_not_to_be_had_says_why(old_site, path, reason):
    with pytest.raises(NotFetched, match=reason):
        fetch(old_site + path, Limits(size=1_000, seconds=1))


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/a.png",
        "http://10.1.2.3/a.png",
        "http://[::1]/a.png",
        "http://[::ffff:192.168.0.1]/a.png",
        "http://169.254.169.254/a.png",
        "http://0.0.0.0/a.png",
        "http://localhost/a.png",
        "http://2130706433/a.png",
        "http://0x7f000001/a.png",
        "http://0177.0.0.1/a.png",
        "http://127.1/a.png",
        "http://user:word@127.0.0.1/a.png",
        "http://100.64.0.1/a.png",
        "http://[::ffff:7f00:1]/a.png",
        "http://[::127.0.0.1]/a.png",
        "http://[64:ff9b::a9fe:a9fe]/a.png",
        "http://[2002:a9fe:a9fe::1]/a.png",
        "http://[fe80::1%25eth0]/a.png",
        "http://[fd00::1]/a.png",
        "http://[ff02::1]/a.png",
        "http://[::1/a.png",
        "http://example.com:8080/a.png",
        "ftp://example.com/a.png",
        "file:///etc/hostname",
    ],
)
def test_private_addresses_and_other_ports_are_refused(address):
    with pytest.raises(NotFetched):
        fetch(address)


def test_a_name_that_points_inside_as_well_is_refused(monkeypatch):
    def both(host, port, **kwargs):
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
            for address in ("93.184.216.34", "127.0.0.1")
        ]

    monkeypatch.setattr(socket, "getaddrinfo", both)

    with pytest.raises(NotFetched, match="open internet"):
        fetch("http://rebinding.example/a.png")


def test_the_name_is_looked_up_once_for_check_and_connection(monkeypatch):
    looked_up, connected = [], []

    def once(host, port, **kwargs):
        looked_up.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", port))]

    def connect(address, timeout):
        connected.append(address[0])
        raise OSError("not in a test")

    monkeypatch.setattr(socket, "getaddrinfo", once)
    monkeypatch.setattr(socket, "create_connection", connect)

    with pytest.raises(NotFetched):
        fetch("http://rebinding.example/a.png")
    assert (looked_up, connected) == (["rebinding.example"], ["93.184.216.34"])
