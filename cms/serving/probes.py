"""What machines ask a worker: are you alive, are you ready, how are you doing.

They are answered before Django, for any host name and without a database: a
balancer asks by IP address, and most urgently when something is wrong.
"""

import hmac
import os
import resource
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import close_old_connections
from django.db.utils import Error as DatabaseError

from cms.serving.acknowledgement import LEASE
from cms.serving.page_cache import PageCache

Environ = dict[str, Any]
Answer = tuple[str, str]  # status line and text

STATM = Path("/proc/self/statm")
PAGE_SIZE = resource.getpagesize()

# Seconds after which a worker that tells nothing does not hear anything either, and
# has ended. One that hears tells its figures four times in a lease.
SILENT = 2 * LEASE
FORGOTTEN = 60

# Name, type and meaning of each figure.
METRICS = {
    "memory_bytes": ("gauge", "Memory of the worker process."),
    "cache_bytes": ("gauge", "Bytes of the finished answers in memory."),
    "cache_answers": ("gauge", "Finished answers in memory."),
    "cache_hits_total": ("counter", "Requests answered from memory."),
    "cache_renderings_total": ("counter", "Answers rendered for everybody."),
    "cache_passes_total": ("counter", "Requests that only Django could answer."),
    "cache_outage_hits_total": ("counter", "Answers given during outages."),
    "cache_evictions_total": ("counter", "Answers that made room for others."),
    "generation": ("gauge", "Generation of the content in this worker."),
    "content_changes": ("gauge", "Changes of content that the worker knows of."),
    "listener_is_connected": ("gauge", "1 while the worker hears of changes."),
    "listener_reconnections_total": ("counter", "Listening connections renewed."),
}


class Probes:
    """Answers at `healthz`, `readyz` and `metrics`."""

    def __init__(self, cache: PageCache, metrics_token: str) -> None:
        self.cache = cache
        self.metrics_token = metrics_token
        self.paths: dict[str, Callable[[Environ], Answer]] = {
            "/healthz": self.health,
            "/readyz": self.readiness,
            "/metrics": self.metrics,
        }

    def __call__(
        self, environ: Environ, start_response: Callable[..., Any]
    ) -> list[bytes]:
        status, text = self.paths[environ["PATH_INFO"]](environ)
        body = text.encode()
        headers = [
            ("Content-Type", "text/plain; version=0.0.4; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
        ]
        start_response(status, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def health(self, environ: Environ) -> Answer:
        """The process is alive; whoever gets no answer should restart it."""
        return "200 OK", "ok\n"

    def readiness(self, environ: Environ) -> Answer:
        """The worker hears of changes, so it can answer anything."""
        if self.cache.generation.is_certain():
            return "200 OK", "ready\n"
        return "503 Service Unavailable", "the database is out of reach\n"

    def metrics(self, environ: Environ) -> Answer:
        """The figures of all workers, in Prometheus' text format."""
        if not self.metrics_token:
            return "404 Not Found", "set METRICS_TOKEN to have metrics\n"
        expected = f"Bearer {self.metrics_token}".encode()
        given = environ.get("HTTP_AUTHORIZATION", "").encode()
        if not hmac.compare_digest(expected, given):
            return "401 Unauthorized", "the token is missing or wrong\n"
        workers = {self.cache.generation.name: figures(self.cache)}
        return "200 OK", "".join(exposition(others() | workers))


def figures(cache: PageCache) -> dict[str, float]:
    """How one worker is doing."""
    generation, store = cache.generation, cache.store
    return {
        "memory_bytes": memory(),
        "cache_bytes": store.bytes + store.form_bytes,
        "cache_answers": len(store.answers),
        "cache_hits_total": cache.hits,
        "cache_renderings_total": cache.renderings,
        "cache_passes_total": cache.passes,
        "cache_outage_hits_total": cache.outage_hits,
        "cache_evictions_total": store.evictions,
        "generation": generation.current,
        "content_changes": generation.changes,
        "listener_is_connected": int(generation.is_certain()),
        "listener_reconnections_total": max(0, generation.reconnections),
    }


def memory() -> int:
    """Bytes of memory that the process holds."""
    if STATM.exists():
        return int(STATM.read_text().split()[1]) * PAGE_SIZE
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if os.uname().sysname == "Darwin" else peak * 1024


def others() -> dict[str, dict[str, float]]:
    """The figures that the workers last left in the database, if it answers.

    Those of a worker that has told nothing for a while are left out: it has ended.
    """
    if not apps.ready:  # a worker that serves known pages while it loads
        return {}
    from django.db.models.functions import Now

    from cms.serving.models import ServingWorker

    # Nothing else does, where no request reaches Django after an outage.
    close_old_connections()
    workers = ServingWorker.objects.annotate(now=Now())
    try:
        found = list(workers.values_list("name", "figures", "now"))
    except DatabaseError:
        return {}
    return {
        name: values if age < SILENT else values | {"listener_is_connected": 0}
        for name, values, now in found
        if (age := now.timestamp() - values.get("told_at", 0)) < FORGOTTEN
    }


def exposition(workers: dict[str, dict[str, float]]) -> Iterator[str]:
    """The lines of Prometheus' text format."""
    for name, (kind, meaning) in METRICS.items():
        yield f"# HELP counsel_{name} {meaning}\n# TYPE counsel_{name} {kind}\n"
        for worker, values in sorted(workers.items()):
            if name in values:
                yield f'counsel_{name}{{worker="{worker}"}} {values[name]}\n'
