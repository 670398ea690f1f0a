"""Imports exports of WordPress: surveys, prepares, writes, and keeps account.

Each batch of pages and what became of its items are committed together, so an
import that was interrupted goes on after the last batch. Nothing that goes wrong
with one item stops another.
"""

import logging
from collections.abc import Callable, Iterator
from functools import partial
from itertools import batched
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Site

from blog.models import ImportItem, ImportRun
from blog.wordpress.addresses import old_site
from blog.wordpress.composing import convert
from blog.wordpress.counting import pictures_in, pictures_out, words_in, words_out
from blog.wordpress.dates import modified_at
from blog.wordpress.drafting import Draft, slug_of
from blog.wordpress.files import UnreadableExport
from blog.wordpress.items import Item
from blog.wordpress.ledger import DEFAULT_TYPES, Known, Ledger, is_edited, marks_of
from blog.wordpress.media import MediaImporter
from blog.wordpress.menus import Menus
from blog.wordpress.old_addresses import Archives, file_leads, page_leads
from blog.wordpress.page_writer import NewPage, write_pages
from blog.wordpress.preparing import Categories, bylines, make_tags
from blog.wordpress.reader import ExportReader
from blog.wordpress.redirecting import write_redirects
from blog.wordpress.report import KEPT
from blog.wordpress.resolving import Library, SiteResolver
from blog.wordpress.survey import Survey, survey
from blog.wordpress.targets import TARGETS, Surroundings, Target
from blog.wordpress.updating import update_page
from blog.wordpress.uploads import Both, Copied, Fetched, FileSource
from blog.wordpress.verifying import note_addresses
from cms.tasks import draw_share_pictures

logger = logging.getLogger(__name__)

BATCH = 100
LOCK = 7_226_001  # one import at a time; any number that nobody else uses
Outcome = ImportItem.Outcome
Report = Callable[[str, int, int], None]


class ImportUnderWay(Exception):
    """Another import is running."""


class Importer:
    """Carries out one run."""

    def __init__(self, run: ImportRun, report: Report = lambda *args: None) -> None:
        self.run = run
        self.report = report
        self.paths = [Path(name) for name in run.files]
        self.types = DEFAULT_TYPES | run.options.get("map", {})
        self.site = Site.objects.get(is_default_site=True)
        self.survey = Survey()
        self.library = Library(old_site(self.survey))
        self.around = Surroundings(self.site)
        self.ledger = Ledger(run, self.survey, self.types)

    def go(self) -> None:
        """Do everything that is not done yet.

        Raises:
            ImportUnderWay: when another import is running.
            UnreadableExport: when a file is no WordPress export.
        """
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            if not cursor.fetchone()[0]:
                raise ImportUnderWay
        try:
            self.run.status, self.run.error = ImportRun.Status.RUNNING, ""
            self.carry_out()
            self.run.status = ImportRun.Status.FINISHED
        except BaseException as error:
            self.run.status = ImportRun.Status.STOPPED
            is_told = isinstance(error, UnreadableExport)
            self.run.error = str(error) if is_told else failure(error)
            raise
        finally:
            self.run.finished_at = timezone.now()
            self.run.save()
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])

    def carry_out(self) -> None:
        """The steps of an import, in order."""
        self.look_through()
        self.prepare()
        self.import_media()
        self.ledger.open()
        self.know_pages()
        for level in range(self.survey.deepest + 1):
            for batch in batched(self.waiting(level), BATCH):
                self.write(list(batch))
        if not self.run.is_rehearsal:
            Menus(self.run, self.survey, self.library, self.site).write()
            self.redirect()
            # Pages that are written in bulk send no signal of their publication.
            branch = self.site.root_page.path
            transaction.on_commit(partial(draw_share_pictures.enqueue, branch))
        self.tell("Finished", 1, 1)

    def redirect(self) -> None:
        """Let every old address lead to the new one."""
        self.tell("Redirecting old addresses", 0, 0)
        blog = TARGETS["articles"].parent(self.site).specific
        old = self.library.site
        archives = Archives(self.survey, blog, old, self.around)
        leads = [
            *page_leads(self.survey, self.ledger, old),
            *archives.leads(),
            *file_leads(self.library),
        ]
        note_addresses(self.run, leads, self.ledger)
        with transaction.atomic():
            done = write_redirects(self.site, leads)
            self.run.summary |= {
                "Redirects": [f"{done.made} old addresses lead to the new ones."],
                "Conflicts of addresses": done.conflicts,
                "redirects of archives": done.keys_of_archives
                + self.run.summary.get("redirects of archives", []),
            }
            self.run.save(update_fields=["summary"])

    def tell(self, stage: str, done: int, total: int) -> None:
        """Say how far the import is, to the terminal and to the admin."""
        self.run.stage, self.run.done, self.run.total = stage, done, total
        self.run.save(update_fields=["stage", "done", "total", "status", "summary"])
        self.report(stage, done, total)

    def look_through(self) -> None:
        """Survey the exports."""
        self.tell("Looking through the export", 0, 0)
        self.survey = survey(self.paths)
        self.run.source = self.survey.site_url[:255]
        self.run.summary |= {
            "Damage in the export, read as far as possible": [
                f"{words} ({count})" for words, count in self.survey.damage.items()
            ],
            "Comments, which are not imported": [str(self.survey.comments)]
            if self.survey.comments
            else [],
            "Items that came a second time, and were left out": [
                str(self.survey.repeated)
            ]
            if self.survey.repeated
            else [],
        }
        self.run.save()
        self.ledger = Ledger(self.run, self.survey, self.types)
        self.library = Library(old_site(self.survey))
        self.library.attachments = self.survey.attachments

    def prepare(self) -> None:
        """Make what the pages refer to."""
        records = self.survey.terms.values()
        logins = {entry.author for entry in self.survey.entries.values()}
        self.around.bylines = bylines(self.survey.authors.values(), logins)
        with transaction.atomic():
            makers = Categories(r for r in records if r.taxonomy == "category")
            self.around.categories = found = makers.make()
            needed = {
                category.pk
                for slug, category in found.items()
                if slug in self.survey.second_categories
            }
            tags = [record for record in records if record.taxonomy == "post_tag"]
            self.around.tags, tag_items = make_tags(tags, found.values(), needed)
            if self.run.is_rehearsal:
                transaction.set_rollback(True)
        if not self.run.items.exists():
            items = [*makers.items, *tag_items]
            for item in items:
                item.run = self.run
            ImportItem.objects.bulk_create(items, ignore_conflicts=True)

    def import_media(self) -> None:
        """Bring in the files that texts show and link to."""
        media = MediaImporter(self.run, self.survey, self.library, self.library.site)
        media.go(
            self.file_source(),
            lambda done, total: self.tell("Importing files", done, total),
        )
        self.around.images = self.library.images

    def file_source(self) -> FileSource | None:
        """Where files come from, if anything was said of that."""
        uploads = self.run.options.get("uploads")
        fetched = Fetched() if self.run.options.get("fetch_media") else None
        copied = Copied(Path(uploads)) if uploads else None
        if copied and fetched:
            return Both(copied, fetched)
        return copied or fetched

    def know_pages(self) -> None:
        """Note which page each old address and number leads to."""
        for post_id, item in self.ledger.items.items():
            if item.page_id is None:
                continue
            entry = self.survey.entries[post_id]
            self.library.pages_by_number[post_id] = item.page_id
            path = self.library.site.path(entry.link)
            if path and not self.library.site.number(entry.link):
                self.library.pages[path] = item.page_id
        for (taxonomy, _), record in self.survey.terms.items():
            base = {"category": "/category/", "post_tag": "/tag/"}.get(taxonomy)
            if base:
                self.library.archives.add(f"{base}{record.slug}")

    def waiting(self, level: int) -> Iterator[Item]:
        """The items of a level that are not done, as they come in the files."""
        total = sum(
            item.outcome == Outcome.PENDING for item in self.ledger.items.values()
        )
        if not any(
            self.survey.entries[post_id].level == level
            for post_id, item in self.ledger.items.items()
            if item.outcome == Outcome.PENDING
        ):
            return
        done = 0
        for item in ExportReader(self.paths).items():
            line = self.ledger.items.get(item.post_id)
            if line is None or line.outcome != Outcome.PENDING:
                continue
            if self.survey.entries[item.post_id].level == level:
                line.outcome = Outcome.FAILED  # until the batch says otherwise
                yield item
                done += 1
                if done % BATCH == 0:
                    self.tell("Writing pages", done, total)

    def write(self, batch: list[Item]) -> None:
        """Write a batch: new pages at once, changed ones one by one."""
        lines = [self.ledger.items[item.post_id] for item in batch]
        marks = marks_of(line.page_id for line in lines if line.page_id)
        parents = self.parents_of(batch)
        with transaction.atomic():
            news = []
            for item, line in zip(batch, lines, strict=True):
                found = self.attempt(item, line, marks, parents)
                if found is not None:
                    news.append((line, found))
            self.write_new(news)
            self.ledger.save(lines)

    def attempt(
        self,
        item: Item,
        line: ImportItem,
        marks: dict[int, str],
        parents: dict[int, int],
    ) -> NewPage | None:
        """Do with an item what is to be done; a new page is given back."""
        try:
            mark = marks.get(line.page_id or 0)
            if mark is None:
                return self.new_page(item, line, parents)
            with transaction.atomic():
                self.renew(item, line, mark)
            return None
        except Exception as error:
            logger.exception("Item %s could not be imported", item.post_id)
            line.outcome, line.reason = Outcome.FAILED, failure(error)
            return None

    def renew(self, item: Item, line: ImportItem, mark: str) -> None:
        """Update a page that an earlier run made, if that is right."""
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
        draft = self.draft(item, line)
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

    def new_page(
        self, item: Item, line: ImportItem, parents: dict[int, int]
    ) -> NewPage:
        """The page for an item, not yet written."""
        target = self.target(item)
        draft = self.draft(item, line)
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

    def draft(self, item: Item, line: ImportItem) -> Draft:
        """The item with its text converted, and what is to be told of that."""
        resolver = SiteResolver(self.library)
        converted = convert(item.content, resolver)
        line.missing = list(dict.fromkeys(resolver.missing))
        line.unresolved = list(dict.fromkeys(resolver.unresolved))
        line.words_before, line.words_after = (
            words_in(item.content),
            words_out(converted),
        )
        line.images_before = pictures_in(item.content)
        line.images_after = pictures_out(converted)
        line.notes = converted.notes  # filling the page adds to them
        converted.notes += [*item.damage, *converted.needs_attention]
        return Draft(item, converted, self.survey.title)

    def target(self, item: Item) -> Target:
        """What the item becomes."""
        return TARGETS[self.types[item.type]]

    def parents_of(self, batch: list[Item]) -> dict[int, int]:
        """For each item the page below which it is kept."""
        wanted = {
            item.post_id: self.ledger.page_key(item.parent_id) or 0
            for item in batch
            if TARGETS[self.types[item.type]].has_tree
        }
        existing = marks_of(wanted.values())
        roots = {name: self.root(name) for name in {item.type for item in batch}}
        return {
            item.post_id: wanted[item.post_id]
            if wanted.get(item.post_id) in existing
            else roots[item.type]
            for item in batch
        }

    def root(self, post_type: str) -> int:
        """The page below which items of a type are kept."""
        if self.run.is_rehearsal:
            return 0
        return TARGETS[self.types[post_type]].parent(self.site).pk


def failure(error: BaseException) -> str:
    """What went wrong, in one line for the report."""
    return f"{type(error).__name__}: {error}".splitlines()[0][:500]
