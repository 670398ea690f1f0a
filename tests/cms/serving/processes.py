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
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.db import connection, connections
from django.test.utils import setup_databases

from cms.processes import web_command

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


def url_of(database):
    """The address of another database of the tests' server."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(parts._replace(path=f"/{database}"))


@contextmanager
def copied_database():
    """A copy of the test database that the test's process writes to as well.

    Unlike in other tests everything is committed, so that others see it.
    """
    if not connection.settings_dict["NAME"].startswith("test_"):
        # Made by pytest-django only where a test is marked to use it.
        setup_databases(verbosity=0, interactive=False, aliases={"default"})
    original = connection.settings_dict["NAME"]
    copy = f"{original}_served"
    connections.close_all()
    with psycopg.connect(url_of("postgres"), autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')
        # A server thread of an earlier test may still hold a connection.
        server.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = %s AND pid <> pg_backend_pid()",
            [original],
        )
        server.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{original}"')
        connection.settings_dict["NAME"] = copy
        try:
            yield url_of(copy)
        finally:
            connections.close_all()
            connection.settings_dict["NAME"] = original
            server.execute(f'DROP DATABASE "{copy}" WITH (FORCE)')
