"""Sections in runs, so that text can stand beside a picture.

Each section is a row of the page's grid by itself. A picture with text beside it
and that text have to share one.
"""

from collections.abc import Iterable
from typing import Any

BESIDE_PICTURES = {"heading", "paragraph", "lead_in_list"}


class HasTextRuns:
    """A page of sections that may set text beside pictures."""

    sections: Iterable[Any]

    @property
    def text_runs(self) -> list[list[Any]]:
        """The sections in order: a run of several shares a row, others stand alone."""
        runs: list[list[Any]] = []
        is_open = False
        for block in self.sections:
            is_picture = getattr(block.value, "is_beside_text", False)
            if is_open and (is_picture or block.block_type in BESIDE_PICTURES):
                runs[-1].append(block)
                continue
            runs.append([block])
            is_open = is_picture
        return runs
