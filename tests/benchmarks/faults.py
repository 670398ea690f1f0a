"""What readers of a known page get while something breaks behind it."""

import os
import signal
import subprocess
import threading
import time
from collections import Counter
from contextlib import suppress
from http.client import HTTPConnection, HTTPException

import psutil

from tests.benchmarks.content import DEMO, execute, use_site
from tests.benchmarks.figures import Figure
from tests.benchmarks.site import ARTICLE, postgres, running
from tests.benchmarks.tools import HEADERS, get

READERS = 4
KNOWN, UNKNOWN = f"/articles/{ARTICLE}/", "/about/?page=never-asked-for"
OUTAGE = 3.0  # seconds without PostgreSQL
AFTERWARDS = 3.0  # seconds of looking on
CUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE application_name = 'counsel listener'"
)


def measure(effort):
    """Answers by status while PostgreSQL, a connection or a worker is lost."""
    use_site(DEMO)
    with running() as server:
        for _ in range(40):  # until both workers know the page
            get(server.port, KNOWN)
        for name, break_it in FAULTS.items():
            with Readers(server.port) as readers:
                time.sleep(1)
                details = break_it(server)
                time.sleep(AFTERWARDS)
            yield Figure(
                "faults",
                name,
                readers.refused,
                "refused",
                at_most=0,
                details={**readers.details(), **details},
            )


def kill_postgres(server):
    """PostgreSQL dies, and is started again after some seconds."""
    postmaster = psutil.Process(postgres().get_pid())
    postmaster.send_signal(signal.SIGKILL)
    postmaster.wait(20)
    time.sleep(OUTAGE)
    unknown, _, _ = get(server.port, UNKNOWN)
    started = time.monotonic()
    with suppress(subprocess.TimeoutExpired):  # it goes on recovering by itself
        postgres().start()
    while get(server.port, UNKNOWN)[0] != 200:
        time.sleep(0.05)
    back = round(time.monotonic() - started, 1)
    return {"an unknown page meanwhile": unknown, "seconds until it is there": back}


def cut_listeners(server):
    """The connections over which workers hear of changes are ended."""
    return {"connections": len(execute(CUT))}


def kill_worker(server):
    """One of the two web workers dies; its connections are reset."""
    before = server.serving()
    os.kill(before[0], signal.SIGKILL)
    started = time.monotonic()
    while len(server.serving()) < 2 or before[0] in server.serving():
        time.sleep(0.05)
    seconds = round(time.monotonic() - started, 1)
    return {"seconds until it is replaced": seconds}


FAULTS = {
    "PostgreSQL killed and restarted": kill_postgres,
    "listening connections cut": cut_listeners,
    "a web worker killed": kill_worker,
}


class Readers:
    """Threads that ask for the known page, and connect anew when they have to."""

    def __init__(self, port):
        self.port = port
        self.statuses = Counter()
        self.resets = 0
        self.slowest = 0.0
        self.stop = threading.Event()
        self.threads = [threading.Thread(target=self.read) for _ in range(READERS)]

    @property
    def refused(self):
        """Answers that were not the page."""
        return sum(n for status, n in self.statuses.items() if status != 200)

    def read(self):
        client = HTTPConnection("127.0.0.1", self.port, timeout=30)
        while not self.stop.is_set():
            started = time.monotonic()
            try:
                client.request("GET", KNOWN, headers=HEADERS)
                response = client.getresponse()
                response.read()
                self.statuses[response.status] += 1
            except (OSError, HTTPException):
                client.close()
                self.resets += 1
            self.slowest = max(self.slowest, time.monotonic() - started)

    def details(self):
        """What was served, and how long the slowest answer took."""
        return {
            "answers": self.statuses.total(),
            "connections reset": self.resets,
            "slowest ms": round(self.slowest * 1000),
        }

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *args):
        self.stop.set()
        for thread in self.threads:
            thread.join()
