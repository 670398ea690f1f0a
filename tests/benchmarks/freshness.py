"""Whether a reader ever gets what was changed before, and how soon a change is seen.

Two workers serve; readers in processes of their own ask for HTML and JSON as fast
as they can, while a thousand changes are made. Each change leaves its number where
readers see it. Before asking, a reader notes which changes have been acknowledged:
an answer with a lower number is stale.
"""

import itertools
import re
import statistics
import time
from http.client import HTTPConnection
from multiprocessing import get_context

from tests.benchmarks.figures import Figure
from tests.benchmarks.site import have_articles, running
from tests.benchmarks.tools import HEADERS

CHANGES = 1_000
READERS = 2
PUBLISHES = 120  # of which it is measured when the others see them

# What can be changed, and the mark that shows the number of the change.
KINDS = ("title", "category", "firm", "image", "menu", "standfirst", "place", "life")
MARK = re.compile(rb"mark-(\w+?)-(\d+)-")
OLD, NEW, GONE = "/freshness-a/mover/", "/freshness-b/mover/", "/freshness-a/mayfly/"
ARTICLE = "/articles/freshness/"
API = "/api/content/v1/"
READ = (
    ARTICLE,
    f"{API}articles/freshness/",
    f"{API}resolve/?path={ARTICLE}",
    f"{API}site/",
    OLD,
    NEW,
    GONE,
    f"{API}resolve/?path={OLD}",
    f"{API}resolve/?path={GONE}",
)


def measure(effort):
    """Stale answers among all, and the time until a publish is seen."""
    have_articles(1_000)
    editor = Editor()
    with running() as server:
        answers, stale, seconds = change_under_readers(
            server.port, editor, effort.of(CHANGES)
        )
        yield Figure(
            "freshness",
            "stale answers",
            stale,
            "",
            at_most=0,
            details={
                "changes": effort.of(CHANGES),
                "answers": answers,
                "seconds": round(seconds),
            },
        )
        waits = sorted(time_to_see(server.port, editor, effort.of(PUBLISHES)))
        yield Figure(
            "freshness",
            "commit to visible, 99th percentile",
            round(waits[int(len(waits) * 0.99) - 1] * 1000, 1),
            "ms",
            at_most=50,
            details={
                "publishes": len(waits),
                "median ms": round(statistics.median(waits) * 1000, 1),
            },
        )
    editor.restore()


def change_under_readers(port, editor, changes):
    """Answers, stale answers and seconds of the whole history."""
    context = get_context("fork")
    started = context.Array("q", len(KINDS))
    acknowledged = context.Array("q", len(KINDS))
    stop, results = context.Event(), context.Queue()
    editor.change_all(started, acknowledged)
    connections_closed()
    readers = [
        context.Process(
            target=read, args=(port, started, acknowledged, stop, results, offset)
        )
        for offset in range(READERS)
    ]
    for reader in readers:
        reader.start()
    begun = time.monotonic()
    for number in range(changes):
        place = number % len(KINDS)
        started[place] += 1
        editor.change(KINDS[place], started[place])
        acknowledged[place] = started[place]
    seconds = time.monotonic() - begun
    stop.set()
    found = [results.get(timeout=60) for _ in readers]
    for reader in readers:
        reader.join()
    if problems := [text for _, texts in found for text in texts]:
        print("\n".join(problems[:10]))
    return (
        sum(count for count, _ in found),
        sum(len(texts) for _, texts in found),
        seconds,
    )


def read(port, started, acknowledged, stop, results, offset):
    """Ask in turn, over connections that both workers have some of."""
    clients = [HTTPConnection("127.0.0.1", port, timeout=60) for _ in range(6)]
    count, stale = 0, []
    for turn in itertools.count(offset):
        if stop.is_set():
            break
        path, client = READ[turn % len(READ)], clients[turn // 3 % len(clients)]
        before = list(acknowledged)
        client.request("GET", path, headers=HEADERS)
        response = client.getresponse()
        body = response.read()
        after = list(started)
        count += 1
        stale += [
            f"{path}: {problem}"
            for problem in problems_of(path, response.status, body, before, after)
        ]
    results.put((count, stale))


def problems_of(path, status, body, before, after):
    """What in an answer is older than what was acknowledged before it was asked for."""
    for kind, number in MARK.findall(body):
        place = KINDS.index(kind.decode())
        if not before[place] <= int(number) <= after[place]:
            yield f"{kind.decode()} {int(number)}, not {before[place]}"
    place = KINDS.index("life" if "mayfly" in path else "place")
    if "-a/" not in path and "-b/" not in path or before[place] != after[place]:
        return
    is_there = (before[place] % 2 == 0) is ("-a/" in path)
    served = status == 200 and b'"kind":"redirect"' not in body
    if served is not is_there:
        yield f"answers {status} after change {before[place]}"


def connections_closed():
    """Readers are forked, and must not inherit a connection."""
    from django.db import connections

    connections.close_all()


def time_to_see(port, editor, publishes):
    """Seconds from each commit until the last of several connections shows it."""
    editor.change("title", 1_000_000)
    clients = [HTTPConnection("127.0.0.1", port, timeout=60) for _ in range(8)]
    for number in range(1_000_001, 1_000_001 + publishes):
        editor.change("title", number)
        waiting = list(clients)
        while waiting:
            client = waiting[0]
            client.request("GET", ARTICLE, headers=HEADERS)
            if f"mark-title-{number}-".encode() in client.getresponse().read():
                waiting.pop(0)
        yield time.monotonic() - editor.committed_at


class Editor:
    """Makes the changes through the models, in this process."""

    def __init__(self):
        from blog.models import ArticlePage, BlogIndexPage, Category
        from cms.models import FirmImage
        from home.models import HomePage, StandardPage

        self.tidy()
        self.home = HomePage.objects.get()
        self.category = Category.objects.create(name="mark-category-0-", slug="fresh")
        self.image = FirmImage.objects.exclude(ready={}).first()
        self.article = BlogIndexPage.objects.get().add_child(
            instance=ArticlePage(
                title="mark-title-0-",
                slug="freshness",
                standfirst="mark-standfirst-0-",
                category=self.category,
                hero_image=self.image,
            )
        )
        self.parents = [
            self.home.add_child(instance=StandardPage(title=slug, slug=slug))
            for slug in ("freshness-a", "freshness-b")
        ]
        for parent in self.parents:
            parent.refresh_from_db()
        self.mover = self.add(self.parents[0], "mover")
        self.add(self.parents[0], "mayfly")
        firm, menus = self.settings("FirmSettings"), self.settings("NavigationSettings")
        self.originals = firm.tagline, menus.footer_columns, self.image.description
        self.watch_commits()

    def restore(self):
        """Give the site back what marks stood in for."""
        firm, menus = self.settings("FirmSettings"), self.settings("NavigationSettings")
        firm.tagline, menus.footer_columns, self.image.description = self.originals
        for changed in (firm, menus, self.image):
            changed.save()
        self.tidy()

    def add(self, parent, slug):
        from home.models import StandardPage

        parent.refresh_from_db()
        return parent.add_child(instance=StandardPage(title=slug, slug=slug))

    def watch_commits(self):
        """Note when each commit is sent, which is before anybody can see it."""
        from django.db import connection

        commit = connection._commit

        def noted():
            self.committed_at = time.monotonic()
            return commit()

        connection._commit = noted

    def tidy(self):
        """Take away what a run leaves."""
        from wagtail.contrib.redirects.models import Redirect
        from wagtail.models import Page

        from blog.models import Category

        for page in Page.objects.filter(slug__startswith="freshness"):
            Page.objects.get(pk=page.pk).specific.delete()
        Category.objects.filter(slug="fresh").delete()
        Redirect.objects.filter(old_path__startswith="/freshness").delete()

    def change_all(self, started, acknowledged):
        """Make each change twice: every mark is there, places are as begun."""
        for _ in range(2):
            for place, kind in enumerate(KINDS):
                started[place] += 1
                self.change(kind, started[place])
                acknowledged[place] = started[place]

    def change(self, kind, number):
        """One change that readers can see; returns when it is acknowledged."""
        getattr(self, f"change_{kind}")(number, f"mark-{kind}-{number}-")

    def change_title(self, number, mark):
        self.article.title = mark
        self.article.save_revision().publish()

    def change_category(self, number, mark):
        self.category.name = mark
        self.category.save()

    def change_firm(self, number, mark):
        firm = self.settings("FirmSettings")
        firm.tagline = mark
        firm.save()

    def change_menu(self, number, mark):
        navigation = self.settings("NavigationSettings")
        link = {"text": mark, "page": None, "address": "https://court.example/"}
        columns = {"heading": "Marks", "links": [link]}
        navigation.footer_columns = [("column", columns)]
        navigation.save()

    def settings(self, name):
        from cms import models

        return getattr(models, name).for_site(self.home.get_site())

    def change_image(self, number, mark):
        self.image.description = mark
        self.image.save(update_fields=["description"])

    def change_standfirst(self, number, mark):
        from blog.models import ArticlePage

        ArticlePage.objects.filter(pk=self.article.pk).update(standfirst=mark)
        self.article.standfirst = mark

    def change_place(self, number, mark):
        target = self.parents[number % 2]
        target.refresh_from_db()
        self.mover.refresh_from_db()
        self.mover.move(target, pos="last-child")
        self.mover = type(self.mover).objects.get(pk=self.mover.pk)

    def change_life(self, number, mark):
        if number % 2:
            type(self.mover).objects.get(slug="mayfly").delete()
        else:
            self.add(self.parents[0], "mayfly")
