"""The base of every block with fields."""

from typing import Any

from django.utils.choices import flatten_choices
from django.utils.functional import cached_property
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

    def bulk_to_python(self, values: Any) -> list[Any]:
        """The values as stored made ready, as Wagtail does, but field by field.

        Most of what is stored has all fields; a default is worked out for the rest.
        """
        columns = {
            name: read_field(name, child, values)
            for name, child in self.child_blocks.items()
        }
        return [
            self._to_struct_value(
                {name: column[place] for name, column in columns.items()}
            )
            for place in range(len(values))
        ]

    def get_searchable_content(self, value: Any) -> list[str]:
        """The words that visitors see: nothing of a value that is not shown."""
        if not getattr(value, "is_shown", True):
            return []
        words = []
        for name, block in self.child_blocks.items():
            if value.get(name) and not isinstance(block, blocks.ChoiceBlock):
                words += block.get_searchable_content(value[name])
        return words


def read_field(name: str, block: blocks.Block, values: Any) -> list[Any]:
    """What a field holds in each of the values; its default where one lacks it."""
    stored = [value[name] for value in values if name in value]
    found = block.bulk_to_python(stored)
    if len(found) == len(values):
        return found
    rest = iter(found)
    return [next(rest) if name in value else block.get_default() for value in values]


class ChoiceBlock(blocks.ChoiceBlock):
    """One of a few choices, found without going through all of them."""

    @cached_property
    def stored_choices(self) -> dict[str, Any]:
        """Each choice by the text that is stored for it."""
        return {str(key): key for key, _ in flatten_choices(self.field.choices)}

    def normalize_choice(self, value: Any) -> Any:
        if value is None:
            return None
        return self.stored_choices.get(str(value), value)
