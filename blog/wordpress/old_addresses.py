"""Every address under which the old site answered, and where it leads now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from blog.models import ArticlePage, BlogIndexPage, Category
from blog.wordpress.addresses import OldSite
from blog.wordpress.kept import Kept
from blog.wordpress.ledger import Ledger
from blog.wordpress.resolving import Library
from blog.wordpress.survey import Entry, Survey
from blog.wordpress.targets import Surroundings
from people.models import AttorneyPage

PUBLIC = ("publish", "private", "future")
FEEDS = {
    "/feed": "/feed/",
    "/feed/rss": "/feed/",
    "/feed/rss2": "/feed/",
    "/feed/rdf": "/feed/",
    "/feed/atom": "/feed/atom/",
    "/?feed=rss2": "/feed/",
    "/?feed=rss": "/feed/",
    "/?feed=atom": "/feed/atom/",
}


@dataclass(frozen=True, slots=True)
class Lead:
    """An old address, and the page, route of a page, or file that it leads to."""

    old: str
    page_pk: int = 0
    route: str = ""
    link: str = ""

    @property
    def target(self) -> tuple[int | None, str, str]:
        """Where it leads, as a redirect keeps it."""
        return self.page_pk or None, self.route, self.link


def old_path(address: str) -> str:
    """An old address in the form in which redirects are kept."""
    parts = urlsplit(address)
    query = f"?{parts.query}" if parts.query else ""
    return Redirect.normalise_path(f"{parts.path or '/'}{query}")


def page_leads(survey: Survey, ledger: Ledger, site: OldSite) -> Iterator[Lead]:
    """The old addresses of pages: permalink, numbers, earlier names."""
    for post_id, place in ledger.places.items():
        entry, page = survey.entries[post_id], ledger.page_key(post_id)
        if page is None or entry.status not in PUBLIC:
            continue
        if place.outcome in ("failed", "pending"):
            continue
        names = ("p", "page_id") if entry.type == "page" else ("p",)
        for address in addresses_of(entry, site, names):
            yield Lead(address, page)
    for entry in survey.entries.values():
        page = ledger.page_key(entry.parent_id)
        if entry.type == "attachment" and page and site.path(entry.link):
            yield Lead(old_path(entry.link), page)
            yield Lead(f"{site.folder}/?attachment_id={entry.post_id}", page)


def file_leads(library: Library) -> Iterator[Lead]:
    """The old addresses of the files that were imported."""
    for path, pk in library.documents_by_path.items():
        yield Lead(old_path(quote(path)), link=library.documents[pk])
    for path, pk in library.images_by_path.items():
        if pk in library.files_of_images:
            yield Lead(old_path(quote(path)), link=library.files_of_images[pk])


def addresses_of(entry: Entry, site: OldSite, names: Iterable[str]) -> Iterator[str]:
    """Every address of one page of the old site."""
    path = site.path(entry.link)
    if path is not None:
        yield old_path(entry.link)
    for name in names:
        yield f"{site.folder}/?{name}={entry.post_id}"
    if path is not None and entry.slug and path.endswith(f"/{entry.slug}"):
        for slug in entry.old_slugs:
            yield old_path(quote(f"{path.removesuffix(entry.slug)}{slug}"))


class Archives:
    """The old archives: of categories, tags, authors and dates, and the feeds."""

    def __init__(
        self, survey: Survey, blog: BlogIndexPage, site: OldSite, around: Surroundings
    ) -> None:
        self.survey = survey
        self.blog = blog
        self.site = site
        self.around = around
        self.fronts = {site.folder, *front(survey, site)}

    def leads(self) -> Iterator[Lead]:
        """The addresses of all archives."""
        yield from self.of_terms("category", "category", self.filled_categories())
        yield from self.of_terms("post_tag", "tag", self.filled_tags())
        yield from self.of_authors()
        yield from self.of_dates()
        for address, route in FEEDS.items():
            yield Lead(f"{self.site.folder}{address}", self.blog.pk, route)
        yield Lead(f"{self.site.folder}/comments/feed", self.blog.pk, "/feed/")
        # Stands for all further pages of the list, see cms.redirects.
        yield Lead(f"{self.site.folder}/page", self.blog.pk)

    def filled_categories(self) -> dict[str, str]:
        """By old name, the routes of the categories that show articles."""
        used = ArticlePage.objects.child_of(self.blog).live().values("category")
        slugs: set[str] = set()
        for filled in Category.objects.filter(pk__in=used):
            at: Category | None = filled
            while at is not None and at.slug not in slugs:
                slugs.add(at.slug)
                at = at.parent
        return {
            old: f"/category/{found.slug}/"
            for old, found in self.around.categories.items()
            if found.slug in slugs
        }

    def filled_tags(self) -> dict[str, str]:
        """By old name, the routes of the tags that show articles."""
        articles = ArticlePage.objects.child_of(self.blog).live()
        slugs = set(articles.values_list("tags__slug", flat=True))
        return {
            old: f"/tag/{found.slug}/"
            for old, found in self.around.tags.items()
            if found.slug in slugs
        }

    def of_terms(
        self, taxonomy: str, base: str, routes: dict[str, str]
    ) -> Iterator[Lead]:
        """The archives of categories or tags; an empty one leads to the blog."""
        for (found, slug), record in self.survey.terms.items():
            if found != taxonomy:
                continue
            route = routes.get(slug, "")
            for path in {slug, "/".join([*self.above(taxonomy, slug), slug])}:
                for address in self.fronted(f"/{base}/{path}"):
                    yield Lead(old_path(address), self.blog.pk, route)
                    yield Lead(old_path(f"{address}/feed"), self.blog.pk, "/feed/")
            name = "cat" if taxonomy == "category" else "tag"
            value = record.term_id if taxonomy == "category" else slug
            if value:
                yield Lead(f"{self.site.folder}/?{name}={value}", self.blog.pk, route)

    def above(self, taxonomy: str, slug: str) -> list[str]:
        """The names of the terms above one, the highest first."""
        names: list[str] = []
        record = self.survey.terms.get((taxonomy, slug))
        while record and record.parent and record.parent not in names:
            names.insert(0, record.parent)
            record = self.survey.terms.get((taxonomy, record.parent))
        return names

    def of_authors(self) -> Iterator[Lead]:
        """The archives of authors: the attorney's, or else the blog."""
        writers = ArticlePage.objects.child_of(self.blog).live()
        attorneys = dict(
            AttorneyPage.objects.live()
            .filter(pk__in=writers.values("authors__attorney"))
            .values_list("pk", "slug")
        )
        for login, (attorney, _) in self.around.bylines.items():
            slug = attorneys.get(attorney or 0)
            route = f"/author/{slug}/" if slug else ""
            name = login.lower().replace(" ", "-").replace(".", "-").replace("@", "")
            for address in self.fronted(f"/author/{name}") if name else ():
                yield Lead(old_path(address), self.blog.pk, route)
                yield Lead(old_path(f"{address}/feed"), self.blog.pk, "/feed/")

    def of_dates(self) -> Iterator[Lead]:
        """The archives of years, months and days that had posts."""
        days = {
            entry.date.date()
            for entry in self.survey.entries.values()
            if entry.type == "post" and entry.status == "publish" and entry.date
        }
        forms = ("/%Y", "/%Y/%m", "/%Y/%m/%d")
        for path in sorted({day.strftime(form) for day in days for form in forms}):
            for address in self.fronted(path):
                yield Lead(old_path(address), self.blog.pk)

    def fronted(self, path: str) -> list[str]:
        """A path below each beginning that archives may have had."""
        return [f"{beginning}{path}" for beginning in sorted(self.fronts)]


def front(survey: Survey, site: OldSite) -> set[str]:
    """What all permalinks of posts begin with, as in /blog/a-post."""
    firsts: set[str] = set()
    count = 0
    for entry in survey.entries.values():
        if entry.type == "post" and entry.status == "publish":
            _, first, *below = (site.path(entry.link) or "/").split("/")
            firsts.add(first)
            count += 1
            if not below or len(firsts) > 1:
                return set()
    if count < 2:
        return set()
    [first] = firsts
    is_term = any(slug == first for _, slug in survey.terms)
    return set() if first.isdecimal() or is_term else {f"/{first}"}


def paths_of_pages(root: Page) -> Kept[str, int]:
    """Where the site answers now: the key of the page at each path."""
    found: Kept[str, int] = Kept()
    pages = Page.objects.descendant_of(root, inclusive=True)
    for pk, url_path in pages.values_list("pk", "url_path").iterator():
        found[old_path(f"/{url_path.removeprefix(root.url_path)}")] = pk
    return found
