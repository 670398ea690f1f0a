"""What every page type of the site has in common."""

from functools import cache
from http import HTTPMethod
from typing import Any

from django.db.models import QuerySet
from django.db.models.base import ModelState
from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.admin.panels import (
    FieldPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.search import index
from wagtail.utils.decorators import cached_classmethod

from cms.appearance import LISTED, Appearance
from cms.blocks.text import heading_anchors
from cms.fetching import by_path, places_above
from cms.languages import is_multilingual
from cms.models import FirmSettings
from cms.previews import (
    HEADLESS_MODE,
    JSON_MODE,
    serve_shared_mode,
    shared_preview_modes,
)
from cms.request_cache import once_per_request
from cms.search_panel import SearchPreviewPanel
from cms.structured_data import (
    Node,
    breadcrumb_list,
    image_object,
    moment,
    pointer,
    short_organization,
    website,
)
from cms.translations import alternates, read_translations
from cms.visibility import is_unrestricted, public_page_url


class Breadcrumb:
    """A step on the way from the home page to a page."""

    __slots__ = ("title", "url")

    def __init__(self, title: str, url: str) -> None:
        self.title = title
        self.url = url


class BasePage(Appearance):
    """What is the same on every page type: tabs, previews, trail, structured data."""

    search_fields = [
        *Page.search_fields,
        index.SearchField("seo_title"),
        index.SearchField("search_description"),
        index.SearchField("listing_summary"),
        index.FilterField("is_indexed"),
    ]
    appearance_panels = [
        SearchPreviewPanel(),
        MultiFieldPanel(
            [
                FieldPanel(
                    "seo_title",
                    heading="Title for search engines",
                    help_text="As people search, such as “Criminal defense in "
                    "Buffalo”. Leave it empty to use the page's own title.",
                ),
                FieldPanel(
                    "search_description",
                    heading="Description for search engines",
                    help_text="What readers will find, in a sentence or two.",
                ),
                FieldPanel("share_image"),
                FieldPanel("is_indexed"),
            ],
            heading="In search results and when shared",
        ),
        MultiFieldPanel(
            [FieldPanel("listing_image"), FieldPanel("listing_summary")],
            heading="In lists on this site",
        ),
    ]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug",
                    heading="Name in the address",
                    help_text="The last part of this page's address. When you change "
                    "it, the old address leads to the new one by itself.",
                ),
            ],
            heading="Address",
        ),
    ]

    schema_type = "WebPage"
    exclude_fields_in_copy = ["changed_at", "content_digest", "drawn_picture"]
    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]

    class Meta:
        abstract = True

    @cached_classmethod
    def get_edit_handler(cls) -> Any:
        """The tabs of the editor."""
        tabs = [ObjectList(panels, heading=name) for name, panels in cls.tabs().items()]
        handler = TabbedInterface(tabs, base_form_class=cls.base_form_class)
        return handler.bind_to_model(cls)

    @classmethod
    def tabs(cls) -> dict[str, list[Any]]:
        """What each tab holds, the same on each page type: by task."""
        return {
            "Content": cls.content_panels,
            "Search and sharing": cls.appearance_panels,
            "Promote": [*cls.promote_panels, *cls.settings_panels],
        }

    @classmethod
    def listed_in_sitemap(cls) -> Any:
        """The pages of this type that search engines may list, if they are public."""
        return cls.objects.filter(is_indexed=True, alias_of=None)

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """How the editor can preview the page."""
        return [("", "Web page"), *shared_preview_modes(self)]

    def make_preview_request(
        self,
        original_request: Any = None,
        preview_mode: str | None = None,
        extra_request_attrs: Any = None,
    ) -> Any:
        """The preview in a mode; those of every page type need no page request."""
        if original_request is not None and preview_mode in (JSON_MODE, HEADLESS_MODE):
            return serve_shared_mode(original_request, self, preview_mode)
        return super().make_preview_request(
            original_request, preview_mode, extra_request_attrs
        )

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With what its blocks show already read, so that no template reads it."""
        for stream in self.streams():
            read_shown(stream)
        read_translations([self])
        return super().get_context(request, *args, **kwargs)

    @cached_property
    def heading_anchors(self) -> dict[str, str]:
        """What links to each heading end with, by the id of its block."""
        return heading_anchors(self.streams())

    @classmethod
    def from_db(
        cls, db: str, field_names: Any, values: Any, *, fetch_mode: Any = None
    ) -> Any:
        """A stored page, without what constructors of pages do for new ones.

        Its values are those of its attributes, and what is left out is read when
        somebody asks for it.
        """
        page = cls.__new__(cls)
        page._state = ModelState()
        page.__dict__.update(zip(field_names, values, strict=True))
        page._state.adding = False
        page._state.db = db
        if fetch_mode is not None:
            page._state.fetch_mode = fetch_mode
        return page

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """A version of the page, with what belongs to the page and to no version."""
        version = super().with_content_json(content)
        for name in self.exclude_fields_in_copy:
            setattr(version, name, getattr(self, name))
        return version

    @cached_property
    def ancestor_pages(self) -> list[Page]:
        """The pages above this one, without the root of the tree, which is no page."""
        found = by_path(places := places_above(self.path))
        return [found[place] for place in places if place in found]

    def get_url_parts(self, request: HttpRequest | None = None) -> Any:
        """Where the page is, worked out once for all links that lead to it.

        Where sites overlap, it depends on the site that is asked.
        """
        is_asked = isinstance(request, HttpRequest)
        site = Site.find_for_request(request) if is_asked else None
        key = f"url-parts-{site.pk if site else None}-{self.url_path}"
        return once_per_request(
            key, lambda: super(BasePage, self).get_url_parts(request)
        )

    @cached_property
    def translations(self) -> list["BasePage"]:
        """The public pages that say the same in another language of the site."""
        read_translations([self])
        return self.translations

    @cached_property
    def _has_untranslated_locale(self) -> bool:
        """What Wagtail's button for translating asks of each page in a listing.

        Its listings read it for all pages at once, but not where there is nothing
        to translate into.
        """
        known = self.get_translations(inclusive=True).values("locale")
        return is_multilingual() and Locale.objects.exclude(pk__in=known).exists()

    @property
    def alternates(self) -> list[tuple[str, str]]:
        """Its languages for search engines, itself among them, with the addresses.

        Only pages that they may list, and nothing for one that they may not.
        """
        if not self.translations or self.robots != LISTED:
            return []
        return alternates(
            {
                page.locale.language_code: page.canonical_url
                for page in (self, *self.translations)
                if page.robots == LISTED
            }
        )

    @property
    def root_url(self) -> str:
        """The address of the home page of the site that the page belongs to."""
        parts = self.get_url_parts()
        return f"{parts[1]}/" if parts else "/"

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Who may read the page; without a query where everyone may."""
        if self.alias_of_id is None and is_unrestricted(self):
            return no_restrictions()
        return super().get_view_restrictions()

    def structured_data(self, firm: FirmSettings) -> list[Node]:
        """The page for search engines; a page type adds what it is about."""
        url, root_url = self.canonical_url, self.root_url
        crumbs = breadcrumb_list(self, url, root_url)
        site, picture = website(firm, root_url), image_object(self, url, root_url)
        page = {
            "@type": self.schema_type,
            "@id": f"{url}#webpage",
            "url": url,
            "name": self.search_title_text,
            "description": self.description_text,
            "inLanguage": self.locale.language_code,
            "isPartOf": pointer(site),
            "breadcrumb": pointer(crumbs),
            "primaryImageOfPage": pointer(picture),
            "datePublished": moment(self.first_published_at),
            "dateModified": moment(self.modified_at),
        }
        return [page, crumbs, picture, site, self.organization_node(firm)]

    def organization_node(self, firm: FirmSettings) -> Node:
        """The firm, as pages name it that do not describe it."""
        return short_organization(firm, self.root_url)

    @cached_property
    def breadcrumbs(self) -> list[Breadcrumb]:
        """The public pages from the home page down to this one."""
        here = Breadcrumb(self.title, self.url or "")
        return [*trail(self.ancestor_pages), here]


def trail(pages: list[Page]) -> list[Breadcrumb]:
    """The public ones of the pages above another, from the top of the tree."""

    def steps() -> list[Breadcrumb]:
        found = [Breadcrumb(page.title, public_page_url(page)) for page in pages]
        return [step for step in found if step.url]

    return once_per_request(f"trail-{pages[-1].path}", steps) if pages else []


@cache
def no_restrictions() -> QuerySet[PageViewRestriction]:
    """No view restrictions, already known: going through them builds no SQL."""
    nothing = PageViewRestriction.objects.none()
    len(nothing)
    return nothing


def read_shown(stream: blocks.StreamValue) -> None:
    """Have the blocks of a stream read what they show."""
    for block in stream:
        getattr(block.value, "is_shown", None)
