"""The first look through the exports: who is there, before anything is written.

Texts are left behind, so that the survey of a large export stays small.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from html import unescape
from pathlib import Path
from sys import intern

from blog.wordpress.analysis import SIZE_SUFFIX
from blog.wordpress.dates import read
from blog.wordpress.items import Author, Item, Term, TermRecord
from blog.wordpress.kept import Kept
from blog.wordpress.reader import ExportReader

# Custom fields that the import reads; others change without meaning anything.
READ_FIELDS = (
    "_thumbnail_id",
    "_wp_old_slug",
    "_yoast_wpseo_",
    "rank_math_",
    "_wp_attach",
    "_menu_item_",
)
DEEPEST = 50
UPLOAD = re.compile(r"""["'(]([^"'()\s<>]*/wp-content/uploads/[^"'()\s<>]+)""")


@dataclass(slots=True)
class Entry:
    """An item of the export, without its text."""

    post_id: int
    type: str
    status: str
    title: str
    slug: str
    link: str
    parent_id: int
    author: str
    date: datetime | None
    checksum: str
    old_slugs: tuple[str, ...]
    is_public: bool = True  # everybody could read it
    level: int = 0


@dataclass(slots=True)
class Attachment:
    """A file of the media library."""

    post_id: int
    url: str
    title: str
    alt: str
    caption: str
    file: str


@dataclass
class Survey:
    """What the exports hold, by the numbers that WordPress gave."""

    title: str = ""
    site_url: str = ""
    blog_url: str = ""
    entries: Kept[int, Entry] = field(default_factory=Kept)
    attachments: Kept[int, Attachment] = field(default_factory=Kept)
    menu_items: list[Item] = field(default_factory=list)
    authors: dict[str, Author] = field(default_factory=dict)
    terms: dict[tuple[str, str], TermRecord] = field(default_factory=dict)
    second_categories: set[str] = field(default_factory=set)
    uploads: Kept[str, None] = field(default_factory=Kept)
    deepest: int = 0  # how many levels of pages lie below the first
    comments: int = 0
    repeated: int = 0
    damage: dict[str, int] = field(default_factory=dict)

    def add(self, item: Item) -> None:
        """Note an item; one that came before, in another file, is left out."""
        if item.post_id in self.entries:
            self.repeated += 1
            return
        self.comments += item.comment_count
        self.entries[item.post_id] = entry_of(item)
        if item.type == "attachment":
            self.attachments[item.post_id] = attachment_of(item)
        elif item.type == "nav_menu_item":
            item.content = ""
            self.menu_items.append(item)
        if "/uploads/" in item.content:
            found = (unescape(address) for address in UPLOAD.findall(item.content))
            for address in found:
                self.uploads[SIZE_SUFFIX.sub("", address)] = None
        for term in item.terms:
            self.add_term(term)
        of_item = [term.slug for term in item.terms if term.taxonomy == "category"]
        if len(of_item) > 1:
            self.second_categories.update(of_item)

    def add_term(self, term: Term) -> None:
        """Note a term that the head of the export does not list."""
        key = term.taxonomy, term.slug
        if term.slug and key not in self.terms:
            self.terms[key] = TermRecord(term.taxonomy, term.slug, term.name)

    def find_levels(self) -> None:
        """Work out how deep each item lies; a loop of parents is cut."""
        for entry in self.entries.values():
            if not entry.parent_id:
                continue
            seen, at = {entry.post_id}, self.entries.get(entry.parent_id)
            while at is not None and at.type == entry.type and entry.level < DEEPEST:
                if at.post_id in seen:
                    entry.level, entry.parent_id = 0, 0
                    break
                seen.add(at.post_id)
                entry.level += 1
                at = self.entries.get(at.parent_id)
            self.entries[entry.post_id] = entry
            self.deepest = max(self.deepest, entry.level)


def survey(
    paths: Iterable[Path], advance: Callable[[int], None] = lambda count: None
) -> Survey:
    """Look through the exports; `advance` is told of each item.

    Raises:
        UnreadableExport: when a file is no WordPress export.
    """
    reader, found = ExportReader(paths), Survey()
    for item in reader.items():
        found.add(item)
        advance(1)
    head = reader.head
    found.title, found.authors = head.title, head.authors
    found.site_url = head.site_url or head.blog_url
    found.blog_url = head.blog_url or head.site_url
    for record in head.terms:
        found.terms[record.taxonomy, record.slug] = record
    found.damage = dict(reader.damage)
    found.find_levels()
    return found


def entry_of(item: Item) -> Entry:
    """What the survey keeps of an item; texts that many share are kept once."""
    return Entry(
        post_id=item.post_id,
        type=intern(item.type),
        status=intern(item.status),
        title=item.title,
        slug=item.slug,
        link=item.link,
        parent_id=item.parent_id,
        author=intern(item.author),
        date=read(item.date),
        checksum=checksum_of(item),
        old_slugs=tuple(item.meta.get("_wp_old_slug", ())),
        is_public=item.status == "publish" and not item.password,
    )


def attachment_of(item: Item) -> Attachment:
    """A file of the media library, as its item describes it."""
    return Attachment(
        post_id=item.post_id,
        url=(item.attachment_url or item.guid).strip(),
        title=item.title,
        alt=item.meta_value("_wp_attachment_image_alt"),
        caption=item.excerpt,
        file=item.meta_value("_wp_attached_file"),
    )


def checksum_of(item: Item) -> str:
    """Tells whether an item changed in what the import reads of it."""
    fields = (
        *(item.type, item.status, item.title, item.slug, item.link, item.author),
        *(item.content, item.excerpt, item.date, item.date_gmt, item.modified),
        *(item.password, item.parent_id, item.attachment_url),
        sorted((term.taxonomy, term.slug, term.name) for term in item.terms),
        sorted(
            (key, values)
            for key, values in item.meta.items()
            if key.startswith(READ_FIELDS)
        ),
    )
    return blake2b(repr(fields).encode(), digest_size=16).hexdigest()
