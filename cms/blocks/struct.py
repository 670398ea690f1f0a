"""The base of every block with fields."""

from typing import Any

from wagtail import blocks


class StructBlock(blocks.StructBlock):
    """A block with fields, of which a plain value may leave some out.

    Wagtail fills in defaults when it reads the database, not when it normalizes a
    dictionary; previews and imports give dictionaries with only what matters.
    """

    def normalize(self, value: Any) -> Any:
        if isinstance(value, self.meta.value_class):
            return value
        absent = {
            name: child.get_default()
            for name, child in self.child_blocks.items()
            if name not in value
        }
        return super().normalize({**absent, **value})

    def get_searchable_content(self, value: Any) -> list[str]:
        """The words that visitors see: nothing of a value that is not shown."""
        if not getattr(value, "is_shown", True):
            return []
        words = []
        for name, block in self.child_blocks.items():
            if value.get(name) and not isinstance(block, blocks.ChoiceBlock):
                words += block.get_searchable_content(value[name])
        return words
