"""Menus of WordPress become the header menu and columns of the footer.

What stands in a menu here already is an editor's, and stays.
"""

from collections import defaultdict
from typing import Any

from wagtail.models import Page, Site

from blog.models import ImportItem, ImportRun
from blog.wordpress.items import Item
from blog.wordpress.resolving import REHEARSED, Library
from blog.wordpress.stored_blocks import stored_block
from blog.wordpress.survey import Survey
from cms.models import NavigationSettings

KIND = "nav_menu_item"
MADE = "menus made"  # in the summary of a run, for its undoing
MOST_IN_HEADER, MOST_COLUMNS = 7, 4
LONGEST_TEXT, LONGEST_HEADING = 80, 40
FULL = "There was no more room in the menu."
TAKEN = "The menu here was not empty, and stays as it is."
Outcome = ImportItem.Outcome
Entries = list[dict[str, Any]]


class Menus:
    """The menus of one export."""

    def __init__(
        self, run: ImportRun, survey: Survey, library: Library, site: Site
    ) -> None:
        self.run, self.library, self.site = run, library, site
        self.below: dict[int, list[Item]] = defaultdict(list)
        self.tops: dict[str, list[Item]] = defaultdict(list)
        self.names: dict[str, str] = {}
        numbers = {item.post_id for item in survey.menu_items}
        for item in sorted(survey.menu_items, key=lambda item: item.menu_order):
            above = item.meta_value("_menu_item_menu_item_parent")
            if above.isdecimal() and int(above) in numbers - {item.post_id}:
                self.below[int(above)].append(item)
                continue
            for term in item.terms:
                if term.taxonomy == "nav_menu":
                    self.tops[term.slug].append(item)
                    self.names[term.slug] = term.name
        named = {self.page_of(item) for item in survey.menu_items} - {None}
        rows = Page.objects.filter(pk__in=named).values_list("pk", "title")
        self.titles = dict(rows)
        if run.is_rehearsal:  # what is to be a page counts as one
            self.titles[REHEARSED] = "Title of the page"
        self.terms = {
            record.term_id: (taxonomy, record.slug)
            for (taxonomy, _), record in survey.terms.items()
            if record.term_id
        }
        self.lines: dict[int, ImportItem] = {}

    def write(self) -> None:
        """Fill the menus that are empty, and note what became of each entry."""
        footers = [slug for slug in self.tops if "foot" in slug.lower()]
        others = sorted(
            self.tops.keys() - set(footers), key=lambda slug: -len(self.tops[slug])
        )
        menus = {
            "header_links": others[:1],
            "footer_columns": [*footers, *others[1:]],
        }
        made = {
            "header_links": self.header(self.tops[others[0]]) if others else [],
            "footer_columns": self.columns(menus["footer_columns"]),
        }
        settings = navigation_of(self.site)
        newly = dict(self.run.summary.get(MADE, {}))  # before it was interrupted
        for field, wanted in made.items():
            there = list(getattr(settings, field).raw_data)
            if not there:
                setattr(settings, field, wanted)
                newly[field] = wanted
            elif bare(there) != bare(wanted):
                self.judge(menus[field], Outcome.SKIPPED, TAKEN)
            elif field not in newly:
                self.judge(menus[field], Outcome.UNCHANGED)
        if not self.run.is_rehearsal:
            settings.save()
            self.run.summary[MADE] = newly
        ImportItem.objects.filter(run=self.run, kind=KIND).delete()
        ImportItem.objects.bulk_create(self.lines.values())

    def judge(self, menus: list[str], outcome: str, reason: str = "") -> None:
        """Let the entries of menus that were not empty be reported as such."""
        items = [item for slug in menus for item in self.tops[slug]]
        while items:
            item = items.pop()
            items += self.below[item.post_id]
            line = self.line(item)
            if line.outcome == Outcome.CREATED:
                line.outcome, line.reason = outcome, reason

    def header(self, items: list[Item]) -> Entries:
        """The entries of the header menu: links, and menus of links."""
        entries: Entries = []
        for item in items:
            links = self.links(self.below[item.post_id])
            own = self.link(item)
            if len(entries) == MOST_IN_HEADER:
                self.leave_out(item, FULL)
            elif links:
                links = [stored_block("item", own), *links] if own else links
                text = self.text(item)[:LONGEST_HEADING]
                entries.append(stored_block("menu", {"text": text, "links": links}))
                self.line(item).outcome = Outcome.CREATED
            elif own:
                entries.append(stored_block("link", own))
        return entries

    def columns(self, menus: list[str]) -> Entries:
        """A column of the footer for each menu."""
        columns: Entries = []
        for slug in menus:
            if len(columns) == MOST_COLUMNS:
                for item in self.tops[slug]:
                    self.leave_out(item, FULL)
            elif links := self.links(self.tops[slug]):
                heading = self.names[slug][:LONGEST_HEADING]
                columns.append(
                    stored_block("column", {"heading": heading, "links": links})
                )
        return columns

    def links(self, items: list[Item]) -> Entries:
        """The links of entries and of all that lies below them."""
        found = []
        for item in items:
            if link := self.link(item):
                found.append(stored_block("item", link))
            found += self.links(self.below[item.post_id])
        return found

    def link(self, item: Item) -> dict[str, Any] | None:
        """The link of an entry; nothing if what it leads to is not here."""
        page, address = self.target(item)
        text = self.text(item, page)
        if not text or not (page or address):
            self.leave_out(item, "What it leads to is not here.")
            return None
        self.line(item).outcome = Outcome.CREATED
        return {"text": text[:LONGEST_TEXT], "page": page, "address": address}

    def text(self, item: Item, page: int | None = None) -> str:
        """The words of an entry; without words of its own, the title of its page."""
        return item.title or self.titles.get(page or self.target(item)[0] or 0, "")

    def target(self, item: Item) -> tuple[int | None, str]:
        """The page or else the address that an entry leads to."""
        number = item.meta_value("_menu_item_object_id")
        kind = item.meta_value("_menu_item_type")
        address = item.meta_value("_menu_item_url").strip()
        page = self.page_of(item)
        if kind == "taxonomy" and number in self.terms:
            taxonomy, slug = self.terms[number]
            base = "category" if taxonomy == "category" else "tag"
            return None, f"{self.site.root_url}/{base}/{slug}/"  # it is redirected
        if kind == "custom" and self.library.site.path(address) == "/":
            return self.site.root_page_id, ""
        if page in self.titles:
            return page, ""
        if self.library.site.path(address) is not None:
            return None, ""
        return None, address if address.startswith(("http://", "https://")) else ""

    def page_of(self, item: Item) -> int | None:
        """The key of the page that an entry names by number or address."""
        number = item.meta_value("_menu_item_object_id")
        kind = item.meta_value("_menu_item_type")
        if kind == "post_type" and number.isdecimal():
            return self.library.pages_by_number.get(int(number))
        if kind == "custom":
            return self.library.page(item.meta_value("_menu_item_url").strip())
        return None

    def line(self, item: Item) -> ImportItem:
        """The line of the report on an entry."""
        known = self.lines.get(item.post_id)
        if known is None:
            known = self.lines[item.post_id] = ImportItem(
                run=self.run, kind=KIND, key=str(item.post_id), title=self.text(item)
            )
        return known

    def leave_out(self, item: Item, reason: str) -> None:
        """Note that an entry was not taken over."""
        line = self.line(item)
        line.outcome, line.reason = Outcome.SKIPPED, reason


def navigation_of(site: Site) -> NavigationSettings:
    """The menus of a site, without making any."""
    found = NavigationSettings.objects.filter(site=site).first()
    return found or NavigationSettings(site=site)


def bare(value: Any) -> Any:
    """A raw value without the ids of its blocks, to compare."""
    if isinstance(value, list):
        return [bare(part) for part in value]
    if isinstance(value, dict):
        return {name: bare(part) for name, part in value.items() if name != "id"}
    return value


def remove_menus(run: ImportRun) -> None:
    """Empty the menus that a run filled and nobody has changed since."""
    made = run.summary.get(MADE, {})
    site = Site.objects.filter(is_default_site=True).first()
    if not made or site is None:
        return
    settings = NavigationSettings.for_site(site)
    for field, wanted in made.items():
        if bare(list(getattr(settings, field).raw_data)) == bare(wanted):
            setattr(settings, field, [])
    settings.save()
