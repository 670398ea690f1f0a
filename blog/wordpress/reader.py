"""The streaming reader: one item after another, at constant memory.

The text is cut at the ends of items and each item is parsed by itself, so that
a broken one harms no other. The pieces never carry a document type: there are no
entities to expand and nothing to fetch.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path

from lxml import etree

from blog.wordpress.damage import (
    Damage,
    legible,
    readable_text,
    with_escaped_ampersands,
    without_doctype,
)
from blog.wordpress.files import UnreadableExport, member_streams, pieces
from blog.wordpress.items import Author, Head, Item, Term, TermRecord

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{prefix}"' for prefix in ("content", "excerpt", "wfw", "dc", "wp")
)
OPENING, CLOSING = f"<rss {NAMESPACES}>", "</rss>"
OWN_NAMESPACES = re.compile(r"""\sxmlns:\w+=["'][^"']*["']""")

MARKS = re.compile(r"<!\[CDATA\[|\]\]>|<item[\s>]|</item>|</channel>")
ITEM_START = re.compile(r"<item>(?=\s*<title>)")
LONGEST_MARK = 9
LONGEST_ITEM = 16 << 20  # characters: beyond, the end of an item must be missing
MOST_DIGITS = 18
LONGEST_HEAD = LONGEST_ITEM  # beyond, it is no export

PLAIN_FIELDS = {
    "title": "title",
    "link": "link",
    "guid": "guid",
    "pubDate": "pub_date",
    "dc:creator": "author",
    "wp:post_name": "slug",
    "wp:post_type": "type",
    "wp:status": "status",
    "wp:post_date": "date",
    "wp:post_date_gmt": "date_gmt",
    "wp:post_modified": "modified",
    "wp:post_modified_gmt": "modified_gmt",
    "wp:post_password": "password",
    "wp:attachment_url": "attachment_url",
    "content:encoded": "content",
    "excerpt:encoded": "excerpt",
}
NUMBERS = {
    "wp:post_id": "post_id",
    "wp:post_parent": "parent_id",
    "wp:menu_order": "menu_order",
}
TERM_TAGS = {
    "wp:category": ("category_nicename", "cat_name", "category_parent"),
    "wp:tag": ("tag_slug", "tag_name", ""),
    "wp:term": ("term_slug", "term_name", "term_parent"),
}


class ExportReader:
    """Reads export files: first `head`, then each item of `items`, once."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self.paths = list(paths)
        self.damage = Damage()
        self.head = Head()

    def items(self) -> Iterator[Item]:
        """Every item of every file; `head` grows as each file begins.

        Raises:
            UnreadableExport: when a file is no WordPress export.
        """
        for path in self.paths:
            with member_streams(path) as streams:
                for found in pieces(streams, path.name, self.damage):
                    text = readable_text(found, self.damage)
                    yield from self._items_of(text, path.name)

    def _items_of(self, text: Iterable[str], name: str) -> Iterator[Item]:
        parts = ItemCutter(self.damage).cut(text)
        beginning = next(parts, "")
        if "<channel" not in beginning:
            raise UnreadableExport(f"{name} is not a WordPress export.")
        read_head(beginning, self.head, self.damage)
        for part in parts:
            for source in separate(part, self.damage):
                yield parse_item(source, self.damage)


class ItemCutter:
    """Cuts the text of an export into its head and the sources of its items."""

    def __init__(self, damage: Damage) -> None:
        self.damage = damage
        self.held = ""
        self.position = 0  # how far `held` was looked through
        self.begin = 0  # where the part that is still open begins
        self.in_cdata = False
        self.is_in_item = False
        self.has_head = False
        self.has_end = False

    def cut(self, text: Iterable[str]) -> Iterator[str]:
        """The head of the export, then the source of each item."""
        for piece in text:
            self.held += piece
            yield from self._parts()
            self._let_go()
            if not self.has_head and len(self.held) > LONGEST_HEAD:
                yield ""
                return
            if len(self.held) > LONGEST_ITEM and self.is_in_item:
                self.damage.name("An item has no end.")
                yield self.held
                self.held, self.position, self.begin = "", 0, 0
                self.in_cdata = self.is_in_item = False
        if self.is_in_item:
            self.damage.name("The file ends in the middle of an item.")
        elif self.has_head and not self.has_end:
            self.damage.name("The file has no proper end.")
        if self.is_in_item or not self.has_head:
            yield self.held[self.begin :]

    def _parts(self) -> Iterator[str]:
        for mark in MARKS.finditer(self.held, self.position):
            self.position = mark.end()
            found = mark[0]
            if self.in_cdata:
                self.in_cdata = found != "]]>"
            elif found == "<![CDATA[":
                self.in_cdata = True
            elif found.startswith("<item") and not self.is_in_item:
                if not self.has_head:
                    yield self.held[: mark.start()]
                self.has_head = self.is_in_item = True
                self.begin = mark.start()
            elif found == "</item>" and self.is_in_item:
                yield self.held[self.begin : mark.end()]
                self.is_in_item, self.begin = False, mark.end()
            self.has_end |= found == "</channel>" and not self.in_cdata

    def _let_go(self) -> None:
        """Forget what was cut, but keep what may be the beginning of a mark."""
        self.position = max(self.position, len(self.held) - LONGEST_MARK)
        if self.has_head and not self.is_in_item:
            self.begin = self.position
        self.held = self.held[self.begin :]
        self.position -= self.begin
        self.begin = 0


def separate(source: str, damage: Damage) -> list[str]:
    """The source of one item, or of several that a missing end had joined."""
    if source.count("<wp:post_id>") < 2:
        return [source]
    starts = [match.start() for match in ITEM_START.finditer(source)]
    if len(starts) < 2:
        return [source]
    damage.name("An item has no end.", len(starts) - 1)
    return [
        source[start:end]
        for start, end in zip(starts, [*starts[1:], len(source)], strict=True)
    ]


def parse(source: str) -> etree._Element:
    """The element tree of a piece of an export, mended where it is broken."""
    parser = etree.XMLParser(
        recover=True, huge_tree=True, resolve_entities=False, no_network=True
    )
    if source.rfind("<![CDATA[") > source.rfind("]]>"):
        source += "]]>"
    markup = OPENING + with_escaped_ampersands(source) + CLOSING
    root = etree.fromstring(markup.encode(), parser)
    return root if root is not None else etree.Element("rss")


def tag_of(element: etree._Element) -> str:
    """The name as the export writes it, with its prefix."""
    if not isinstance(element.tag, str):
        return ""
    return element.tag.replace("{", "").replace("}", ":")


def text_of(element: etree._Element) -> str:
    """The text; where markup stands bare in it, with its tags."""
    if not len(element):
        return element.text or ""
    inner = "".join(etree.tostring(child, encoding="unicode") for child in element)
    return (element.text or "") + OWN_NAMESPACES.sub("", inner)


def read_head(source: str, head: Head, damage: Damage) -> None:
    """Add what the beginning of a file says of the site, its authors and terms."""
    source = without_doctype(source, damage)
    channel = OWN_NAMESPACES.sub("", source[source.index("<channel") :])
    for element in parse(channel).iterfind("channel/*"):
        tag = tag_of(element)
        if tag == "title":
            head.title = head.title or unescape(text_of(element))
        elif tag == "wp:wxr_version":
            head.version = text_of(element).strip()
        elif tag == "wp:base_site_url":
            head.site_url = text_of(element).strip()
        elif tag in ("wp:base_blog_url", "link"):
            head.blog_url = text_of(element).strip() or head.blog_url
        elif tag == "wp:author":
            add_author(element, head)
        elif tag in TERM_TAGS:
            head.terms.append(term_record(element, tag))
    if not head.version:
        damage.name("The export does not say its version.")


def children(element: etree._Element) -> dict[str, str]:
    """The texts of the children, by name without prefix."""
    return {tag_of(child).rpartition(":")[2]: text_of(child) for child in element}


def add_author(element: etree._Element, head: Head) -> None:
    """Add an account of the head."""
    values = children(element)
    login = values.get("author_login", "")
    if login:
        name = unescape(values.get("author_display_name", "")).strip()
        email = values.get("author_email", "")
        head.authors[login] = Author(login, name or login, email)


def term_record(element: etree._Element, tag: str) -> TermRecord:
    """A category, tag or other term of the head."""
    values = children(element)
    slug, name, parent = TERM_TAGS[tag]
    taxonomy = {"wp:category": "category", "wp:tag": "post_tag"}.get(tag)
    return TermRecord(
        taxonomy or values.get("term_taxonomy", ""),
        values.get(slug, ""),
        unescape(values.get(name, "")),
        values.get(parent, ""),
        unescape(
            values.get("category_description") or values.get("term_description", "")
        ),
        values.get("term_id", "").strip(),
    )


def parse_item(source: str, damage: Damage) -> Item:
    """One item; what is broken in it is named in its `damage`."""
    item = Item()
    root = parse(source)
    if not source.rstrip().endswith("</item>"):
        item.damage.append("The end of this item is missing in the export.")
    for element in root.iterfind("item/*"):
        tag = tag_of(element)
        if tag in PLAIN_FIELDS:
            setattr(item, PLAIN_FIELDS[tag], text_of(element))
        elif tag in NUMBERS:
            setattr(item, NUMBERS[tag], whole_number(text_of(element)))
        elif tag == "category":
            name = unescape(text_of(element)).strip()
            taxonomy = element.get("domain", "category")
            item.terms.append(Term(taxonomy, element.get("nicename", ""), name))
        elif tag == "wp:postmeta":
            values = children(element)
            key, value = values.get("meta_key", ""), values.get("meta_value", "")
            item.meta.setdefault(key, []).append(value)
        elif tag == "wp:comment":
            item.comment_count += 1
    item.title = legible(unescape(item.title)).strip()
    item.link, item.slug = item.link.strip(), item.slug.strip()
    return item


def whole_number(text: str) -> int:
    """The number, or 0 for what is none that WordPress could have given."""
    text = text.strip()
    is_number = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if is_number else 0
