"""Imports exports of WordPress: surveys, prepares, writes, and keeps account.

An import that was interrupted goes on after the last batch of pages it wrote.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Site

from blog.models import ImportItem, ImportRun
from blog.wordpress.addresses import old_site
from blog.wordpress.converting_apart import ConverterApart
from blog.wordpress.files import UnreadableExport
from blog.wordpress.item_writing import ItemWriter, failure
from blog.wordpress.items import Item
from blog.wordpress.ledger import DEFAULT_TYPES, Ledger
from blog.wordpress.media import MediaImporter
from blog.wordpress.menus import Menus
from blog.wordpress.old_addresses import Archives, Lead, file_leads, page_leads
from blog.wordpress.preparing import Categories, bylines, make_tags
from blog.wordpress.reader import ExportReader
from blog.wordpress.redirecting import (
    CONFLICTS,
    LED_ON,
    OF_ARCHIVES,
    plan,
    write_redirects,
)
from blog.wordpress.resolving import REHEARSED, Library
from blog.wordpress.survey import Survey, survey
from blog.wordpress.targets import TARGETS, Surroundings
from blog.wordpress.uploads import Both, Copied, Fetched, FileSource
from blog.wordpress.verifying import note_addresses
from cms.tasks import draw_share_pictures

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
        self.logins: set[str] = set()

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
        self.write_pages()
        Menus(self.run, self.survey, self.library, self.site).write()
        if self.run.is_rehearsal:
            self.foresee_conflicts()
        else:
            self.redirect()
            # Pages that are written in bulk send no signal of their publication.
            branch = self.site.root_page.path
            transaction.on_commit(partial(draw_share_pictures.enqueue, branch))
        self.tell("Finished", 1, 1)

    def write_pages(self) -> None:
        """Write what the items become, those above before those below them."""
        places = self.ledger.places.values()
        total = sum(place.outcome == Outcome.PENDING for place in places)
        done = 0
        with ConverterApart(self.library) as converter:
            writer = ItemWriter(self.run, self.ledger, self.around, converter)
            for types in self.types_in_order():
                for level in range(self.survey.deepest + 1):
                    for count in writer.write_all(self.waiting(types, level)):
                        done += count
                        self.tell("Writing pages", done, total)
                self.know_authors()

    def types_in_order(self) -> list[set[str]]:
        """The types of WordPress: attorneys first, whom articles name as authors."""
        people = {name for name, kind in self.types.items() if kind == "attorneys"}
        return [types for types in (people, self.types.keys() - people) if types]

    def know_authors(self) -> None:
        """Find out which attorney, or else which name, stands for each account."""
        if not self.logins:
            self.logins = {entry.author for entry in self.survey.entries.values()}
        self.around.bylines = bylines(self.survey.authors.values(), self.logins)

    def redirect(self) -> None:
        """Let every old address lead to the new one."""
        self.tell("Redirecting old addresses", 0, 0)
        archives = self.archives()
        note_addresses(self.run, self.leads(archives), self.ledger)
        with transaction.atomic():
            leads, blog = self.leads(archives), archives.blog
            done = write_redirects(self.site, leads, blog.pk)
            self.run.summary |= {
                "New redirects from old addresses": [str(done.made)]
                if done.made
                else [],
                CONFLICTS: done.conflicts,
                OF_ARCHIVES: done.keys_of_archives
                + self.run.summary.get(OF_ARCHIVES, []),
                LED_ON: done.led_on | self.run.summary.get(LED_ON, {}),
            }
            self.run.save(update_fields=["summary"])

    def foresee_conflicts(self) -> None:
        """Tell which old addresses could not lead to the new ones."""
        self.tell("Looking for conflicts of addresses", 0, 0)
        with transaction.atomic():
            leads = self.leads(self.archives())
            _, self.run.summary[CONFLICTS] = plan(self.site, leads)
            transaction.set_rollback(True)  # there may have been no blog yet
        self.run.save(update_fields=["summary"])

    def archives(self) -> Archives:
        """The old archives, which our blog's stand for."""
        blog = TARGETS["articles"].parent(self.site).specific
        return Archives(self.survey, blog, self.library.site, self.around)

    def leads(self, archives: Archives) -> Iterator[Lead]:
        """Every old address, and where it leads."""
        yield from page_leads(self.survey, self.ledger, self.library.site)
        yield from archives.leads()
        yield from file_leads(self.library)

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
        self.know_authors()
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
        for post_id, place in self.ledger.places.items():
            key = place.page_pk
            if self.run.is_rehearsal and place.outcome == Outcome.PENDING:
                key = key or REHEARSED
            if key is None:
                continue
            entry = self.survey.entries[post_id]
            self.library.pages_by_number[post_id] = key
            path = self.library.site.path(entry.link)
            if path and not self.library.site.number(entry.link):
                self.library.pages[path] = key
        for (taxonomy, _), record in self.survey.terms.items():
            base = {"category": "/category/", "post_tag": "/tag/"}.get(taxonomy)
            if base:
                self.library.archives.add(f"{base}{record.slug}")

    def waiting(self, types: set[str], level: int) -> Iterator[Item]:
        """The items of types and a level that are not done, as the files have them."""
        places, entries = self.ledger.places, self.survey.entries
        if not any(
            entries[post_id].level == level and entries[post_id].type in types
            for post_id, place in places.items()
            if place.outcome == Outcome.PENDING
        ):
            return
        for item in ExportReader(self.paths).items():
            place = places.get(item.post_id)
            if place is None or place.outcome != Outcome.PENDING:
                continue
            if item.type not in types:
                continue
            if entries[item.post_id].level == level:
                place.outcome = Outcome.FAILED  # until the batch says otherwise
                places[item.post_id] = place
                yield item
