"""Things of other sites, and sounds and films: videos, links, or the editor's."""

import re
from copy import deepcopy
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lxml import html as lxml_html
from lxml.html import HtmlElement

from blog.wordpress.inline import text_of
from blog.wordpress.nodes import Block, Paragraph, attention_block
from cms.video_players import PLAYERS

if TYPE_CHECKING:
    from blog.wordpress.converter import Converter

ADDRESS_ALONE = re.compile(r"https?://[^\s<>\"]+\Z")
MAX_LINK_TEXT = 160
FRAMES = [
    (re.compile(r"youtube(?:-nocookie)?\.com/embed/([\w-]{11})"), "https://www.youtube.com/watch?v={}"),
    (re.compile(r"player\.vimeo\.com/video/(\d+)"), "https://vimeo.com/{}"),
]  # fmt: skip


def is_address_alone(text: str) -> bool:
    """Whether a paragraph is nothing but an address of a video."""
    return bool(ADDRESS_ALONE.match(text)) and bool(video_address(text))


def video_address(address: str) -> str:
    """The address of a video that our player knows; otherwise nothing."""
    address = f"https:{address}" if address.startswith("//") else address
    if not address.startswith(("http://", "https://")):
        return ""
    for pattern, form in FRAMES:
        if match := pattern.search(address):
            return form.format(match[1])
    if any(pattern.search(address) for pattern, _ in PLAYERS):
        return address
    return ""


def embed(converter: "Converter", address: str, title: str = "") -> None:
    """A thing of another site: a video, or else a link to it."""
    video = video_address(address)
    if video:
        title = title or f"Video on {urlsplit(video).hostname or 'another site'}"
        value = {"video": video, "title": title[:160], "poster": None}
        converter.nodes.append(Block("video", {**value, "transcript": ""}))
        return
    attributes = converter.writer.link(address)
    words = escape(address, quote=False)
    converter.nodes.append(Paragraph(f"<a {attributes}>{words}</a>"))


def frame(converter: "Converter", element: HtmlElement) -> None:
    """A frame: a video if we know the player."""
    address = element.get("src") or element.get("data-src") or ""
    if video_address(address):
        embed(converter, address, element.get("title") or "")
        return
    original = lxml_html.tostring(element, encoding="unicode", with_tail=False)
    converter.add(attention_block("A frame of another site.", original))


def player(converter: "Converter", element: HtmlElement) -> None:
    """A sound or film of the shortcodes."""
    address = element.get("address") or ""
    file_or_video(converter, address, element.get("original") or "")


def media_element(converter: "Converter", element: HtmlElement) -> None:
    """A sound or film in HTML."""
    source = next((child.get("src") for child in element.iter("source")), None)
    original = lxml_html.tostring(element, encoding="unicode", with_tail=False)
    file_or_video(converter, element.get("src") or source or "", original)


def file_block(converter: "Converter", element: HtmlElement) -> None:
    """A file to download; its preview and its button only repeat the link."""
    element = deepcopy(element)
    for part in list(element.iter("a", "object")):
        if "wp-block-file__" in (part.get("class") or ""):
            part.drop_tree()
    link = next(iter(element.iter("a")), None)
    words = text_of(element)
    key = None
    if link is not None and text_of(link) == words and len(words) <= MAX_LINK_TEXT:
        key = converter.resolver.document(link.get("href") or "")
    if key is not None:
        converter.add(Block("document", {"document": key, "text": words}))
    else:
        converter.flow(element)
        converter.flush()


def file_or_video(converter: "Converter", address: str, original: str) -> None:
    """A video that our player knows, a document, or the editor's to decide."""
    if video_address(address):
        embed(converter, address)
        return
    key = converter.resolver.document(address)
    if key is not None:
        converter.add(Block("document", {"document": key, "text": ""}))
    else:
        converter.add(attention_block("A sound or film file.", original))
