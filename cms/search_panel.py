"""The editor's picture of a page in search results and on the cards of other sites."""

from typing import Any
from urllib.parse import urlsplit

from django.db.models import Q
from django.forms import Media
from django.forms.widgets import Script
from django.templatetags.static import static
from wagtail.admin.panels import Panel
from wagtail.models import Page

from cms.appearance import DESCRIPTION_LENGTH, TITLE_LENGTH, public_images
from cms.frame import firm_of_page
from cms.visibility import public_pages

MOST_NAMESAKES = 3


class SearchPreviewPanel(Panel):
    """Shows what the fields of the tab lead to, while the editor types."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/search_preview.html"

        @property
        def media(self) -> Media:
            return Media(
                css={"all": ["cms/admin/search_preview.css"]},
                js=[Script(static("cms/admin/search_preview.js"), type="module")],  # type: ignore[list-item] # a module, as Django documents
            )

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """The page as stored; the script follows what is typed from there."""
            page = self.instance
            # A new page has no place yet; it will be below its parent.
            placed = page if page.pk else self.form.parent_page
            address = urlsplit(placed.full_url or "")
            firm = firm_of_page(placed)
            names = [name for name in address.path.split("/") if name]
            return {
                **super().get_context_data(parent_context),
                "page": page,
                "firm": firm,
                "host": address.hostname or "",
                "above": " › ".join(names[:-1] if page.pk else names),
                "namesakes": namesakes(page),
                "firm_picture": first_source(firm.share_image),
                "title_length": TITLE_LENGTH,
                "description_length": DESCRIPTION_LENGTH,
            }


def first_source(image: Any) -> str:
    """The address of the finished share picture of an image, if there is one."""
    pictures = [found.picture("share") for found in public_images(image)]
    return next((picture.src for picture in pictures if picture), "")


def namesakes(page: Any) -> list[Page]:
    """Other public pages of the same title, of which search engines show one."""
    title = page.search_title_text if page.pk else ""
    if not title:
        return []
    same = Q(seo_title=title) | Q(seo_title="", title=title)
    others = public_pages(Page.objects.filter(same), page.get_site())
    return list(others.exclude(pk=page.pk).order_by("path")[:MOST_NAMESAKES])
