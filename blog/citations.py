"""Marks such as [3] in a text, linked to the numbered references below it."""

import re

from django.utils.safestring import SafeString, mark_safe

MARK = re.compile(r"\[(\d{1,3})\]")
TAG = re.compile(r"(<[^>]*>)")
OPAQUE_ELEMENTS = ("a", "code", "pre", "script", "style")


class Citations:
    """Links the marks of one text, and remembers which references were cited."""

    def __init__(self, reference_count: int) -> None:
        self.reference_count = reference_count
        self.times_cited: dict[int, int] = {}

    def link(self, html: str) -> SafeString:
        """The HTML with each mark of an existing reference turned into a link."""
        if not self.reference_count:
            return mark_safe(html)  # noqa: S308 - HTML comes from our own renderer
        depth = 0
        pieces = []
        for piece in TAG.split(html):
            if piece.startswith("<"):
                depth += opaque_depth_change(piece)
            elif not depth:
                piece = MARK.sub(self._linked, piece)  # noqa: PLW2901
            pieces.append(piece)
        return mark_safe("".join(pieces))  # noqa: S308

    def _linked(self, match: re.Match[str]) -> str:
        number = int(match[1])
        if not 1 <= number <= self.reference_count:
            return match[0]
        times = self.times_cited[number] = self.times_cited.get(number, 0) + 1
        place = f"cite-{number}" if times == 1 else f"cite-{number}-{times}"
        return (
            f'<a class="citation" id="{place}" href="#ref-{number}" '
            f'aria-label="Reference {number}">[{number}]</a>'
        )


def opaque_depth_change(tag: str) -> int:
    """+1 on entering an element whose text stays as it is, -1 on leaving it."""
    name = tag.strip("</>").split(None, 1)[0].lower() if tag.strip("</>") else ""
    if name not in OPAQUE_ELEMENTS or tag.endswith("/>"):
        return 0
    return -1 if tag.startswith("</") else 1
