"""How a page looks in search results, in lists, and when somebody shares it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import to_locale
from wagtail.blocks import StreamValue
from wagtail.images import get_image_model_string

from cms.changes import ChangeDated
from cms.drawn_picture import DrawnPicture
from cms.frame import firm_of_page
from cms.images import Picture
from cms.models import FirmSettings
from cms.page_streams import streams_of
from cms.visibility import is_public_file

LISTED, NOT_LISTED = "max-image-preview:large", "noindex"
# Characters; search engines cut off what is longer.
TITLE_LENGTH = 60
DESCRIPTION_LENGTH = 160
SUMMARY_LENGTH = 255


class Appearance(ChangeDated):
    """Titles, descriptions and pictures: the editor's, or the best there is."""

    share_image = models.ForeignKey(
        get_image_model_string(),
        verbose_name="picture for sharing",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Best at 1200 by 630 pixels. Without one, the page's own picture is "
        "used, or one is drawn from the title.",
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
    drawn_picture = models.CharField(max_length=120, blank=True, editable=False)

    not_content = (
        *ChangeDated.not_content,
        "share_image",
        "listing_image",
        "listing_summary",
        "is_indexed",
        "drawn_picture",
    )
    shared_type = "website"  # Open Graph
    summary_field = main_image_field = ""  # what stands in where an editor left a gap

    class Meta:
        abstract = True

    @property
    def firm(self) -> FirmSettings:
        """The firm of the site that the page belongs to."""
        return firm_of_page(self)

    @property
    def summary_fallback(self) -> str:
        """Text to describe the page where the editor wrote no description."""
        return getattr(self, self.summary_field) if self.summary_field else ""

    @cached_property
    def opening_words(self) -> str:
        """The first words of the page's blocks."""
        found = map(searchable_words, self.streams())
        return next((words for words in found if words), "")

    def streams(self) -> Iterator[StreamValue]:
        """What the page is composed of; each is read only when its turn comes."""
        return streams_of(self)

    @property
    def search_title_text(self) -> str:
        """The title for search engines: the editor's, or the page title."""
        return self.seo_title or self.title

    @property
    def names_firm(self) -> bool:
        """Whether the title for search engines holds the firm's name already."""
        return self.firm.firm_name in self.search_title_text

    @property
    def own_words(self) -> str:
        """What describes the page where the editor wrote no description."""
        return plain_text(self.summary_fallback) or self.opening_words or self.title

    @property
    def description_text(self) -> str:
        """A plain sentence or two on the page, from the best source there is."""
        text = self.search_description or self.listing_summary or self.own_words
        return shortened(plain_text(text), DESCRIPTION_LENGTH)

    @property
    def summary_text(self) -> str:
        """What lists show of the page."""
        text = self.listing_summary or self.search_description or self.own_words
        return shortened(plain_text(text), SUMMARY_LENGTH)

    @property
    def robots(self) -> str:
        """What search engines may do with the page (Google's robots meta tag)."""
        return LISTED if self.is_indexed and self.alias_of_id is None else NOT_LISTED

    @property
    def canonical_url(self) -> str:
        """The one address under which search engines know the page."""
        return self.full_url or ""

    @property
    def main_image(self) -> Any:
        """The picture that stands for the page's content, if it has one."""
        return getattr(self, self.main_image_field) if self.main_image_field else None

    @property
    def list_image(self) -> Any:
        """The picture that lists show of the page, if it may be shown."""
        return next(iter(public_images(self.listing_image, self.main_image)), None)

    @property
    def chosen_images(self) -> list[Any]:
        """The pictures of the page that everyone may see, for sharing, best first."""
        return public_images(self.share_image, self.main_image, self.listing_image)

    @property
    def images_to_share(self) -> list[Any]:
        """The chosen pictures, then the firm's, which stands in for all pages."""
        return [*self.chosen_images, *public_images(self.firm.share_image)]

    @property
    def content_image(self) -> Any:
        """The best chosen picture of which the file is finished, if there is one."""
        ready = (image for image in self.chosen_images if image.picture("share"))
        return next(ready, None)

    @property
    def sharing_image(self) -> Any:
        """The picture shown when the page is shared: chosen, the firm's, or drawn."""
        ready = (image for image in self.images_to_share if image.picture("share"))
        return next(ready, None) or self.drawn_image

    @property
    def drawn_image(self) -> DrawnPicture | None:
        """The picture drawn from title and firm, if there is one."""
        if not self.drawn_picture:
            return None
        parts = (self.search_title_text, self.firm.firm_name)
        alt = " – ".join(dict.fromkeys(part for part in parts if part))
        return DrawnPicture(self.drawn_picture, alt)

    @property
    def share_picture(self) -> Picture | None:
        """The finished file of the sharing image, if there is one."""
        image = self.sharing_image
        return image.picture("share") if image else None

    @property
    def share_picture_url(self) -> str:
        """The full address of the picture for sharing, as other sites need it."""
        picture = self.share_picture
        return urljoin(self.full_url or "", picture.src) if picture else ""

    @property
    def shared_locale(self) -> str:
        """Language and region as Open Graph writes them; nothing for no region."""
        language, site_language = self.locale.language_code, settings.LANGUAGE_CODE
        if site_language.startswith(f"{language}-"):
            language = site_language
        return to_locale(language) if "-" in language else ""

    @property
    def shared_facts(self) -> list[tuple[str, str]]:
        """More that sites are told which show the page (Open Graph), by name."""
        return []

    @property
    def modified_at(self) -> datetime | None:
        """When what the page says last changed."""
        return self.changed_at or self.last_published_at


def public_images(*images: Any) -> list[Any]:
    """Those of the images that everyone may see."""
    return [image for image in images if image and is_public_file(image)]


def searchable_words(stream: Any) -> str:
    """The words of a stream of blocks, without markup."""
    content = stream.stream_block.get_searchable_content(stream)
    return " ".join(plain_text(str(part)) for part in content)


def shortened(text: str, length: int) -> str:
    """The text, or its beginning and an ellipsis where it is longer."""
    return text if len(text) <= length else Truncator(text).chars(length)


def plain_text(html: str) -> str:
    """The words of a piece of HTML."""
    return " ".join(strip_tags(html.replace("<", " <")).split())
