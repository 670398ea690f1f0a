"""The block for a link in a menu or a button."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks

from cms.blocks.page import PageChooserBlock
from cms.blocks.struct import StructBlock
from cms.translations import as_at_hand
from cms.visibility import LeadsToPage, public_page_url


class LinkValue(LeadsToPage, blocks.StructValue):
    """A link with its address worked out."""

    @property
    def url(self) -> str:
        """Where the link leads; nothing when its page is not public."""
        page = self.get("page")
        if page is not None:
            return public_page_url(as_at_hand(page))
        return self.get("address") or ""

    @property
    def path(self) -> str | None:
        """Path of the page, for routers; null for another address."""
        return super().path if self.get("page") is not None else None

    @property
    def is_shown(self) -> bool:
        return bool(self.url)

    @property
    def is_external(self) -> bool:
        """Whether the link leaves the site."""
        return self.get("page") is None and "//" in (self.get("address") or "")


class LinkBlock(StructBlock):
    """A text that leads to a page of the site or to another address."""

    text = blocks.CharBlock(
        label="Text", help_text="What visitors see and choose.", max_length=80
    )
    page = PageChooserBlock(
        label="Page", required=False, help_text="A page of this site."
    )
    address = blocks.URLBlock(
        label="Other address",
        required=False,
        help_text="A full address of another site, used when no page is chosen.",
    )

    class Meta:
        label = "Link"
        icon = "link"
        value_class = LinkValue
        api_omits = ("page", "address")

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if not result.get("page") and not result.get("address"):
            message = "Choose a page or enter an address."
            raise blocks.StructBlockValidationError(
                block_errors={"page": ValidationError(message)}
            )
        return result
