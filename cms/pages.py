"""What every page type of the site has in common."""

from http import HTTPMethod
from typing import Any
from urllib.parse import urljoin

from django.db import models
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.text import Truncator
from wagtail import blocks
from wagtail.admin.panels import (
    FieldPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail.utils.decorators import cached_classmethod

from cms.blocks.text import heading_anchors
from cms.images import Picture
from cms.models import FirmSettings
from cms.previews import (
    HEADLESS_MODE,
    JSON_MODE,
    serve_shared_mode,
    shared_preview_modes,
)
from cms.request_cache import once_per_request
from cms.structured_data import Node, breadcrumb_list, moment, reference
from cms.visibility import is_public_file, is_unrestricted, public_page_url


class Breadcrumb:
    """A step on the way from the home page to a page."""

    __slots__ = ("title", "url")

    def __init__(self, title: str, url: str) -> None:
        self.title = title
        self.url = url


class BasePage(Page):
    """Title, description, pictures and indexing, the same on every page type."""

    share_image = models.ForeignKey(
        get_image_model_string(),
        verbose_name="picture for sharing",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Shown when somebody shares this page. "
        "Best at 1200 by 630 pixels; without one the page's own picture is used.",
    )
    listing_image = models.ForeignKey(
        get_image_model_string(),
        verbose_name="picture in lists",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Shown where other pages list this one.",
    )
    listing_summary = models.CharField(
        "summary in lists",
        max_length=255,
        blank=True,
        help_text="One or two sentences, shown where other pages list this one.",
    )
    is_indexed = models.BooleanField(
        "search engines may list this page",
        default=True,
        help_text="Untick for thank-you pages and the like. "
        "The page also leaves the sitemap.",
    )

    search_fields = [
        *Page.search_fields,
        index.SearchField("seo_title"),
        index.SearchField("search_description"),
        index.SearchField("listing_summary"),
        index.FilterField("is_indexed"),
    ]
    listing_panels = [
        MultiFieldPanel(
            [FieldPanel("listing_image"), FieldPanel("listing_summary")],
            heading="In lists on this site",
        ),
        MultiFieldPanel(
            [
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("share_image"),
            ],
            heading="In search results and when shared",
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
                FieldPanel("is_indexed"),
            ],
            heading="Address and indexing",
        ),
    ]

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
            "Listing and sharing": cls.listing_panels,
            "Promote": [*cls.promote_panels, *cls.settings_panels],
        }

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
        return super().get_context(request, *args, **kwargs)

    def streams(self) -> list[blocks.StreamValue]:
        """What the page is composed of."""
        return [
            getattr(self, field.name)
            for field in self._meta.get_fields()
            if isinstance(field, StreamField)
        ]

    @cached_property
    def heading_anchors(self) -> dict[str, str]:
        """What links to each heading end with, by the id of its block."""
        return heading_anchors(self.streams())

    @property
    def summary_fallback(self) -> str:
        """Text to describe the page where the editor wrote no description."""
        return ""

    @property
    def search_title_text(self) -> str:
        """The title for search engines: the editor's, or the page title."""
        return self.seo_title or self.title

    @property
    def description_text(self) -> str:
        """A plain sentence or two on the page, from the best source there is."""
        text = self.search_description or self.listing_summary or self.summary_fallback
        return Truncator(plain_text(text)).chars(160)

    @property
    def summary_text(self) -> str:
        """What lists show of the page."""
        text = self.listing_summary or self.search_description or self.summary_fallback
        return Truncator(plain_text(text)).chars(255)

    @property
    def main_image(self) -> Any:
        """The picture that stands for the page's content, if it has one."""
        return None

    @property
    def list_image(self) -> Any:
        """The picture that lists show of the page, if it may be shown."""
        return first_public(self.listing_image, self.main_image)

    @property
    def sharing_image(self) -> Any:
        """The picture shown when the page is shared, if it may be shown."""
        return first_public(self.share_image, self.main_image, self.listing_image)

    @property
    def share_picture(self) -> Picture | None:
        """The finished file of the sharing image, if there is one."""
        image = self.sharing_image
        return (image.picture("share") or None) if image else None

    @property
    def share_picture_url(self) -> str:
        """The full address of the picture for sharing, as other sites need it."""
        picture = self.share_picture
        return urljoin(self.full_url or "", picture.src) if picture else ""

    @property
    def canonical_url(self) -> str:
        """The one address under which search engines know the page."""
        return self.full_url or ""

    @cached_property
    def ancestor_pages(self) -> list[Page]:
        """The pages above this one, from the top of the tree."""
        branch = self.path[: -self.steplen]
        return once_per_request(f"branch-{branch}", lambda: list(self.get_ancestors()))

    @property
    def root_url(self) -> str:
        """The address of the home page of the site that the page belongs to."""
        parts = self.get_url_parts()
        return f"{parts[1]}/" if parts else "/"

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Who may read the page; without a query where everyone may."""
        if self.alias_of_id is None and is_unrestricted(self):
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def structured_data(self, firm: FirmSettings) -> list[Node]:
        """The page for search engines; a page type adds what it is about."""
        crumbs = breadcrumb_list(self, self.root_url)
        node = {
            "@type": "WebPage",
            "@id": f"{self.canonical_url}#webpage",
            "url": self.canonical_url,
            "name": self.search_title_text,
            "description": self.description_text,
            "inLanguage": self.locale.language_code,
            "isPartOf": reference(self.root_url, "website"),
            "breadcrumb": {"@id": crumbs["@id"]} if crumbs else {},
            "primaryImageOfPage": self.share_picture_url,
            "dateModified": moment(self.last_published_at),
        }
        return [node, crumbs]

    @cached_property
    def breadcrumbs(self) -> list[Breadcrumb]:
        """The public pages from the home page down to this one."""
        ancestors = [
            Breadcrumb(page.title, public_page_url(page))
            for page in self.ancestor_pages
        ]
        here = Breadcrumb(self.title, self.url or "")
        return [*(crumb for crumb in ancestors if crumb.url), here]


def read_shown(stream: blocks.StreamValue) -> None:
    """Have the blocks of a stream read what they show."""
    for block in stream:
        getattr(block.value, "is_shown", None)


def first_public(*images: Any) -> Any:
    """The first of the images that everyone may see."""
    return next((image for image in images if image and is_public_file(image)), None)


def plain_text(html: str) -> str:
    """The words of a piece of HTML."""
    return " ".join(strip_tags(html.replace("<", " <")).split())
