"""What an export holds, counted without writing anything."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from blog.wordpress.inline import INVISIBLE
from blog.wordpress.items import Item
from blog.wordpress.reader import ExportReader
from blog.wordpress.shortcodes import TOKEN, is_shortcode

BLOCK = re.compile(r"<!--\s+wp:([\w/-]+)")
PICTURE = re.compile(r"""<img\b[^>]*?\ssrc=["']([^"']+)["']""", re.IGNORECASE)
SIZE_SUFFIX = re.compile(r"-\d+x\d+(?=\.\w+\Z)|-scaled(?=\.\w+\Z)")
ITEMS_A_SECOND = 100
# Types that the import reads without being told what they become.
READ_TYPES = {"post", "page", "attachment", "nav_menu_item"}


@dataclass
class Overview:
    """An analysis as it is kept with a run, and shown."""

    sections: list[tuple[str, list[tuple[str, int]]]]
    other_types: dict[str, int]  # which are imported only where somebody maps them
    seconds: int


@dataclass
class Analysis:
    """The counts of an export."""

    items: Counter[tuple[str, str]] = field(default_factory=Counter)
    terms: Counter[tuple[str, str]] = field(default_factory=Counter)
    authors: Counter[str] = field(default_factory=Counter)
    shortcodes: Counter[str] = field(default_factory=Counter)
    blocks: Counter[str] = field(default_factory=Counter)
    comments: int = 0
    pictures: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    damage: dict[str, int] = field(default_factory=dict)

    def add(self, item: Item) -> None:
        """Count one item."""
        self.items[item.type, item.status] += 1
        self.authors[item.author] += item.type != "attachment"
        self.terms.update((term.taxonomy, term.name) for term in item.terms)
        self.comments += item.comment_count
        self.blocks.update(BLOCK.findall(item.content))
        ended = {found.lower() for found in re.findall(r"\[/([\w-]+)\]", item.content)}
        for match in TOKEN.finditer(item.content):
            if match["code"] and not match["end"] and is_shortcode(match, ended):
                self.shortcodes[match["name"].lower()] += 1
        if item.attachment_url:
            self.files.add(SIZE_SUFFIX.sub("", item.attachment_url.strip()))
        for address in PICTURE.findall(item.content):
            self.pictures.add(SIZE_SUFFIX.sub("", INVISIBLE.sub("", address)))

    @property
    def missing_pictures(self) -> list[str]:
        """Pictures that texts show and the export does not list."""
        return sorted(self.pictures - self.files)

    @property
    def seconds(self) -> int:
        """About how long the import takes, without media."""
        return -(-sum(self.items.values()) // ITEMS_A_SECOND)

    def overview(self) -> Overview:
        """What somebody has to know before an import begins."""
        by_type: Counter[str] = Counter()
        for (kind, _), count in self.items.items():
            by_type[kind] += count
        return Overview(
            [(heading, list(counts)) for heading, counts in self.sections() if counts],
            {kind: n for kind, n in by_type.items() if kind not in READ_TYPES},
            self.seconds,
        )

    def sections(self) -> Iterator[tuple[str, list[tuple[str, int]]]]:
        """Headings, each with what was counted under it."""
        named = [
            ("Items", {", ".join(key): count for key, count in self.items.items()}),
            ("Terms", {": ".join(key): count for key, count in self.terms.items()}),
            ("Authors", dict(self.authors)),
            ("Shortcodes", dict(self.shortcodes)),
            ("Blocks", dict(self.blocks)),
            ("Comments, which are not imported", {"All": self.comments}),
            ("Pictures not in the export", dict.fromkeys(self.missing_pictures, 1)),
            ("Damage", self.damage),
        ]
        for heading, counts in named:
            yield heading, sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def analyse(paths: Iterable[Path]) -> Analysis:
    """Read the exports and count what they hold.

    Raises:
        UnreadableExport: when a file is no WordPress export.
    """
    reader, analysis = ExportReader(paths), Analysis()
    for item in reader.items():
        analysis.add(item)
    analysis.damage = dict(reader.damage)
    return analysis
