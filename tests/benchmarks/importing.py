"""How fast the WordPress import is, and how much memory it needs.

It goes into a copy of the demo, so that what is imported is in nobody's way and
every run begins with the same.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

from tests.benchmarks.content import DEMO, copied_site
from tests.benchmarks.figures import BASE_DIR, Figure
from tests.blog.wordpress.exports import write_large_export

POSTS = 10_000
WORDS = 1_000
# On Linux in kilobytes, elsewhere in bytes.
MAXRSS_UNIT = 1_024 if sys.platform == "linux" else 1
MEGABYTE = 1_000_000
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
        usage = import_in_process(path)
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
            "processor ms a post": round(1_000 * usage.ru_utime / max(made, 1), 1),
        },
    )
    yield Figure(
        "importing",
        "memory at most",
        round(usage.ru_maxrss * MAXRSS_UNIT / MEGABYTE),
        "MB",
        at_most=300,
    )


def import_in_process(path):
    """Import an export with the command; returns what its process used."""
    command = [sys.executable, "manage.py", "import_wordpress", str(path)]
    process = subprocess.Popen(command, cwd=BASE_DIR, stdout=subprocess.DEVNULL)  # noqa: S603
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError("The import failed.")
    return usage
