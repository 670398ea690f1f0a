"""Worker processes, and a database that they share with the test."""

import os
import re
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import psycopg

from cms.processes import web_command
from tests.prepared_database import copy_prepared, drop, url_of, using

START_TIMEOUT = 60


@dataclass
class Reply:
    status: int
    headers: dict
    body: bytes

    @property
    def text(self):
        return self.body.decode()


class Worker:
    """A web server with one worker, as in production."""

    def __init__(self, database_url, settings="tests.cms.serving.worker_settings"):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.environment = {
            **os.environ,
            "DATABASE_URL": database_url,
            "PORT": str(self.port),
            "DJANGO_SETTINGS_MODULE": settings,
            "PAGE_CACHE_FILE": f"{tempfile.mkdtemp()}/page-cache.jsonl",
            "PYTHONWARNINGS": "ignore",
            "LOG_LEVEL": "ERROR",
        }

    def start(self):
        self.process = subprocess.Popen(  # noqa: S603 - our own
            web_command(),
            env=self.environment,
            start_new_session=True,
        )
        return self

    def wait_until_ready(self):
        wait_for(lambda: self.is_up() and self.get("/readyz").status == 200)
        return self

    def is_up(self):
        try:
            return self.get("/healthz").status == 200
        except OSError:
            return False

    def get(self, path, method="GET", body=None, **headers):
        """Ask the worker; header names with underscores for hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        client = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            client.request(
                method, path, body=body, headers={"Host": "testserver"} | named
            )
            response = client.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Reply(response.status, found, response.read())
        finally:
            client.close()

    def figure(self, name):
        """One of the worker's own metrics."""
        text = self.get("/metrics", Authorization="Bearer for-tests").text
        pid = self.serving_pid()
        found = re.search(rf'counsel_{name}{{worker="[^"/]+/{pid}/\w+"}} (\S+)', text)
        return float(found[1])

    def serving_pid(self):
        """The process that answers: a child of the one that was started."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        pids = [int(pid) for pid in children.read_text().split()]
        return next(pid for pid in pids if "resource_tracker" not in command_of(pid))

    def kill_serving_process(self):
        os.kill(self.serving_pid(), signal.SIGKILL)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def command_of(pid):
    return Path(f"/proc/{pid}/cmdline").read_text()


def wait_for(condition, timeout=START_TIMEOUT):
    """Return once the condition holds."""
    deadline = time.monotonic() + timeout
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


@contextmanager
def copied_database():
    """A database that the test's process and others write to.

    Unlike in other tests everything is committed, so that others see it.
    """
    name = f"served_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    copy_prepared(name)
    with using(name):
        yield url_of(name)
    with psycopg.connect(url_of("postgres"), autocommit=True) as server:
        drop(server, name)
