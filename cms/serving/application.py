"""The site as a WSGI application: Django, with the page cache in front of it."""

from collections.abc import Callable
from multiprocessing.util import Finalize
from pathlib import Path

from django.conf import settings
from django.db import connections

from cms.serving.generation import ContentGeneration
from cms.serving.outage import unavailable
from cms.serving.page_cache import Application, PageCache
from cms.serving.picture_files import picture_path, with_picture_files
from cms.serving.probes import Probes, figures
from cms.serving.refresh import Refresher
from cms.serving.requests import RequestReader
from cms.serving.warm_start import LoadingSite, WarmStart

MEGABYTE = 1_000_000
PERSONAL_PATHS = ("/admin/", "/documents/", "/preview/")
PROBES = ("/healthz", "/readyz", "/metrics")


def application_with_page_cache(load: Callable[[], Application]) -> PageCache:
    """The application that `load` returns, behind a page cache.

    With pages left by an earlier run, those are served while the rest loads.
    """
    warm_start = WarmStart(Path(settings.PAGE_CACHE_FILE))
    if not warm_start.answers:
        return with_page_cache(load(), warm_start)
    connections.create_connection("default")  # imports what both threads need
    site = LoadingSite(load)
    return with_page_cache(site, warm_start, site.then(unavailable))


def with_page_cache(
    application: Application,
    warm_start: WarmStart,
    unavailable: Application = unavailable,
) -> PageCache:
    """The application behind a page cache that follows the database."""
    generation = ContentGeneration()
    files = (settings.STATIC_URL, picture_path())
    cache = PageCache(
        with_picture_files(application),
        generation,
        reader=RequestReader(
            personal_cookies=(
                settings.SESSION_COOKIE_NAME,
                settings.CSRF_COOKIE_NAME,
                "messages",
            ),
            personal_paths=(*PERSONAL_PATHS, *files, *PROBES),
            secure_header=settings.SECURE_PROXY_SSL_HEADER,
        ),
        max_bytes=settings.PAGE_CACHE_MB * MEGABYTE,
        unavailable=unavailable,
        always_passed=files,
    )
    probes = Probes(cache, settings.METRICS_TOKEN)
    cache.probes = dict.fromkeys(probes.paths, probes)
    generation.figures = lambda: figures(cache)
    if settings.PAGE_CACHE_MB:
        generation.at_first = lambda: warm_start.adopt(
            cache.store, generation.lasting_state(), generation.current
        )
        Refresher(cache).start()
    generation.start()
    # Unlike atexit, this also runs at the end of a child of multiprocessing.
    cache.end = Finalize(None, end, (cache, warm_start), exitpriority=100)
    return cache


def end(cache: PageCache, warm_start: WarmStart) -> None:
    """Leave what is known for the next run, and stop following the database."""
    generation = cache.generation
    if settings.PAGE_CACHE_MB and generation.is_certain():
        warm_start.save(cache.store, generation.lasting_state(), generation.current)
    generation.stop()
