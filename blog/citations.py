"""Marks such as [3] in a text, linked to the numbered references below it."""

import re

# Elements whose text stays as it is, other tags, and marks.
PIECE = re.compile(
    r"<(a|code|pre|script|style)(?=[\s>]).*?</\1>|<[^>]*>|\[(?P<number>\d{1,3})\]",
    re.DOTALL | re.IGNORECASE,
)


class Citations:
    """Links the marks of one text, and remembers which references were cited."""

    def __init__(self, reference_count: int) -> None:
        self.reference_count = reference_count
        self.times_cited: dict[int, int] = {}

    def link(self, html: str) -> str:
        """The HTML with each mark of an existing reference turned into a link."""
        if self.reference_count and "[" in html:
            return PIECE.sub(self._linked, html)
        return html

    def _linked(self, match: re.Match[str]) -> str:
        number = int(match["number"] or 0)
        if not 1 <= number <= self.reference_count:
            return match[0]
        times = self.times_cited[number] = self.times_cited.get(number, 0) + 1
        place = f"cite-{number}" if times == 1 else f"cite-{number}-{times}"
        return (
            f'<a class="citation" id="{place}" href="#ref-{number}" '
            f'aria-label="Reference {number}">[{number}]</a>'
        )
