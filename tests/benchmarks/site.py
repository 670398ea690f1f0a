"""The product in production settings, on a database of its own."""

import os
import secrets
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from cms import database
from tests.benchmarks.figures import BASE_DIR
from tests.benchmarks.tools import free_port, get

FOLDER = BASE_DIR / "var" / "benchmark"
WORKERS = 2
TOKEN = secrets.token_urlsafe(12)
ARTICLE = "how-bail-is-decided"


def prepare():
    """Start the database, and bring it and Django up in this process."""
    os.environ.update(
        DATABASE_URL=database.start_embedded(FOLDER / "postgres"),
        PRODUCTION="true",
        SECRET_KEY=secrets.token_urlsafe(50),
        ALLOWED_HOSTS="127.0.0.1",
        PUBLIC_URL="https://127.0.0.1",
        TRUST_PROXY="true",
        MEDIA_ROOT=str(FOLDER / "media"),
        METRICS_TOKEN=TOKEN,
        DJANGO_SETTINGS_MODULE="cms.settings",
        LOG_LEVEL="ERROR",
        PYTHONWARNINGS="ignore",
    )
    import django

    django.setup()
    manage("prepare")
    list_pictures()


def manage(*arguments):
    """Run a management command in a process of its own."""
    command = [sys.executable, str(BASE_DIR / "manage.py"), *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603


def list_pictures():
    """Name finished sizes for every picture, as the worker would after some minutes."""
    from cms.images import SHAPES
    from cms.models import FirmImage

    for image in FirmImage.objects.filter(ready={}):
        image.ready = {
            name: [
                {
                    "file": f"images/picture-{image.pk}.{rule}.{format_}",
                    "format": format_,
                    "width": int(rule.partition("-")[2].partition("x")[0]),
                    "height": 400,
                }
                for format_ in shape.formats
                for rule in shape.resize_rules
            ]
            for name, shape in SHAPES.items()
        }
        image.save(update_fields=["ready"])


def have_articles(count):
    """See to it that there are so many sample articles."""
    from blog.models import BlogIndexPage
    from blog.samples.writing import SampleWriter, delete_samples, sample_articles

    blog = BlogIndexPage.objects.get()
    if sample_articles(blog).count() > count:
        delete_samples(blog)
        blog.refresh_from_db()
    SampleWriter(blog).write(count)


class Server:
    """Granian with the site, as `make run` and docs/operators.md start it."""

    def __init__(self, *, workers=WORKERS, **settings):
        self.port = free_port()
        self.environment = {
            **os.environ,
            "PORT": str(self.port),
            "WEB_WORKERS": str(workers),
            **settings,
        }

    def start(self):
        # In a process of its own, since cms.settings are read only once.
        code = "import os; from cms.processes import web_command as c; a = c(); "
        code += "os.execv(a[0], a)"
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", code],
            env=self.environment,
            cwd=BASE_DIR,
            start_new_session=True,
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                if get(self.port, "/readyz")[0] == 200:
                    break
            except OSError:
                time.sleep(0.05)
        # The second worker may come a moment later.
        time.sleep(1)
        return self

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
