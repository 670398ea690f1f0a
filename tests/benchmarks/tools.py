"""The programs that measure and that we compare with: wrk and nginx."""

import re
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

CONNECTIONS = 16
GET_THEM = {
    "wrk": "apt-get install wrk, or brew install wrk",
    "nginx": "apt-get install nginx, or brew install nginx",
}
# As the site is reached behind a proxy that speaks TLS for it.
HEADERS = {"X-Forwarded-Proto": "https"}
COMPRESSED = {"Accept-Encoding": "gzip, deflate, br"}
# nginx states these itself.
OWN_HEADERS = {
    "connection",
    "content-length",
    "content-type",
    "date",
    "etag",
    "server",
    "transfer-encoding",
}

CONFIGURATION = """
daemon off;
worker_processes {workers};
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 10000000;
  open_file_cache max=100;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    root {folder};
    {locations}
  }}
}}
"""


def missing():
    """What has to be installed first, and how; the benchmark installs nothing."""
    return {name: how for name, how in GET_THEM.items() if not shutil.which(name)}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get(port, path, **headers):
    """One answer: status, headers in lower case, body."""
    client = HTTPConnection("127.0.0.1", port, timeout=60)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        client.request("GET", path, headers=HEADERS | named)
        response = client.getresponse()
        found = {name.lower(): value for name, value in response.getheaders()}
        return response.status, found, response.read()
    finally:
        client.close()


def rate(port, path, seconds, headers=None, expected=200):
    """Answers a second to 16 connections that ask as fast as they can."""
    status, _, _ = get(port, path, **(headers or {}))
    if status != expected:
        raise RuntimeError(f"{path} answers {status}, not {expected}")
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s"]
    for name, value in (HEADERS | (headers or {})).items():
        command += ["-H", f"{name}: {value}"]
    command.append(f"http://127.0.0.1:{port}{path}")
    found = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    if "Non-2xx or 3xx" in found.stdout or "Socket errors" in found.stdout:
        raise RuntimeError(f"{path}: {found.stdout}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", found.stdout)[1])


def medians_in_turn(measures, times=3):
    """The median of each measure; they take turns, so that noise hits all alike."""
    rates = [[] for _ in measures]
    for _ in range(times):
        for found, measure in zip(rates, measures, strict=True):
            found.append(measure())
    return [statistics.median(found) for found in rates]


@contextmanager
def nginx(answers, workers):
    """nginx serving files of the given bytes, with the same headers; its port.

    `answers` maps a path to the headers and the body that we gave.
    """
    port = free_port()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        locations = []
        for number, (path, (headers, body)) in enumerate(answers.items()):
            (folder / f"file-{number}").write_bytes(body)
            added = "".join(
                f'add_header {key} "{value}";\n'
                for key, value in headers.items()
                if key not in OWN_HEADERS | {"last-modified"}
            )
            locations.append(
                f"location = {path} {{ types {{}} "
                f"default_type '{headers['content-type']}';\n"
                f"{added} add_header Last-Modified ''; alias {folder}/file-{number}; }}"
            )
        text = CONFIGURATION.format(
            folder=folder, port=port, workers=workers, locations="\n".join(locations)
        )
        (folder / "nginx.conf").write_text(text)
        process = subprocess.Popen(  # noqa: S603
            [
                shutil.which("nginx"),
                "-c",
                folder / "nginx.conf",
                "-e",
                folder / "error.log",
            ]
        )
        try:
            wait_for_port(port)
            yield port
        finally:
            process.terminate()
            process.wait(10)


def wait_for_port(port, timeout=30):
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError(f"nothing listens on port {port}")
