"""How the time of an answer grows with the number of articles; nothing kept."""

import statistics
import time
from contextlib import ExitStack
from http.client import HTTPConnection

from tests.benchmarks.content import use_site
from tests.benchmarks.figures import Figure
from tests.benchmarks.site import running
from tests.benchmarks.tools import HEADERS

SIZES = (1_000, 10_000, 100_000)
LIST = "/api/content/v1/articles/"
CARDS = 20
ROWS = 12  # of a page of the blog
DEEP_PAGE = 5_000

# Those whose growth the product promises to keep within bounds.
PROMISED = {
    "list JSON",
    "filtered list JSON",
    "search JSON",
    f"page {DEEP_PAGE:,} of the list JSON",
    "category archive HTML",
}
MOST = 1.5
WARM_UP = 5  # answers
ENOUGH = 12.0  # seconds for one question; of something slow, a few answers will do


def measure(effort):
    """Milliseconds for each question at each size, and how they grow."""
    for size in SIZES:
        use_site(size)  # made from the next smaller one, which nobody may use then
    with ExitStack() as stack:
        asked = []
        for size in SIZES:
            use_site(size)
            session = {"Cookie": admin_session()}
            server = stack.enter_context(running(workers=1, PAGE_CACHE_MB="0"))
            asked.append((server.port, session, questions(size)))
        for name in asked[0][2]:
            taken = milliseconds(
                [
                    (port, paths[name], session if "admin" in name else {})
                    for port, session, paths in asked
                ],
                effort.of(60),
            )
            yield Figure(
                "growth",
                name,
                taken[-1] / taken[0],
                "×",
                at_most=MOST if name in PROMISED else None,
                details={f"ms at {n:,}": t for n, t in zip(SIZES, taken, strict=True)},
            )


def questions(size):
    """What is asked at each size; a list's page 5,000, or its last one."""
    category = "category=criminal-defense"
    deep = min(DEEP_PAGE, size // CARDS)
    return {
        "list JSON": LIST,
        "filtered list JSON": f"{LIST}?{category}",
        "search JSON": "/api/content/v1/search/?q=severance+Harrowgate",
        "search of a frequent word JSON": "/api/content/v1/search/?q=hearings",
        f"page {DEEP_PAGE:,} of the list JSON": f"{LIST}?cursor={cursor(deep)}",
        "article JSON": f"{LIST}sample-article-{size // 2}/",
        "article HTML": f"/articles/sample-article-{size // 2}/",
        "blog HTML": "/articles/",
        f"page {DEEP_PAGE:,} of the blog HTML": (
            f"/articles/?page={min(DEEP_PAGE, size // ROWS)}"
        ),
        "category archive HTML": "/articles/category/criminal-defense/",
        "last page of a category HTML": (
            f"/articles/category/criminal-defense/?page={size // 26 // ROWS}"
        ),
        "RSS feed": "/articles/feed/",
        "home page HTML": "/",
        "sitemap": "/sitemap.xml",
        "search HTML": "/search/?q=severance+Harrowgate",
        "admin: articles of the blog": f"/admin/pages/{blog_pk()}/",
        "admin: search": "/admin/pages/search/?q=Harrowgate",
    }


def cursor(page):
    """The cursor of a page far down the list, as the page before would name it."""
    from blog.models import ArticlePage
    from cms.api.paging import AFTER, Keyset
    from cms.api.registry import registry

    collection = next(c for c in registry.collections if c.name == "articles")
    name = next(iter(collection.orders))
    articles = ArticlePage.objects.live().order_by("-published_at", "-pk")
    before = articles[(page - 1) * CARDS - 1]
    return Keyset(collection.orders[name], f"articles:{name}")._write(AFTER, before)


def blog_pk():
    from blog.models import BlogIndexPage

    return BlogIndexPage.objects.get().pk


def admin_session():
    """The cookie of somebody who is signed in to the admin."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client()
    client.force_login(get_user_model().objects.filter(is_superuser=True).first())
    return f"counsel_session={client.cookies['counsel_session'].value}"


def milliseconds(asked, times):
    """The median time of an answer to one client, of each of the servers.

    They take turns, so that whatever else the machine does hits all alike.
    """
    taken = [[] for _ in asked]
    clients = [HTTPConnection("127.0.0.1", port, timeout=120) for port, _, _ in asked]
    for turn in range(times + WARM_UP):
        for found, client, (_, path, headers) in zip(
            taken, clients, asked, strict=True
        ):
            seconds = time_of(client, path, headers)
            if turn >= WARM_UP:
                found.append(seconds)
        if sum(map(sum, taken)) > ENOUGH:
            break
    for client in clients:
        client.close()
    return [round(statistics.median(found) * 1000, 2) for found in taken]


def time_of(client, path, headers):
    """Seconds until the whole answer is there."""
    started = time.perf_counter()
    client.request("GET", path, headers=HEADERS | headers)
    response = client.getresponse()
    response.read()
    if response.status != 200:
        raise RuntimeError(f"{path} answers {response.status}")
    return time.perf_counter() - started
