"""For whom a document is made, and how its addresses and rich text read there."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from django.http import HttpRequest
from django.utils.encoding import iri_to_uri
from markdownify import markdownify
from wagtail.models import Page, Site

from cms.languages import is_of_site
from cms.rich_text import rich_text_html

RichTextFormat = Literal["html", "markdown"]

# Addresses in which nothing has to be escaped, as most are.
PLAIN = re.compile(r"[\w/:.-]+", re.ASCII)
RELATIVE_ADDRESS = re.compile(r'\b(href|src)="/(?!/)')


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of content: whose site, at which origin, in which rich text format.

    Schemas get it as the context of their validation. `finish` is what a page does
    to the HTML of all its rich text, such as linking its citations.
    """

    site: Site
    origin: str
    rich_text: RichTextFormat = "html"
    finish: Callable[[str], str] = str

    @classmethod
    def of(cls, request: HttpRequest, rich_text: RichTextFormat = "html") -> "Reading":
        """The reading that a request asks for."""
        origin = f"{request.scheme}://{request.get_host()}"
        return cls(Site.find_for_request(request), origin, rich_text)

    def address(self, address: str | None) -> str | None:
        """A full address (RFC 3986); nothing for nothing."""
        if not address:
            return None
        if address.startswith("/") and not address.startswith("//"):
            address = self.origin + address
        return address if PLAIN.fullmatch(address) else iri_to_uri(address)

    def text(self, source: str) -> str:
        """Rich text for display, with full addresses in its links."""
        html = self.finish(rich_text_html(source))
        if '="/' in html:
            html = RELATIVE_ADDRESS.sub(rf'\1="{self.origin}/', html)
        if self.rich_text == "markdown":
            return markdownify(html, heading_style="ATX", bullets="-").strip()
        return html

    def shows(self, page: Page) -> bool:
        """Whether a page belongs to the site that is read."""
        return is_of_site(page, self.site)
