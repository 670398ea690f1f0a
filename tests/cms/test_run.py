"""`make run` from an empty folder on, as a new user meets it."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

import psutil
import psycopg
import pytest

from cms.settings import BASE_DIR
from tests.cms.serving.processes import wait_for
from tests.prepared_database import url_of

FIRST_START = 240  # seconds, on a machine that runs other tests too
PRODUCT = ("manage.py", "cms", "home", "blog", "people", "templates", "requirements")


class Installation:
    """A copy of the product in a folder of its own."""

    def __init__(self, folder, **environment):
        for name in PRODUCT:
            source = BASE_DIR / name
            copy = shutil.copytree if source.is_dir() else shutil.copy
            copy(source, folder / name)
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        kept = {"PATH", "HOME", "LANG"}
        inherited = {name: os.environ[name] for name in kept & set(os.environ)}
        self.environment = {
            **inherited,
            "PORT": str(self.port),
            # A lock in it is held while any server of the user starts or stops, so
            # other tests could keep this one waiting.
            "XDG_RUNTIME_DIR": str(folder),
            **environment,
        }
        self.process = None
        self.log = folder / "run.log"

    def start(self):
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "cms.run"],
                cwd=self.folder,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        wait_for(self.has_announced, FIRST_START)
        return self.log.read_text()

    def has_announced(self):
        assert self.process.poll() is None, self.log.read_text()
        return "Public site" in self.log.read_text()

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)

    def processes(self):
        """All processes of the run, PostgreSQL among them."""
        if self.process is not None:
            self.process.poll()  # or it stays as a zombie
        found = []
        for process in psutil.process_iter():
            try:
                if process.cwd().startswith(str(self.folder)):
                    found.append(process)
            except psutil.Error:
                continue
        return found

    def postmaster(self):
        file = self.folder / "var" / "postgres" / "postmaster.pid"
        return int(file.read_text().split()[0])

    def kill_all(self):
        for process in self.processes():
            process.kill()
        wait_for(lambda: not self.processes())

    def get(self, path):
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.port}{path}", timeout=60
            ) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def manage(self, code):
        """Run Python inside the installation, beside the running site."""
        finished = subprocess.run(  # noqa: S603 - our own
            [sys.executable, "manage.py", "shell", "--verbosity=0", "-c", code],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return finished.stdout.strip()


@pytest.fixture
def terminal():
    """Runs as from a terminal, even where the tests themselves run under nohup."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.fixture
def install(terminal):
    """Makes an installation, outside of the folders that pytest keeps private."""
    installed = []

    def install(**environment):
        folder = Path(tempfile.mkdtemp(prefix="counsel-"))
        installed.append(Installation(folder, **environment))
        return installed[-1]

    yield install
    for installation in installed:
        installation.kill_all()
        shutil.rmtree(installation.folder)


RETITLE = (
    "from home.models import HomePage; page = HomePage.objects.get();"
    "page.title = page.seo_title = 'Kept over restarts';"
    "page.save_revision().publish()"
)


def test_a_run_can_be_stopped_killed_and_started_again_without_losing_anything(install):
    site = install()
    said = site.start()
    assert re.search(r"User +admin\n +Password +\S{12,}", said)
    assert f"http://127.0.0.1:{site.port}/admin/" in said
    assert site.get("/")[0] == 200
    assert site.get("/admin/login/")[0] == 200

    # One folder, one run.
    second = subprocess.run(
        [sys.executable, "-m", "cms.run"],
        cwd=site.folder,
        env=site.environment | {"PORT": str(site.port + 1)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 1
    assert f"already runs from this folder, at http://127.0.0.1:{site.port}" in (
        second.stderr
    )

    site.manage(RETITLE)
    assert "Kept over restarts" in site.get("/")[1]
    assert site.stop() == 0
    wait_for(lambda: not site.processes())

    said = site.start()
    assert "Password" not in said
    assert "Preparing" not in said
    assert "Kept over restarts" in site.get("/")[1]

    site.kill_all()
    assert "Preparing" not in site.start()
    assert "Kept over restarts" in site.get("/")[1]

    os.kill(site.postmaster(), signal.SIGKILL)
    wait_for(lambda: site.get("/readyz")[0] == 503)
    wait_for(lambda: site.get("/readyz")[0] == 200)

    # Killed without its children: they are ended by the next start.
    site.process.kill()
    site.process.wait()
    site.start()
    assert "Kept over restarts" in site.get("/")[1]

    # The terminal is closed.
    site.process.send_signal(signal.SIGHUP)
    assert site.process.wait(30) == 0
    wait_for(lambda: not site.processes())


def test_processes_that_have_hardly_begun_are_ended_too():
    code = (
        "from cms.processes import Processes;"
        "processes = Processes();"
        "processes.add_process('web', 'sleep 600');"
        "processes.add_process('worker', 'sleep 600');"
        "processes.terminate();"
        "processes.loop()"
    )

    finished = subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-c", code], cwd=BASE_DIR, timeout=60, check=False
    )

    assert finished.returncode == 0


@pytest.fixture
def other_server_database(django_db_setup, django_db_blocker):
    name = f"counsel_run_{os.getpid()}"
    with psycopg.connect(url_of("postgres"), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield url_of(name)
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_with_a_database_address_the_embedded_server_is_never_started(
    install, other_server_database
):
    site = install(DATABASE_URL=other_server_database)
    site.start()
    assert site.get("/")[0] == 200
    assert not (site.folder / "var" / "postgres").exists()
    assert site.stop() == 0


def test_a_port_that_is_taken_is_named(install):
    site = install()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", site.port))
        taken.listen()
        finished = subprocess.run(
            [sys.executable, "-m", "cms.run"],
            cwd=site.folder,
            env=site.environment,
            capture_output=True,
            text=True,
            check=False,
        )
    assert finished.returncode == 1
    assert f"Port {site.port} is in use" in finished.stderr


def test_production_does_not_start_without_its_secrets(install):
    site = install(PRODUCTION="true")
    finished = subprocess.run(
        [sys.executable, "-m", "cms.run"],
        cwd=site.folder,
        env=site.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode != 0
    assert "SECRET_KEY is not set" in finished.stderr
