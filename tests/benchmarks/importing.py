"""How fast the WordPress import is, and how much memory it needs.

It goes into a copy of the demo, so that what is imported is in nobody's way and
every run begins with the same.
"""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg

from tests.benchmarks.content import DEMO, copied_site
from tests.benchmarks.figures import BASE_DIR, Figure
from tests.blog.wordpress.exports import write_large_export

POSTS = 10_000
WORDS = 1_000
# On Linux in kilobytes, elsewhere in bytes.
MAXRSS_UNIT = 1_024 if sys.platform == "linux" else 1
MEGABYTE = 1_000_000
LOOK = 0.2  # seconds between two looks at the memory
SECONDS = """
SELECT extract(epoch FROM finished_at - started_at),
       (SELECT count(*) FROM blog_importitem
        WHERE run_id = blog_importrun.id AND kind = 'post' AND outcome = 'created')
FROM blog_importrun
"""


def measure(effort):
    """Import posts of 1,000 words without media, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder, copied_site(DEMO):
        path = Path(folder) / "export.xml"
        write_large_export(path, effort.of(POSTS), WORDS)
        megabytes = round(path.stat().st_size / MEGABYTE)
        used = import_in_process(path)
        with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
            seconds, made = connection.execute(SECONDS).fetchone()
    yield Figure(
        "importing",
        "posts of 1,000 words a second",
        round(made / float(seconds), 1),
        "/s",
        at_least=100,
        details={
            "posts": made,
            "MB of export": megabytes,
            "processor ms a post": round(1_000 * used.seconds / max(made, 1), 1),
        },
    )
    yield Figure(
        "importing",
        "memory at most",
        round(used.memory / MEGABYTE),
        "MB",
        at_most=300,
    )


@dataclass(frozen=True)
class Used:
    """What an import needed: processor seconds, and bytes at most."""

    seconds: float
    memory: int


def import_in_process(path):
    """Import an export with the command; returns what its processes used."""
    command = [sys.executable, "manage.py", "import_wordpress", str(path)]
    process = subprocess.Popen(command, cwd=BASE_DIR, stdout=subprocess.DEVNULL)  # noqa: S603
    most, pid = 0, 0
    while not pid:
        most = max(most, memory_of(process.pid))
        time.sleep(LOOK)
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError("The import failed.")
    most = max(most, usage.ru_maxrss * MAXRSS_UNIT)
    return Used(usage.ru_utime + usage.ru_stime, most)


def memory_of(pid):
    """Bytes that a process and its children hold."""
    try:
        process = psutil.Process(pid)
        family = [process, *process.children()]
        return sum(member.memory_info().rss for member in family)
    except psutil.Error:  # one of them has just ended
        return 0
