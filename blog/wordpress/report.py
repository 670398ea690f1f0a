"""What a run did, gathered so that a person or a program can check it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Count, F, Q, Sum
from wagtail.models import Page, Site

from blog.models import ImportItem, ImportRun
from blog.wordpress.damage import legible

Outcome = ImportItem.Outcome
KINDS = {
    "post": "Posts",
    "page": "Pages",
    "attachment": "Files",
    "category": "Categories",
    "post_tag": "Tags",
    "nav_menu_item": "Menu entries",
}
NOT_PAGES = Q(kind__in=("attachment", "category", "post_tag", "nav_menu_item"))
KEPT = "Changed in WordPress and here: the editor's version stays."
SHOWN_OF_EACH = 200
COLUMNS = [
    *("type", "number", "title", "outcome", "reason", "old_address", "new_address"),
    *("words_before", "words_after", "images_before", "images_after"),
    *("notes", "files_missing", "links_unresolved"),
]


def kind_name(kind: str) -> str:
    """What a type of WordPress is called in the report."""
    return KINDS.get(kind, kind)


@dataclass(slots=True)
class Finding:
    """Something that somebody should look at, and the items that it concerns."""

    heading: str
    lines: list[tuple[str, ImportItem | None]] = field(default_factory=list)
    count: int = 0
    can_be_forced: bool = False

    def add(self, text: str, item: ImportItem | None = None) -> None:
        """Count a line; the first of them are shown."""
        self.count += 1
        if len(self.lines) < SHOWN_OF_EACH:
            self.lines.append((text, item))

    @property
    def left_out(self) -> int:
        """How many lines are only in the CSV and JSON files."""
        return self.count - len(self.lines)


@dataclass
class Report:
    """The report on one run."""

    run: ImportRun

    @cached_property
    def addresses(self) -> dict[int, str]:
        """Where each page of the site is, by its key."""
        site = Site.objects.filter(is_default_site=True).first()
        if site is None:
            return {}
        root = site.root_page
        rows = Page.objects.descendant_of(root, inclusive=True)
        return {
            pk: f"{site.root_url}/{url_path.removeprefix(root.url_path)}"
            for pk, url_path in rows.values_list("pk", "url_path")
        }

    @cached_property
    def outcomes(self) -> list[str]:
        """The outcomes that occur, in the order in which they are shown."""
        found = {outcome for counts in self.by_kind.values() for outcome in counts}
        return [outcome.value for outcome in Outcome if outcome.value in found]

    @property
    def outcome_labels(self) -> list[str]:
        """The outcomes that occur, in words."""
        return [Outcome(outcome).label for outcome in self.outcomes]

    @cached_property
    def by_kind(self) -> dict[str, Counter[str]]:
        """How many items of each type had each outcome."""
        found: dict[str, Counter[str]] = {}
        rows = self.run.items.order_by().values_list("kind", "outcome")
        for kind, outcome, count in rows.annotate(count=Count("pk")):
            found.setdefault(kind, Counter())[outcome] = count
        order = [*KINDS, *sorted(found.keys() - KINDS)]
        return {kind: found[kind] for kind in order if kind in found}

    @property
    def table(self) -> list[tuple[str, list[int], int]]:
        """The rows of the first table: type, count of each outcome, sum."""
        return [
            (kind_name(kind), [counts[name] for name in self.outcomes], counts.total())
            for kind, counts in self.by_kind.items()
        ]

    @cached_property
    def totals(self) -> dict[str, int]:
        """The words and images of all pages together, before and after."""
        names = ("words_before", "words_after", "images_before", "images_after")
        found = self.run.items.exclude(NOT_PAGES).aggregate(
            **{f"sum_{name}": Sum(name, default=0) for name in names}
        )
        return {name: found[f"sum_{name}"] for name in names}

    @cached_property
    def findings(self) -> list[Finding]:
        """What somebody should look at, the gravest first."""
        found = [
            self.failed(),
            self.kept(),
            self.fewer("words", "Pages with fewer words than in WordPress"),
            self.fewer("images", "Pages with fewer images than in WordPress"),
            *self.lists(),
            *self.of_the_run(),
        ]
        return [finding for finding in found if finding.count]

    def failed(self) -> Finding:
        """What could not be imported."""
        finding = Finding("Not imported, because something went wrong")
        for item in self.run.items.filter(outcome=Outcome.FAILED).order_by("pk"):
            finding.add(item.reason, item)
        return finding

    def kept(self) -> Finding:
        """What an editor changed, and WordPress too."""
        finding = Finding("Changed in WordPress and here", can_be_forced=True)
        items = self.run.items.filter(outcome=Outcome.SKIPPED, reason=KEPT)
        for item in items.order_by("pk"):
            finding.add("The editor's version stays.", item)
        return finding

    def fewer(self, what: str, heading: str) -> Finding:
        """Pages that show less than before."""
        finding = Finding(heading)
        before, after = f"{what}_before", f"{what}_after"
        items = self.run.items.exclude(NOT_PAGES).filter(
            **{f"{before}__gt": F(after)},
            outcome__in=(Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED),
        )
        for item in items.order_by("pk"):
            was, now = getattr(item, before), getattr(item, after)
            finding.add(f"{was} {what} before, {now} now", item)
        return finding

    def lists(self) -> Iterator[Finding]:
        """What the items themselves tell: files, links, and notes by their words."""
        files = Finding("Files that were not found, and the pages that need them")
        links = Finding("Links to the old site that lead to nothing here")
        notes: dict[str, Finding] = {}
        told = self.run.items.exclude(missing=[], unresolved=[], notes=[])
        for item in told.order_by("pk").iterator():
            for address in item.missing:
                files.add(address, item)
            for address in item.unresolved:
                links.add(address, item)
            for note in item.notes:
                notes.setdefault(note, Finding(note)).add("", item)
        yield from (files, links, *notes.values())

    def of_the_run(self) -> Iterator[Finding]:
        """What was noted of the import as a whole."""
        for heading, lines in self.run.summary.items():
            if isinstance(lines, list) and all(isinstance(line, str) for line in lines):
                finding = Finding(heading)
                for line in lines:
                    finding.add(line)
                yield finding

    def rows(self) -> Iterator[dict[str, Any]]:
        """Every item of the export, as the files of the report list it."""
        for item in self.run.items.order_by("pk").iterator():
            yield {
                "type": item.kind,
                "number": item.key,
                "title": legible(item.title),
                "outcome": item.outcome,
                "reason": legible(item.reason),
                "old_address": legible(item.address),
                "new_address": self.new_address(item),
                "words_before": item.words_before,
                "words_after": item.words_after,
                "images_before": item.images_before,
                "images_after": item.images_after,
                "notes": [legible(note) for note in item.notes],
                "files_missing": [legible(address) for address in item.missing],
                "links_unresolved": [legible(link) for link in item.unresolved],
            }

    def new_address(self, item: ImportItem) -> str:
        """Where the page of an item is now; nothing while it is no page."""
        return self.addresses.get(item.page_id or 0, "")
