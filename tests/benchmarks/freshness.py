"""Whether a reader ever gets what was changed before, and how soon a change is seen.

Two workers serve; readers in processes of their own ask for HTML and JSON as fast
as they can, while a thousand articles are published, and something else is changed
after each. Each change leaves its number where readers see it. Before asking, a
reader notes which changes have been acknowledged: an answer with a lower number is
stale.
"""

import asyncio
import itertools
import random
import re
import statistics
import time
from http.client import HTTPConnection
from multiprocessing import get_context

from tests.benchmarks.content import copied_site
from tests.benchmarks.figures import Figure
from tests.benchmarks.site import running
from tests.benchmarks.tools import HEADERS

PUBLISHES = 1_000
ANSWERS = 100_000  # at least
READERS = 2
PAUSE = 0.1  # seconds, at most, between changes
# The same when all was published: time to read what is in memory, at full speed.
LONG_PAUSE = 1.0
WATCHED_PUBLISHES = 200  # of which it is measured when readers see them
WATCHING_CONNECTIONS = 8
WATCHING_PAUSE = 0.002  # seconds between an answer and the next question

# What can be changed, and the mark that shows the number of the change: an article
# published; a snippet, settings, an image, a menu; a bulk update, a page moved,
# a page deleted and made again.
PUBLISH = "title"
OTHERS = ("category", "firm", "image", "menu", "standfirst", "place", "life")
KINDS = (PUBLISH, *OTHERS)
FIRST_WATCHED = 1_000_000  # a number that no change before has
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
    with copied_site(1_000):
        editor = Editor()
        with running() as server:
            yield stale_answers(server.port, editor, effort)
            yield time_to_see(server.port, editor, effort)


def stale_answers(port, editor, effort):
    """Answers that were older than what had been acknowledged before the question."""
    publishes = effort.of(PUBLISHES)
    answers, stale, seconds = change_under_readers(
        port, editor, publishes, effort.of(ANSWERS)
    )
    return Figure(
        "freshness",
        "stale answers",
        stale,
        "",
        at_most=0,
        details={
            "answers": answers,
            "publishes": publishes,
            "other changes": editor.changes - publishes,
            "seconds": round(seconds),
        },
    )


def change_under_readers(port, editor, publishes, least_answers):
    """Answers, stale answers and seconds of the whole history."""
    context = get_context("fork")
    started = context.Array("q", len(KINDS))
    acknowledged = context.Array("q", len(KINDS))
    answers = context.Array("q", READERS)
    stop, results = context.Event(), context.Queue()
    editor.change_all(started, acknowledged)
    connections_closed()
    readers = [
        context.Process(
            target=read,
            args=(port, number, started, acknowledged, answers, stop, results),
        )
        for number in range(READERS)
    ]
    for reader in readers:
        reader.start()
    begun, editor.changes = time.monotonic(), 0
    others = itertools.cycle(OTHERS)
    try:
        while editor.changes < 2 * publishes or sum(answers) < least_answers:
            has_published = editor.changes >= 2 * publishes
            is_turn_of_others = editor.changes % 2 or has_published
            kind = next(others) if is_turn_of_others else PUBLISH
            editor.change_counted(kind, started, acknowledged)
            rest(LONG_PAUSE if has_published else PAUSE)
    finally:
        stop.set()
    seconds = time.monotonic() - begun
    found = [results.get(timeout=60) for _ in readers]
    for reader in readers:
        reader.join()
    if problems := [text for texts in found for text in texts]:
        print("\n".join(problems[:10]))
    return sum(answers), len(problems), seconds


def rest(longest):
    """A pause of no regular length."""
    time.sleep(random.uniform(0, longest))  # noqa: S311 - no secret


def read(port, number, started, acknowledged, answers, stop, results):
    """Ask in turn, over connections that both workers have some of."""
    clients = [HTTPConnection("127.0.0.1", port, timeout=60) for _ in range(6)]
    stale = []
    for turn in itertools.count(number):
        if stop.is_set():
            break
        path, client = READ[turn % len(READ)], clients[turn // 3 % len(clients)]
        before = list(acknowledged)
        client.request("GET", path, headers=HEADERS)
        response = client.getresponse()
        body = response.read()
        after = list(started)
        answers[number] += 1
        stale += [
            f"{path}: {problem}"
            for problem in problems_of(path, response.status, body, before, after)
        ]
    results.put(stale)


def problems_of(path, status, body, before, after):
    """What in an answer is older than what was acknowledged before it was asked for."""
    if status >= 500:
        yield f"answers {status}"
        return
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


def time_to_see(port, editor, effort):
    """How long after a commit the last of several connections still shows the old."""
    publishes = effort.of(WATCHED_PUBLISHES)
    waits = sorted(waits_for(port, editor, publishes))
    return Figure(
        "freshness",
        "publish to visible, 99th percentile",
        round(waits[int(len(waits) * 0.99) - 1] * 1000, 1),
        "ms",
        at_most=50,
        details={
            "publishes": publishes,
            "median ms": round(statistics.median(waits) * 1000, 1),
        },
    )


def waits_for(port, editor, publishes):
    """Seconds from each commit until all connections have shown it."""
    context = get_context("fork")
    stop, seen = context.Event(), context.Queue()
    editor.change(PUBLISH, FIRST_WATCHED - 1)
    connections_closed()
    watcher = context.Process(target=watch, args=(port, stop, seen))
    watcher.start()
    for _ in range(WATCHING_CONNECTIONS):
        seen.get(timeout=60)
    for number in range(FIRST_WATCHED, FIRST_WATCHED + publishes):
        editor.change(PUBLISH, number)
        committed_at = editor.committed_at
        shown_at = [seen.get(timeout=60) for _ in range(WATCHING_CONNECTIONS)]
        yield max(shown_at) - committed_at
        rest(PAUSE)
    stop.set()
    watcher.join()


def watch(port, stop, seen):
    """Tell when each connection first shows each number."""
    asyncio.run(watch_all(port, stop, seen))


async def watch_all(port, stop, seen):
    watchers = [watch_one(port, stop, seen) for _ in range(WATCHING_CONNECTIONS)]
    await asyncio.gather(*watchers)


async def watch_one(port, stop, seen):
    """A reader who asks again and again, and waits for nobody else's answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    names = {"Host": f"127.0.0.1:{port}", **HEADERS}
    lines = [f"GET {ARTICLE} HTTP/1.1", *(f"{key}: {names[key]}" for key in names)]
    question = ("\r\n".join(lines) + "\r\n\r\n").encode()
    shown = None
    while not stop.is_set():
        writer.write(question)
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(re.search(rb"content-length: (\d+)", head, re.IGNORECASE)[1])
        number = re.search(rb"mark-title-(\d+)-", await reader.readexactly(length))[1]
        if number != shown:
            seen.put(time.monotonic())
        shown = number
        await asyncio.sleep(WATCHING_PAUSE)
    writer.close()


class Editor:
    """Makes the changes through the models, in this process."""

    def __init__(self):
        from blog.models import ArticlePage, BlogIndexPage, Category
        from cms.models import FirmImage
        from home.models import HomePage, StandardPage

        self.changes = 0
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
        self.watch_commits()

    def add(self, parent, slug):
        from home.models import StandardPage

        parent.refresh_from_db()
        return parent.add_child(instance=StandardPage(title=slug, slug=slug))

    def watch_commits(self):
        """Note when a change is first committed, which is before anybody can see it."""
        from django.db import connection

        commit = connection._commit

        def noted():
            if connection.has_changed_content and self.committed_at is None:
                self.committed_at = time.monotonic()
            return commit()

        connection._commit = noted

    def change_all(self, started, acknowledged):
        """Make each change twice: every mark is there, places are as begun."""
        for _ in range(2):
            for kind in KINDS:
                self.change_counted(kind, started, acknowledged)

    def change_counted(self, kind, started, acknowledged):
        """One change, counted before it begins and after it is acknowledged."""
        place = KINDS.index(kind)
        started[place] += 1
        self.change(kind, started[place])
        acknowledged[place] = started[place]
        self.changes += 1

    def change(self, kind, number):
        """One change that readers can see; returns when it is acknowledged."""
        self.committed_at = None
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
