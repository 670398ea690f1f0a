"""Asks the running site for every old address, as visitors and search engines do.

An address holds when at most one redirect leads to an answer of 200, and, where a
page's own text stood there, when the words of that text are on the page in order.
"""

import http.client
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from html import unescape
from itertools import batched
from urllib.parse import quote, urljoin, urlsplit

from django.db import transaction
from wagtail.models import Site

from blog.models import ImportRun, OldAddress
from blog.wordpress.counting import MARKUP
from blog.wordpress.items import Item
from blog.wordpress.kept import Kept
from blog.wordpress.ledger import Ledger, is_edited, marks_of
from blog.wordpress.old_addresses import Lead, old_path
from blog.wordpress.reader import ExportReader
from blog.wordpress.runs import paths_of
from blog.wordpress.shortcodes import expand_shortcodes
from cms.models import FirmImage

NOT_LEADING = "Old addresses that do not lead to their page"
TOLD = "Old addresses, asked for on the running site"
TIMEOUT = 60.0  # seconds for one answer
WRITTEN_AT_ONCE = 5_000
COMPARED_AT_ONCE = 100
MAIN = re.compile(r"<main\b.*?</main>", re.DOTALL)
WORD = re.compile(r"[^\W_]+")
# Browsers show the caption of a table above it, and so do we.
TABLE = re.compile(
    r"(<figure[^>]*\bwp-block-table\b[^>]*>)(\s*<table.*?</table>\s*)"
    r"(<figcaption.*?</figcaption>)",
    re.DOTALL,
)
CAPTION = re.compile(r"<figcaption.*?</figcaption>", re.DOTALL)
# What is no word of the text: addresses, and the numbers of references.
NOT_WORDS = re.compile(r"https?://\S+|\[\d{1,3}\]")
# Our articles announce their references in their own word.
OWN_WORDS = {"references", "sources", "notes", "footnotes", "endnotes", "citations"}
AGENT = {"User-Agent": "Counsel import"}
REDIRECTS = {301, 302, 303, 307, 308}
Advance = Callable[[int, int], None]


@dataclass
class Verified:
    """What came of asking."""

    asked: int = 0
    compared: int = 0
    faults: list[str] = field(default_factory=list)
    has_captions: bool = True  # pictures are shown, and so the words below them

    def __str__(self) -> str:
        told = (
            f"{self.asked} asked, {self.asked - len(self.faults)} lead right, "
            f"{self.compared} texts compared word by word."
        )
        if self.has_captions:
            return told
        return (
            f"{told} The sizes of some pictures are still being made, so the words "
            "below pictures were left out: check again later."
        )


class SiteUnreachable(Exception):
    """The running site does not answer."""


def note_addresses(run: ImportRun, leads: Iterable[Lead], ledger: Ledger) -> None:
    """Keep the old addresses that everybody could open, apart from the redirects."""
    pages: Kept[int, int] = Kept()
    for post_id, place in ledger.places.items():
        if place.page_pk:
            pages[place.page_pk] = post_id
    noted: Kept[str, None] = Kept()

    def found() -> Iterator[OldAddress]:
        for lead in leads:
            post_id = pages.get(lead.page_pk)
            entry = ledger.survey.entries[post_id] if post_id else None
            if lead.old in noted or (entry and not entry.is_public):
                continue
            noted[lead.old] = None
            yield OldAddress(
                run=run,
                address=lead.old,
                page_key=lead.page_pk or None,
                is_permalink=entry is not None and lead.old == old_path(entry.link),
            )

    with transaction.atomic():
        run.old_addresses.all().delete()
        for some in batched(found(), WRITTEN_AT_ONCE):
            OldAddress.objects.bulk_create(some)


def verify(
    run: ImportRun, site: str = "", advance: Advance = lambda done, total: None
) -> Verified:
    """Ask for every old address of a run, and note in its report what fails.

    `site` is where the site answers, if not at its own address.

    Raises:
        SiteUnreachable: when it does not answer at all.
    """
    own = Site.objects.get(is_default_site=True).root_url
    asker, found = Asker(site or own, own), Verified()
    found.has_captions = not FirmImage.objects.filter(ready={}).exists()
    total = run.old_addresses.count()
    for address, words in with_words(run, found.has_captions):
        fault, body = asker.ask(address)
        if words and not fault:
            found.compared += 1
            fault = missing_words(words, words_of_page(body))
        found.asked += 1
        if fault:
            found.faults.append(f"{address}: {fault}")
        if found.asked % 50 == 0 or found.asked == total:
            advance(found.asked, total)
    run.summary |= {
        NOT_LEADING: found.faults,
        TOLD: [str(found)],
    }
    run.status = ImportRun.Status.FINISHED
    run.save(update_fields=["summary", "status"])
    return found


def with_words(run: ImportRun, has_captions: bool) -> Iterator[tuple[str, list[str]]]:
    """Every old address, and the words that stood there if it was a page's own.

    What an editor has changed here since is asked for, but not compared.
    """
    compared: Kept[str, None] = Kept()
    # Without the export, which is not kept for ever, there is nothing to compare with.
    paths = paths_of(run) if all(path.exists() for path in paths_of(run)) else []
    for items in batched(ExportReader(paths).items(), COMPARED_AT_ONCE):
        permalinks = permalinks_of(run, items)
        for item in items:
            address = permalinks.get(item.post_id)
            if address is None or address in compared:
                continue
            compared[address] = None
            parts = urlsplit(item.link)  # as it was linked to, with its last slash
            query = f"?{parts.query}" if parts.query else ""
            yield (
                f"{parts.path or '/'}{query}",
                source_words(item.content, has_captions),
            )
    rows = run.old_addresses.order_by("pk").values_list("address", flat=True)
    for address in rows.iterator():
        if address not in compared:
            yield address, []


def permalinks_of(run: ImportRun, items: Sequence[Item]) -> dict[int, str]:
    """For each item whose page nobody has edited since, where it was in WordPress."""
    lines = run.items.filter(
        kind__in={item.type[:60] for item in items},
        key__in=[str(item.post_id) for item in items],
        page__isnull=False,
    ).values_list("key", "page_id", "written")
    marks = marks_of(page for _, page, _ in lines)
    places = run.old_addresses.filter(is_permalink=True, page_key__in=list(marks))
    addresses = dict(places.values_list("page_key", "address"))
    return {
        int(key): addresses[page]
        for key, page, written in lines
        if page in addresses and not is_edited(written, marks[page])
    }


class Asker:
    """Asks one site over a connection that is kept."""

    def __init__(self, site: str, own: str) -> None:
        """`site` is where to ask, `own` the address that the site has of itself."""
        parts = urlsplit(site)
        kind = (
            http.client.HTTPSConnection
            if parts.scheme == "https"
            else http.client.HTTPConnection
        )
        self.site = site
        self.hosts = {parts.netloc, urlsplit(own).netloc}
        self.connection = kind(parts.hostname or "", parts.port, timeout=TIMEOUT)

    def ask(self, address: str) -> tuple[str, str]:
        """What is wrong with an address, or nothing, and the text of the answer."""
        status, to, body = self.get(address)
        if status in REDIRECTS:
            target = urlsplit(urljoin(self.site, to))
            if target.netloc not in self.hosts:
                return f"leads to another site, {to}", ""
            path = target.path + (f"?{target.query}" if target.query else "")
            status, again, body = self.get(path)
            if status in REDIRECTS:
                return f"is redirected twice, to {to} and to {again}", ""
            if status != 200:
                return f"leads to {path}, which answers {status}", ""
        elif status != 200:
            return f"answers {status}", ""
        return "", body

    def get(self, path: str) -> tuple[int, str, str]:
        """One answer: status, where it leads, text.

        Raises:
            SiteUnreachable: when there is none.
        """
        target = quote(path, safe="/%?=&+:@!$'()*,;~")
        for attempt in (1, 2):  # a kept connection may have been closed
            try:
                self.connection.request("GET", target, headers=AGENT)
                response = self.connection.getresponse()
                data = response.read()
            except (OSError, http.client.HTTPException) as error:
                self.connection.close()
                if attempt == 2:
                    raise SiteUnreachable(
                        f"{self.site} does not answer: {error}"
                    ) from error
            else:
                is_text = "html" in (response.getheader("Content-Type") or "")
                text = data.decode("utf-8", "replace") if is_text else ""
                return response.status, response.getheader("Location") or "", text
        raise AssertionError("unreachable")


def source_words(source: str, has_captions: bool = True) -> list[str]:
    """The words of a text of WordPress, without what only an editor is shown."""
    source = TABLE.sub(r"\1\3\2", expand_shortcodes(source))
    if not has_captions:
        source = CAPTION.sub(" ", source)
    text = unescape(MARKUP.sub(" ", source))
    return WORD.findall(NOT_WORDS.sub(" ", text))


def words_of_page(body: str) -> list[str]:
    """The words of the main part of a page of ours."""
    main = MAIN.search(body)
    text = MARKUP.sub(" ", main[0] if main else body)
    return WORD.findall(NOT_WORDS.sub(" ", unescape(text)))


def missing_words(wanted: list[str], shown: list[str]) -> str:
    """What of a text is not on its page, in order; nothing if all of it is."""
    rest = iter(shown)
    if all(word in rest for word in wanted):
        return ""
    matcher = SequenceMatcher(None, wanted, shown, autojunk=False)
    missing = [
        word
        for tag, start, end, _, _ in matcher.get_opcodes()
        if tag in ("delete", "replace")
        for word in wanted[start:end]
        if word.lower() not in OWN_WORDS
    ]
    few = ", ".join(missing[:8])
    words = "1 word" if len(missing) == 1 else f"{len(missing)} words"
    return f"{words} of its text missing on the page: {few}" if missing else ""
