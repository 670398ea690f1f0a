"""What pages refer to, made before them: categories, tags and bylines."""

from collections.abc import Iterable
from html import unescape

from django.utils.text import slugify
from taggit.models import Tag

from blog.models import Category, ImportItem
from blog.wordpress.drafting import slug_of
from blog.wordpress.inline import plain
from blog.wordpress.items import Author, TermRecord
from people.models import AttorneyPage

UNSORTED = {"uncategorized", "uncategorised"}
TITLES = {"dr", "hon", "prof", "esq", "jd", "llm", "attorney"}


class Categories:
    """Makes the categories of the old site, and finds those that are here."""

    def __init__(self, records: Iterable[TermRecord]) -> None:
        self.records = {record.slug: record for record in records if record.slug}
        self.found: dict[str, Category] = {}
        known = list(Category.objects.select_related("parent"))
        self.by_slug = {category.slug: category for category in known}
        self.by_name = {category.name.lower(): category for category in known}
        self.items: list[ImportItem] = []

    def make(self) -> dict[str, Category]:
        """The categories by their old slugs."""
        for record in self.records.values():
            self.category(record, set())
        for slug, record in self.records.items():
            if record.term_id and slug in self.found:
                self.found[f"#{record.term_id}"] = self.found[slug]
        return self.found

    def category(self, record: TermRecord, below: set[str]) -> Category | None:
        """The category of a record, with those above it; a loop is cut."""
        if record.slug in UNSORTED or plain(record.name).lower() in UNSORTED:
            self.note(record, "skipped", "Its posts have no category here.")
            return None
        if record.slug in self.found or record.slug in below:
            return self.found.get(record.slug)
        parent = None
        if above := self.records.get(record.parent):
            parent = self.category(above, below | {record.slug})
        name = (plain(record.name) or record.slug)[:80]
        slug = slug_of(record.slug, name, 0)[:80]
        category = self.by_slug.get(slug) or self.by_name.get(name.lower())
        outcome = "unchanged" if category else "created"
        if category is None:
            slug = slugify(slug) or f"category-{len(self.by_slug) + 1}"
            category = Category(name=name, slug=slug, parent=parent)
            category.description = plain(unescape(record.description))[:300]
            category.save()
            self.by_slug[slug] = self.by_name[name.lower()] = category
        self.found[record.slug] = category
        self.note(record, outcome)
        return category

    def note(self, record: TermRecord, outcome: str, reason: str = "") -> None:
        """Remember for the report what became of a record."""
        if all(item.key != record.slug for item in self.items):
            self.items.append(term_item(record, outcome, reason))


def term_item(record: TermRecord, outcome: str, reason: str = "") -> ImportItem:
    """The line of the report on a term."""
    return ImportItem(
        kind=record.taxonomy[:60],
        key=record.slug[:200],
        title=record.name,
        outcome=outcome,
        reason=reason,
        is_made_here=outcome == "created",
    )


def make_tags(
    records: Iterable[TermRecord], categories: Iterable[Category], needed: set[int]
) -> tuple[dict[str, Tag], list[ImportItem]]:
    """The tags by old slug, and by `category:KEY` those that stand for categories.

    `needed` are the keys of the categories that some post has beside another.
    """
    found: dict[str, Tag] = {}
    items: list[ImportItem] = []
    known = {tag.name.lower(): tag for tag in Tag.objects.all()}
    slugs = {tag.slug for tag in known.values()}
    for record in records:
        name = (plain(record.name) or record.slug)[:100]
        tag = known.get(name.lower())
        items.append(term_item(record, "unchanged" if tag else "created"))
        if tag is None:
            tag = new_tag(name, slug_of(record.slug, name, 0), slugs)
            known[name.lower()] = tag
        found[record.slug] = tag
    for category in categories:
        tag = known.get(category.name.lower())
        if category.pk in needed:
            tag = tag or new_tag(category.name, category.slug, slugs)
        if tag:
            known[category.name.lower()] = tag  # a category may come under two names
            found[f"category:{category.pk}"] = tag
    return found, items


def new_tag(name: str, slug: str, slugs: set[str]) -> Tag:
    """A tag of a name that no other has."""
    slug = slugify(slug) or slugify(name) or f"tag-{len(slugs) + 1}"
    plain_slug, number = slug[:90], 2
    while slug in slugs:
        slug, number = f"{plain_slug}-{number}", number + 1
    slugs.add(slug)
    return Tag.objects.create(name=name, slug=slug)


def bylines(
    authors: Iterable[Author], logins: Iterable[str]
) -> dict[str, tuple[int | None, str]]:
    """For each account the attorney of that name, or the name alone."""
    known = {author.login: author.display_name for author in authors}
    people = {
        key: (attorney.pk, attorney.display_name)
        for attorney in AttorneyPage.objects.all()
        for key in name_keys(attorney)
    }
    found = {}
    for login in {*known, *logins}:
        name = known.get(login, login)
        found[login] = people.get(name_key(name)) or (None, name)
    return found


def name_keys(attorney: AttorneyPage) -> set[str]:
    """The names under which an attorney may have written."""
    short = f"{attorney.given_name} {attorney.family_name}"
    return {name_key(attorney.display_name), name_key(short), name_key(attorney.title)}


def name_key(name: str) -> str:
    """A name in the form in which names are compared."""
    words = name.replace(",", " ").replace(".", "").lower().split()
    return " ".join(word for word in words if word not in TITLES)
