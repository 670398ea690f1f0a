"""How fast the WordPress import is, and how much memory it needs."""

import resource
import tempfile
import time
from pathlib import Path

from blog.models import ArticlePage
from blog.wordpress.importing import Importer
from blog.wordpress.runs import new_run
from tests.blog.wordpress.exports import write_large_export

MEGABYTE = 1 << 10  # ru_maxrss counts in kilobytes


def measure_import(posts: int = 10_000) -> dict[str, float]:
    """Import posts of 1,000 words into the database that is set up, and measure.

    The database must hold a site; what is imported stays there.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.xml"
        write_large_export(path, posts)
        before = ArticlePage.objects.count()
        run = new_run([path], {})
        started, processor = time.monotonic(), time.process_time()
        Importer(run).go()
        seconds = time.monotonic() - started
        processor = time.process_time() - processor
    made = ArticlePage.objects.count() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "imported posts": made,
        "imported posts a second": round(made / seconds, 1),
        "processor milliseconds a post": round(processor * 1000 / max(made, 1), 2),
        "import peak megabytes": round(peak / MEGABYTE, 1),
    }
