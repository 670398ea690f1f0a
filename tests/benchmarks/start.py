"""From a clone to the first page, and from a restart to the next."""

import os
import shutil
import signal
import subprocess
import sys
import time

from tests.benchmarks.figures import BASE_DIR, Figure
from tests.benchmarks.site import FOLDER
from tests.benchmarks.tools import free_port, get

CLONE = FOLDER / "clone"
TIMEOUT = 300


def measure(effort):
    """Seconds from `git clone` and `make run` to a page, and from `make run` again."""
    shutil.rmtree(CLONE, ignore_errors=True)
    started = time.monotonic()
    subprocess.run(["git", "clone", "-q", BASE_DIR, CLONE], check=True)  # noqa: S603, S607
    port = free_port()  # the same each time: the address belongs to the site
    first = run_until_first_page(started, port)
    yield Figure("start", "clone to first page", round(first, 1), "s", at_most=90)
    again = sorted(run_until_first_page(time.monotonic(), port) for _ in range(3))
    yield Figure("start", "restart to first page", round(again[1], 2), "s", at_most=3)
    shutil.rmtree(CLONE, ignore_errors=True)


def run_until_first_page(started, port):
    """Seconds since `started` until the home page answers; then all is stopped."""
    names = (
        "PATH",
        "HOME",
        "LANG",
        "UV_CACHE_DIR",
        "PIP_CACHE_DIR",
        "UV_INDEX_URL",
        "UV_DEFAULT_INDEX",
        "PIP_INDEX_URL",
        "SSL_CERT_FILE",
    )
    environment = {name: os.environ[name] for name in names if name in os.environ}
    process = subprocess.Popen(
        ["make", "run"],  # noqa: S607
        cwd=CLONE,
        env=environment | {"PORT": str(port), "PYTHON": sys.executable},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while time.monotonic() - started < TIMEOUT:
            try:
                if get(port, "/")[0] == 200:
                    return time.monotonic() - started
            except OSError:
                time.sleep(0.02)
            if process.poll() is not None:
                raise RuntimeError("make run ended before the first page")
        raise RuntimeError("make run gave no page in time")
    finally:
        os.killpg(process.pid, signal.SIGINT)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
