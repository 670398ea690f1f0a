"""Writes what the items of an export become: new pages in bulk, changed ones alone.

Each batch of pages and what became of its items are committed together. Nothing
that goes wrong with one item stops another.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from blog.models import ImportItem, ImportRun
from blog.wordpress.converting import Conversion, conversion_of
from blog.wordpress.converting_apart import ConverterApart, NotConverted, Result
from blog.wordpress.dates import modified_at
from blog.wordpress.drafting import Draft, slug_of
from blog.wordpress.items import Item
from blog.wordpress.ledger import Known, Ledger, is_edited, marks_of
from blog.wordpress.page_writer import NewPage, write_pages
from blog.wordpress.report import KEPT
from blog.wordpress.resolving import SiteResolver
from blog.wordpress.targets import TARGETS, Surroundings, Target
from blog.wordpress.updating import update_page

logger = logging.getLogger(__name__)

BATCH = 100
LARGE = 2_000_000  # characters of text that fill a batch, however few its items
Outcome = ImportItem.Outcome


@dataclass(slots=True)
class Work:
    """An item, its line of the report, and its text once that is converted."""

    item: Item
    line: ImportItem
    result: Result | None = None


class ItemWriter:
    """Writes items of one run."""

    def __init__(
        self,
        run: ImportRun,
        ledger: Ledger,
        around: Surroundings,
        converter: ConverterApart,
    ) -> None:
        self.run = run
        self.ledger = ledger
        self.survey = ledger.survey
        self.around = around
        self.converter = converter
        self.library = converter.library

    def write_all(self, items: Iterator[Item]) -> Iterator[int]:
        """Write items in batches; yields how many each had.

        While one batch is written, a process of its own converts the next.
        """
        for batch in self.converted(self.batches(items)):
            self.write(batch)
            yield len(batch)

    def batches(self, items: Iterator[Item]) -> Iterator[list[Work]]:
        """The items in batches that neither count nor length lets grow."""
        batch: list[Item] = []
        size = 0
        for item in items:
            batch.append(item)
            size += len(item.content)
            if len(batch) == BATCH or size > LARGE:
                yield self.works(batch)
                batch, size = [], 0
        if batch:
            yield self.works(batch)

    def works(self, batch: list[Item]) -> list[Work]:
        """Items with their lines of the report."""
        lines = self.ledger.lines(item.post_id for item in batch)
        return [Work(item, lines[item.post_id]) for item in batch]

    def converted(self, batches: Iterator[list[Work]]) -> Iterator[list[Work]]:
        """Each batch with its texts converted, when the next is under way already."""
        before: list[Work] = []
        for batch in batches:
            self.fill_in(before)
            wanted = [work for work in batch if self.is_likely_written(work)]
            self.converter.begin([work.item.content for work in wanted])
            if before:
                yield before
            before = batch
        self.fill_in(before)
        if before:
            yield before

    def fill_in(self, batch: list[Work]) -> None:
        """Give the works of a batch their converted texts."""
        wanted = [work for work in batch if self.is_likely_written(work)]
        for work, result in zip(wanted, self.converter.finish(), strict=True):
            work.result = result

    def is_likely_written(self, work: Work) -> bool:
        """Whether the text will be needed, as far as can be told beforehand."""
        known = self.ledger.known.get(work.line.key)
        checksum = self.survey.entries[work.item.post_id].checksum
        return (
            known is None
            or known.checksum != checksum
            or self.ledger.is_forced(work.line)
        )

    def write(self, batch: list[Work]) -> None:
        """Write a batch: new pages at once, changed ones one by one."""
        lines = [work.line for work in batch]
        marks = marks_of(line.page_id for line in lines if line.page_id)
        parents = self.parents_of([work.item for work in batch])
        with transaction.atomic():
            news = []
            for work in batch:
                found = self.attempt(work, marks, parents)
                if found is not None:
                    news.append((work.line, found))
            self.write_new(news)
            self.ledger.save(lines)

    def attempt(
        self, work: Work, marks: dict[int, str], parents: dict[int, int]
    ) -> NewPage | None:
        """Do with an item what is to be done; a new page is given back."""
        line = work.line
        try:
            mark = marks.get(line.page_id or 0)
            if mark is None:
                return self.new_page(work, parents)
            with transaction.atomic():
                self.renew(work, mark)
            return None
        except Exception as error:
            if not isinstance(error, NotConverted):
                logger.exception("Item %s could not be imported", line.key)
            line.outcome, line.reason = Outcome.FAILED, failure(error)
            return None

    def renew(self, work: Work, mark: str) -> None:
        """Update a page that an earlier run made, if that is right."""
        item, line = work.item, work.line
        known = self.ledger.known.get(line.key)
        checksum = self.survey.entries[item.post_id].checksum
        is_forced = self.ledger.is_forced(line)
        if known is None:  # written by this run, just before it was interrupted
            line.outcome, line.written = Outcome.CREATED, mark
            return
        if self.run.options.get("retry_media") and not known.missing:
            checksum = known.checksum  # only what lacks files is looked at
        line.checksum, line.written = known.checksum, known.written
        line.missing, line.unresolved = known.missing, known.unresolved
        if checksum == known.checksum and not is_forced and not self.finds_more(known):
            line.outcome = Outcome.UNCHANGED
            return
        if is_edited(known.written, mark) and not is_forced:
            line.outcome = Outcome.SKIPPED
            line.reason = KEPT
            return
        draft = self.draft(work)
        if not self.run.is_rehearsal:
            update_page(line.page_id or 0, draft, self.target(item), self.around)
            line.written = marks_of([line.page_id or 0])[line.page_id or 0]
        line.checksum, line.outcome = checksum, Outcome.UPDATED

    def finds_more(self, known: Known) -> bool:
        """Whether something is here now that the text could not show before."""
        resolver = SiteResolver(self.library)
        return any(
            resolver.image(address, 0) or resolver.document(address)
            for address in known.missing
        ) or any(self.library.page(address) for address in known.unresolved)

    def new_page(self, work: Work, parents: dict[int, int]) -> NewPage:
        """The page for an item, not yet written."""
        item, line = work.item, work.line
        target = self.target(item)
        draft = self.draft(work)
        page = target.new_page()
        draft.fill(page)
        target.fill(page, draft, self.around)
        page.pk = page.id = line.page_id
        page.slug = slug_of(item.slug, item.title, item.post_id)
        line.checksum = self.survey.entries[item.post_id].checksum
        line.outcome, line.is_made_here = Outcome.CREATED, True
        return NewPage(
            page,
            parents[item.post_id],
            modified_at(item),
            draft.restriction,
            self.run.started_by_id,
        )

    def write_new(self, news: list[tuple[ImportItem, NewPage]]) -> None:
        """Write new pages together; if that fails, one by one."""
        if not news or self.run.is_rehearsal:
            return
        try:
            with transaction.atomic():
                write_pages([new for _, new in news])
        except Exception as error:
            if len(news) == 1:
                logger.exception("Item %s could not be written", news[0][0].key)
                news[0][0].outcome = Outcome.FAILED
                news[0][0].reason = failure(error)
                return
            for one in news:
                self.write_new([one])
            return
        written = marks_of(new.page.pk for _, new in news)
        for line, new in news:
            line.written = written[new.page.pk]

    def draft(self, work: Work) -> Draft:
        """The item with its text converted, and what is to be told of that.

        Raises:
            NotConverted: when that is beyond the converter.
        """
        found = work.result or conversion_of(work.item.content, self.library)
        if isinstance(found, NotConverted):
            raise found
        tell(work.line, found)
        notes = found.converted.notes
        work.line.notes = notes  # filling the page adds to them
        notes += [*work.item.damage, *found.converted.needs_attention]
        return Draft(work.item, found.converted, self.survey.title)

    def target(self, item: Item) -> Target:
        """What the item becomes."""
        return TARGETS[self.ledger.types[item.type]]

    def parents_of(self, batch: list[Item]) -> dict[int, int]:
        """For each item the page below which it is kept."""
        wanted = {
            item.post_id: self.ledger.page_key(item.parent_id) or 0
            for item in batch
            if self.target(item).has_tree
        }
        existing = marks_of(wanted.values())
        roots = {item.type: 0 for item in batch}
        if not self.run.is_rehearsal:
            sample = {item.type: self.target(item) for item in batch}
            roots = {
                name: target.parent(self.around.site).pk
                for name, target in sample.items()
            }
        return {
            item.post_id: wanted[item.post_id]
            if wanted.get(item.post_id) in existing
            else roots[item.type]
            for item in batch
        }


def tell(line: ImportItem, found: Conversion) -> None:
    """Note in a line of the report what a text had, and what is left of it."""
    line.missing, line.unresolved = found.missing, found.unresolved
    line.words_before, line.words_after = found.words_before, found.words_after
    line.images_before, line.images_after = found.images_before, found.images_after


def failure(error: BaseException) -> str:
    """What went wrong, in one line for the report."""
    name = "" if isinstance(error, NotConverted) else f"{type(error).__name__}: "
    return f"{name}{error}".splitlines()[0][:500]
