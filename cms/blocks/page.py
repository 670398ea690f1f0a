"""The block in which an editor chooses a page."""

from typing import Any

from wagtail import blocks

from cms.fetching import by_key


class PageChooserBlock(blocks.PageChooserBlock):
    """A page of the site, read once for all places that name it."""

    def bulk_to_python(self, values: Any) -> list[Any]:
        chosen = [pk for pk in values if isinstance(pk, int)]
        pages = by_key(self.model_class, chosen)
        return [pages.get(pk) for pk in values]

    def deconstruct(self) -> tuple[str, Any, Any]:
        """How a page is read is nothing for a migration."""
        _, arguments, options = super().deconstruct()
        return "wagtail.blocks.PageChooserBlock", arguments, options
