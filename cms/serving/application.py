"""The site as a WSGI application: Django, with the page cache in front of it."""

from django.conf import settings
from django.urls import reverse

from cms.serving.generation import ContentGeneration
from cms.serving.outage import unavailable
from cms.serving.page_cache import Application, PageCache
from cms.serving.probes import Probes, figures
from cms.serving.refresh import Refresher
from cms.serving.requests import RequestReader

MEGABYTE = 1_000_000
PROBES = ("/healthz", "/readyz", "/metrics")


def with_page_cache(application: Application) -> PageCache:
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
            personal_paths=(
                reverse("wagtailadmin_home"),
                "/documents/",
                "/preview/",
                settings.STATIC_URL,
                *PROBES,
            ),
            secure_header=settings.SECURE_PROXY_SSL_HEADER,
        ),
        max_bytes=settings.PAGE_CACHE_MB * MEGABYTE,
        unavailable=unavailable,
        always_passed=(settings.STATIC_URL,),
    )
    probes = Probes(cache, settings.METRICS_TOKEN)
    cache.probes = dict.fromkeys(probes.paths, probes)
    generation.figures = lambda: figures(cache)
    generation.start()
    if settings.PAGE_CACHE_MB:
        Refresher(cache).start()
    return cache
