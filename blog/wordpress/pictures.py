"""Pictures and galleries of a text."""

import re
from copy import deepcopy
from html import escape, unescape
from typing import TYPE_CHECKING, Any

from lxml import html as lxml_html
from lxml.html import HtmlElement

from blog.wordpress import embeds
from blog.wordpress.inline import text_of
from blog.wordpress.nodes import Block, Paragraph, attention_block
from blog.wordpress.stored_blocks import stored_items

if TYPE_CHECKING:
    from blog.wordpress.converter import Converter

ALIGNED = re.compile(r"\balign(left|right|center|wide|full)\b")
ANNOUNCED = re.compile(r'"align"\s*:\s*"(\w+)"')
ATTACHMENT_CLASS = re.compile(r"\bwp-image-(\d+)\b")
MAX_TEXT = 255
MAX_CAPTION = 200  # of a table


def source_of(image: HtmlElement) -> str:
    """The address of the picture itself, past what scripts load later."""
    for name in ("data-src", "data-lazy-src", "data-orig-file", "src"):
        address = image.get(name) or ""
        if address and not address.startswith("data:"):
            return address.strip()
    return ""


class Pictures:
    """Turns the pictures of one text into blocks."""

    def __init__(self, converter: "Converter") -> None:
        self.converter = converter
        self.announced = ""

    def announce(self, attributes: str) -> None:
        """Note how the block editor's mark before a picture aligns it."""
        match = ANNOUNCED.search(attributes)
        self.announced = match[1] if match else ""

    def image(self, element: HtmlElement) -> None:
        """A picture without a caption."""
        self._picture(element, "", self._place(element))

    def _place(self, *elements: HtmlElement) -> dict[str, str]:
        """Width and alignment, as the first of these elements that is aligned has it.

        Old texts have the attribute `align`, newer ones a class.
        """
        found = self.announced
        for element in elements:
            classes = f"{element.get('class') or ''} align{element.get('align') or ''}"
            if match := ALIGNED.search(classes):
                found = match[1]
                break
        if found in ("wide", "full"):
            return {"size": found, "alignment": "none"}
        is_aligned = found in ("left", "right", "center")
        return {"size": "text", "alignment": found if is_aligned else "none"}

    def figure(self, element: HtmlElement) -> None:
        """A picture, gallery, table or embed with its caption."""
        classes = element.get("class") or ""
        images = list(element.iter("img"))
        if "wp-block-embed" in classes:
            self._embed(element)
        elif "wp-block-table" in classes:
            self.converter.flow(self._with_table_caption(element))
            self.converter.flush()
        elif len(images) > 1 and not list(element.iter("table", "blockquote")):
            self._gallery(element)
            self._rest(element)
        elif len(images) == 1 and not list(
            element.iter("table", "blockquote", "video")
        ):
            caption = next(iter(element.iter("figcaption")), None)
            text = "" if caption is None else self._caption(caption)
            self._picture(images[0], text, self._place(element, images[0]))
            self._rest(element)
        else:
            self.converter.flow(element)
            self.converter.flush()

    def gallery_shortcode(self, element: HtmlElement) -> None:
        """The pictures that a gallery lists by number."""
        entries, missing = [], []
        for number in re.findall(r"\d+", element.get("ids") or ""):
            found = self.converter.resolver.attachment(int(number))
            address, alt, caption = found or ("", "", "")
            key = self.converter.resolver.image(address, int(number))
            if key is None:
                missing.append(number)
            else:
                entries.append(entry(key, alt, caption))
        self._add_entries(entries)
        if missing or not entries:
            ids = element.get("ids") or ""
            reason = "Pictures of this gallery are missing."
            self.converter.add(attention_block(reason, f'[gallery ids="{ids}"]'))

    def _caption(self, element: HtmlElement) -> str:
        if list(element.iter("a")):
            self.converter.notes.append("A caption lost its links.")
        return text_of(element)

    def _rest(self, element: HtmlElement) -> None:
        """What a figure holds beside pictures and captions."""
        rest = deepcopy(element)
        for part in list(rest.iter("img", "figcaption")):
            part.drop_tree()
        self.converter.flow(rest)
        self.converter.flush()

    def _with_table_caption(self, element: HtmlElement) -> HtmlElement:
        """The figure with the words below its table as the caption of the table."""
        tables = list(element.iter("table"))
        below = list(element.iter("figcaption"))
        if len(tables) != 1 or len(below) != 1 or list(element.iter("caption")):
            return element
        words = self._caption(below[0])
        if len(words) > MAX_CAPTION:
            return element
        element = deepcopy(element)
        for part in list(element.iter("figcaption")):
            part.drop_tree()
        caption = lxml_html.Element("caption")
        caption.text = words
        next(element.iter("table")).insert(0, caption)
        return element

    def _embed(self, element: HtmlElement) -> None:
        element = deepcopy(element)
        caption = next(iter(element.iter("figcaption")), None)
        words = "" if caption is None else self._caption(caption)
        if caption is not None:
            caption.drop_tree()
        frame = next(iter(element.iter("iframe")), None)
        address = frame.get("src", "") if frame is not None else element.text_content()
        address = address.strip()
        if address.startswith(("http://", "https://")) and " " not in address:
            embeds.embed(self.converter, address, words)
            if words and (len(words) > 160 or not embeds.video_address(address)):
                self.converter.add(paragraph(words))
        else:
            self.converter.flow(element)
            if words:
                self.converter.add(paragraph(words))

    def _picture(self, image: HtmlElement, caption: str, place: dict[str, str]) -> None:
        address = source_of(image)
        match = ATTACHMENT_CLASS.search(image.get("class") or "")
        number = int(match[1]) if match else 0
        key = self.converter.resolver.image(address, number)
        if key is None:
            original = lxml_html.tostring(image, encoding="unicode", with_tail=False)
            reason = f"The picture {address.rpartition('/')[2]} is missing."
            words = f"{original}\n{caption}" if caption else original
            self.converter.add(attention_block(reason, words))
            return
        value = entry(key, image.get("alt"), caption)
        self.converter.add(Block("image", {**value, **place}))
        if len(caption) > MAX_TEXT:
            self.converter.add(paragraph(caption))

    def _gallery(self, element: HtmlElement) -> None:
        entries: list[dict[str, Any]] = []
        for image in element.iter("img"):
            figure = next(image.iterancestors("figure"), element)
            caption = None
            if figure is not element:
                caption = next(iter(figure.iter("figcaption")), None)
            match = ATTACHMENT_CLASS.search(image.get("class") or "")
            number = match[1] if match else image.get("data-id") or "0"
            number = number if number.isdecimal() else "0"
            address = source_of(image)
            key = self.converter.resolver.image(address, int(number))
            text = "" if caption is None else self._caption(caption)
            if key is not None and len(text) <= MAX_TEXT:
                entries.append(entry(key, image.get("alt"), text))
                continue
            self._add_entries(entries)
            entries = []
            self._picture(image, text, self._place(image))
        self._add_entries(entries)
        for caption in element.iterchildren("figcaption"):
            self.converter.add(paragraph(self._caption(caption)))

    def _add_entries(self, entries: list[dict[str, Any]]) -> None:
        if len(entries) == 1:
            self.converter.add(
                Block("image", {**entries[0], "size": "text", "alignment": "none"})
            )
        elif entries:
            images = stored_items(entries)
            self.converter.add(Block("gallery", {"heading": "", "images": images}))


def entry(key: int, alt: str | None, caption: str) -> dict[str, Any]:
    """The value of a picture; an empty alternative text says: only decoration."""
    text = " ".join(unescape(alt or "").split())[:MAX_TEXT]
    return {
        "image": key,
        "alt_text": text,
        "is_decorative": alt is not None and not text,
        "caption": caption if len(caption) <= MAX_TEXT else "",
    }


def paragraph(words: str) -> Paragraph:
    """Plain words as a paragraph."""
    return Paragraph(escape(words, quote=False))
