"""What becomes of one text: its blocks, and what was lost on the way."""

from dataclasses import dataclass

from blog.wordpress.composing import Converted, convert
from blog.wordpress.counting import pictures_in, pictures_out, words_in, words_out
from blog.wordpress.resolving import Library, SiteResolver


@dataclass(slots=True)
class Conversion:
    """A converted text with what the report says of it."""

    converted: Converted
    missing: list[str]
    unresolved: list[str]
    words_before: int
    words_after: int
    images_before: int
    images_after: int


def conversion_of(text: str, library: Library) -> Conversion:
    """A text of WordPress as blocks that refer to what the library knows."""
    resolver = SiteResolver(library)
    converted = convert(text, resolver)
    return Conversion(
        converted,
        list(dict.fromkeys(resolver.missing)),
        list(dict.fromkeys(resolver.unresolved)),
        words_in(text),
        words_out(converted),
        pictures_in(text),
        pictures_out(converted),
    )
