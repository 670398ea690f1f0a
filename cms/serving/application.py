"""The site as a WSGI application: Django, with the page cache in front of it."""

from collections.abc import Callable
from multiprocessing.util import Finalize
from pathlib import Path

from django.conf import settings
from django.db import connections

from cms.serving.generation import ContentGeneration
from cms.serving.outage import unavailable
from cms.serving.page_cache import Application, PageCache
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
    cache = PageCache(
        application,
        generation,
        reader=RequestReader(
            personal_cookies=(
                settings.SESSION_COOKIE_NAME,
                settings.CSRF_COOKIE_NAME,
                "messages",
            ),
            personal_paths=(*PERSONAL_PATHS, settings.STATIC_URL, *PROBES),
            secure_header=settings.SECURE_PROXY_SSL_HEADER,
        ),
        max_bytes=settings.PAGE_CACHE_MB * MEGABYTE,
        unavailable=unavailable,
        always_passed=(settings.STATIC_URL,),
    )
    probes = Probes(cache, settings.METRICS_TOKEN)
    cache.probes = dict.fromkeys(probes.paths, probes)
    generation.figures = lambda: figures(cache)
    if settings.PAGE_CACHE_MB:
        keep_over_restarts(cache, warm_start)
        Refresher(cache).start()
    generation.start()
    return cache


def keep_over_restarts(cache: PageCache, warm_start: WarmStart) -> None:
    """Take over what an earlier run left, and leave the like at the end."""
    generation = cache.generation

    def adopt() -> None:
        warm_start.adopt(cache.store, generation.lasting_state(), generation.current)

    def save() -> None:
        if generation.is_certain():
            state = generation.lasting_state()
            warm_start.save(cache.store, state, generation.current)

    generation.at_first = adopt
    # Before the generation stops, which makes everything uncertain.
    Finalize(None, save, exitpriority=200)
