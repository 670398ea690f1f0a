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
