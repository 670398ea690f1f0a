"""What is to become of each item, known before the first is written.

Every new page gets its key here. Later runs find by it what earlier ones made.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import batched
from typing import Any

from wagtail.models import Page

from blog.models import ImportItem, ImportRun
from blog.rows import next_keys
from blog.wordpress.kept import Kept
from blog.wordpress.survey import Entry, Survey

Outcome = ImportItem.Outcome
UNWANTED = {
    "trash": "It lies in WordPress's trash.",
    "auto-draft": "It is an empty draft that WordPress made by itself.",
}
# Types that hold WordPress's own affairs, or that other parts of the import read.
ELSEWHERE = {"attachment", "nav_menu_item"}
DEFAULT_TYPES = {"post": "articles", "page": "pages"}
WRITTEN_AT_ONCE = 1_000
COUNTED = ("words_before", "words_after", "images_before", "images_after")
CHANGING = [
    *("outcome", "reason", "checksum", "page", "image", "document", "written"),
    *("is_made_here", "notes", "missing", "unresolved"),
    *COUNTED,
]


@dataclass(slots=True)
class Known:
    """What an earlier run left of an item."""

    page_pk: int | None
    checksum: str
    written: str
    missing: list[str]
    unresolved: list[str]
    words_before: int
    words_after: int
    images_before: int
    images_after: int

    @property
    def was_deleted(self) -> bool:
        """Whether the page was written once, and deleted here since."""
        return bool(self.written) and self.page_pk is None


@dataclass(slots=True)
class Place:
    """Where an item stands."""

    item_pk: int
    page_pk: int | None
    outcome: str


class Ledger:
    """The items of a run, by the numbers that WordPress gave."""

    def __init__(self, run: ImportRun, survey: Survey, types: dict[str, str]) -> None:
        self.run = run
        self.survey = survey
        self.types = types
        self.forced = {str(key) for key in run.options.get("force", [])}
        self.places: Kept[int, Place] = Kept()
        self.known: Kept[str, Known] = Kept()

    def open(self) -> None:
        """Read what earlier runs did, and note what this one is to do."""
        kinds = list(self.types)
        earlier = ImportItem.objects.latest_of(self.run.source).filter(kind__in=kinds)
        rows = earlier.exclude(run=self.run).values_list(
            *("key", "page_id", "checksum", "written", "missing", "unresolved"),
            *COUNTED,
        )
        for row in rows.iterator():
            self.known[row[0]] = Known(*row[1:])
        kinds = list({entry.type[:60] for entry in self.wanted()})
        noted = self.run.items.filter(kind__in=kinds)
        seen: Kept[int, None] = Kept()
        rows = noted.values_list("key", "kind", "pk", "page_id", "outcome")
        for key, kind, item_pk, page_pk, outcome in rows.iterator():
            seen[int(key)] = None
            if kind in self.types:
                self.places[int(key)] = Place(item_pk, page_pk, outcome)
        fresh = (entry for entry in self.wanted() if entry.post_id not in seen)
        for entries in batched(fresh, WRITTEN_AT_ONCE):
            self.note(entries)

    def wanted(self) -> Iterator[Entry]:
        """The entries that become something, or are told of."""
        for entry in self.survey.entries.values():
            if entry.type not in ELSEWHERE:
                yield entry

    def note(self, entries: Iterable[Entry]) -> None:
        """Add the items of entries: those to be written wait, with their keys."""
        items = [self.item(entry) for entry in entries]
        waiting = [
            item
            for item in items
            if item.outcome == Outcome.PENDING and item.page_id is None
        ]
        if not self.run.is_rehearsal:
            for item, key in zip(waiting, next_keys(Page, len(waiting)), strict=True):
                item.page_id = key
        ImportItem.objects.bulk_create(items)
        for item in items:
            if item.kind in self.types:
                place = Place(item.pk, item.page_id, item.outcome)
                self.places[int(item.key)] = place

    def item(self, entry: Entry) -> ImportItem:
        """The line of the report on an entry, as far as it is known now."""
        item = ImportItem(
            run=self.run,
            kind=entry.type[:60],
            key=str(entry.post_id),
            title=entry.title,
            address=entry.link,
        )
        known = self.known.get(item.key) if entry.type in self.types else None
        if known:
            item.page_id, item.written = known.page_pk, known.written
            for name in COUNTED:
                setattr(item, name, getattr(known, name))
        if reason := self.unwanted(entry, known):
            item.outcome, item.reason = Outcome.SKIPPED, reason
            item.checksum = known.checksum if known else ""
        return item

    def unwanted(self, entry: Entry, known: Known | None) -> str:
        """Why an entry is not imported; nothing if it is."""
        if entry.type not in self.types:
            return (
                f"The type “{entry.type}” is not imported. "
                f"To import it, name what it becomes: --map {entry.type}=pages."
            )
        if reason := UNWANTED.get(entry.status):
            return reason
        if known and known.was_deleted and str(entry.post_id) not in self.forced:
            return "Its page was deleted here, and stays so."
        return ""

    def is_forced(self, item: ImportItem) -> bool:
        """Whether the import may overwrite what an editor changed."""
        return item.key in self.forced

    def page_key(self, post_id: int) -> int | None:
        """The key that the page of an item has, or will have.

        What a rehearsal would make has a key of its own too, below zero.
        """
        place = self.places.get(post_id)
        if place is None:
            return None
        if self.run.is_rehearsal and place.outcome == Outcome.CREATED:
            return place.page_pk or -post_id
        return place.page_pk

    def lines(self, post_ids: Iterable[int]) -> dict[int, ImportItem]:
        """The lines of the report on some items."""
        keys = [self.places[post_id].item_pk for post_id in post_ids]
        return {int(item.key): item for item in self.run.items.filter(pk__in=keys)}

    def save(self, items: list[ImportItem]) -> None:
        """Write down what became of items."""
        ImportItem.objects.bulk_create(
            items, update_conflicts=True, unique_fields=["id"], update_fields=CHANGING
        )
        for item in items:
            place = self.places[int(item.key)]
            place.page_pk, place.outcome = item.page_id, item.outcome
            self.places[int(item.key)] = place


def marks_of(page_pks: Iterable[int]) -> dict[int, str]:
    """For each page that exists, what an edit would change."""
    rows = Page.objects.filter(pk__in=list(page_pks)).values_list(
        "pk", "latest_revision_id", "live", "slug"
    )
    return {row[0]: mark(*row[1:]) for row in rows}


def mark(revision: Any, is_live: bool, slug: str) -> str:
    """What tells a page as written from one that was edited."""
    name = blake2b(slug.encode(), digest_size=8).hexdigest()
    return f"{revision}.{name}.{int(is_live)}"


def is_edited(written: str, now: str) -> bool:
    """Whether somebody edited a page since.

    A page that was scheduled and went live was not edited.
    """
    return now not in (written, f"{written.removesuffix('0')}1")
