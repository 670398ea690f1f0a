"""WordPress's HTML, classic or of the block editor, taken apart into nodes."""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy

from lxml import html as lxml_html
from lxml.html import HtmlElement

from blog.wordpress import embeds
from blog.wordpress.damage import FORBIDDEN
from blog.wordpress.inline import (
    BREAKING_TAGS,
    HEADING_TAGS,
    INLINE_TAGS,
    InlineWriter,
    plain,
    text_of,
    tidy,
)
from blog.wordpress.nodes import (
    Block,
    Heading,
    ListNode,
    Node,
    Paragraph,
    Resolver,
    attention_block,
)
from blog.wordpress.pictures import Pictures
from blog.wordpress.shortcodes import expand_shortcodes
from blog.wordpress.tables import table_nodes

BLOCK_COMMENT = re.compile(
    r"\s*(/?)wp:([a-z][\w-]*(?:/[\w-]+)?)(\s.*?)?(/?)\s*\Z", re.S
)
BLANK_LINE = re.compile(r"[ \t\r]*\n\s*\n\s*")
# Blocks that say nothing by themselves where the page is shown.
SILENT_BLOCKS = {"more", "nextpage", "spacer", "footnotes", "page-list", "site-logo"}
ACTIVE_TAGS = {
    *("applet", "button", "canvas", "embed", "form", "frame", "frameset", "input"),
    *("math", "meta", "link", "base", "noscript", "object", "script", "select"),
    *("style", "svg", "template", "textarea", "title", "xmp", "plaintext"),
}
MAX_HEADING = 160


class Converter:
    """Walks through one text; `nodes` and `notes` are what came of it."""

    def __init__(self, resolver: Resolver, is_classic: bool) -> None:
        self.resolver = resolver
        self.nodes: list[Node] = []
        self.notes: list[str] = []
        self.writer = InlineWriter(resolver.link, is_classic)
        self.pictures = Pictures(self)
        self.run: list[str] = []
        self.open_tags: list[tuple[str, str]] = []
        self.handlers: dict[str, Callable[[HtmlElement], None]] = {
            "ul": self.list,
            "ol": self.list,
            "menu": self.list,
            "img": self.pictures.image,
            "figure": self.pictures.figure,
            "wp-gallery": self.pictures.gallery_shortcode,
            "blockquote": self.quote,
            "pre": self.preformatted,
            "hr": lambda element: self.add(Block("separator", None)),
            "table": lambda element: table_nodes(self, element),
            "wp-attention": lambda element: self.add(
                attention_block(element.get("reason", ""), element.get("original", ""))
            ),
            "wp-embed": lambda element: embeds.embed(self, element.get("address", "")),
            "wp-player": lambda element: embeds.player(self, element),
            "video": lambda element: embeds.media_element(self, element),
            "audio": lambda element: embeds.media_element(self, element),
            "iframe": lambda element: embeds.frame(self, element),
            **dict.fromkeys(HEADING_TAGS, self.heading),
            **dict.fromkeys(ACTIVE_TAGS, self.active),
        }

    def add(self, *nodes: Node) -> None:
        """Close the paragraph that is open, and go on with these."""
        self.flush()
        self.nodes += nodes

    def flush(self) -> None:
        """End the paragraph; elements still open go on in the next."""
        if not any(self.run):
            return
        closings = "".join(closing for _, closing in reversed(self.open_tags))
        rich = tidy("".join(self.run) + closings)
        self.run = [opening for opening, _ in self.open_tags]
        if plain(rich):
            address = plain(rich)
            if embeds.is_address_alone(address):
                embeds.embed(self, address)
            else:
                self.nodes.append(Paragraph(rich))

    def capture(self, element: HtmlElement) -> list[Node]:
        """The nodes of an element by themselves."""
        outer = self.nodes, self.run, self.open_tags
        self.nodes, self.run, self.open_tags = [], [], []
        self.flow(element)
        self.flush()
        captured = self.nodes
        self.nodes, self.run, self.open_tags = outer
        return captured

    def flow(self, element: HtmlElement) -> None:
        """Everything in an element, in order."""
        self.words(element.text)
        for child in element:
            self.child(child)
            self.words(child.tail)

    def words(self, text: str | None) -> None:
        """Running text: a blank line ends the paragraph."""
        first, *others = BLANK_LINE.split(text or "")
        self.run.append(self.writer.text(first))
        for part in others:
            self.flush()
            self.run.append(self.writer.text(part))

    def child(self, element: HtmlElement) -> None:
        """One element, whatever it is."""
        tag = element.tag
        if not isinstance(tag, str):
            if tag is lxml_html.etree.Comment:
                self.comment(element)
            return
        if tag == "br":
            self.run.append("<br/>")
        elif tag in self.handlers:
            self.flush()
            self.handlers[tag](element)
        elif tag == "div" and "wp-block-file" in (element.get("class") or "").split():
            self.flush()
            embeds.file_block(self, element)
        elif tag in BREAKING_TAGS:
            self.flush()
            self.flow(element)
            self.flush()
        else:
            self.inline(element)

    def inline(self, element: HtmlElement) -> None:
        """An inline element; one that is unknown leaves its words."""
        pair = ("", "")
        if element.tag in INLINE_TAGS or element.tag == "a":
            pair = self.writer.opening(element)
        if pair in self.open_tags or (pair[1] == "</a>" and self.is_in_link):
            pair = ("", "")
        if pair[0]:
            self.open_tags.append(pair)
        self.run.append(pair[0])
        self.flow(element)
        self.run.append(pair[1])
        if pair[0]:
            self.open_tags.pop()

    @property
    def is_in_link(self) -> bool:
        return any(closing == "</a>" for _, closing in self.open_tags)

    def comment(self, element: HtmlElement) -> None:
        """A mark of the block editor; other comments are nobody's words."""
        match = BLOCK_COMMENT.match(element.text or "")
        if match is None:
            return
        closes, name, attributes, stands_alone = match.groups()
        name = name.removeprefix("core/")
        if name == "image":
            self.pictures.announce("" if closes else attributes or "")
        if name == "freeform":
            self.flush()
            self.writer.keeps_lines = not closes
        if closes or name in SILENT_BLOCKS:
            return
        if stands_alone or "/" in name:
            reason = f"The block “{name}” is unknown here."
            self.add(attention_block(reason, f"<!--{element.text}-->"))

    def heading(self, element: HtmlElement) -> None:
        """A heading; what is too long for one stays as a paragraph in bold."""
        level = int(element.tag[1])
        for node in self.capture(element):
            if not isinstance(node, Paragraph):
                self.add(node)
                continue
            text = plain(node.rich)
            if len(text) > MAX_HEADING:
                self.add(Paragraph(f"<b>{re.sub('</?b>', '', node.rich)}</b>"))
                continue
            if "<a " in node.rich:
                self.notes.append(f"The heading “{text}” was a link.")
            self.add(Heading(level, text))

    def list(self, element: HtmlElement) -> None:
        """A list; an item that holds more than text and lists interrupts it."""
        node = ListNode("ol" if element.tag == "ol" else "ul")
        for part in parts_of_list(element):
            nodes = self.capture(part)
            if not nodes:
                continue
            if all(isinstance(part, Paragraph | Heading | ListNode) for part in nodes):
                node.items.append(joined(nodes))
                continue
            if node.items:
                self.add(node)
            self.add(*nodes)
            node = ListNode(node.tag)
        if node.items:
            self.add(node)

    def quote(self, element: HtmlElement) -> None:
        """A quotation of plain paragraphs; anything richer stays as it is."""
        source = element.get("cite") or ""
        cite = next(iter(element.iter("cite", "footer")), None)
        attribution = ""
        if cite is not None:
            attribution = text_of(cite)
            source = source or next((a.get("href", "") for a in cite.iter("a")), "")
        trailing = cite is not None and not following_words(cite, element)
        nodes = self.capture(element)
        texts = [plain(node.rich) for node in nodes if isinstance(node, Paragraph)]
        if len(texts) != len(nodes) or not texts or len(attribution) > 160:
            self.add(*nodes)
            return
        if attribution and trailing and texts[-1].endswith(attribution):
            texts[-1] = texts[-1].removesuffix(attribution).strip()
        else:
            attribution = ""
        text = "\n\n".join(filter(None, texts))
        if not text:
            self.add(*nodes)
            return
        if not re.match(r"https?://[^\s/]+\.[^\s/]", source):
            source = ""
        if any("<a " in node.rich for node in nodes if isinstance(node, Paragraph)):
            self.notes.append("A quotation lost its links.")
        value = {"text": text, "attribution": attribution, "source_url": source}
        self.add(Block("quote", value))

    def preformatted(self, element: HtmlElement) -> None:
        """Code; verse is text whose lines count."""
        element = deepcopy(element)
        for line_break in element.iter("br"):
            line_break.tail = "\n" + (line_break.tail or "")
        text = element.text_content().strip("\n")
        if "wp-block-verse" in (element.get("class") or ""):
            lines = [self.writer.text(line) for line in text.split("\n")]
            self.add(Paragraph(tidy("<br/>".join(lines))))
        elif text.strip():
            self.add(Block("code", {"language": "", "code": text}))

    def active(self, element: HtmlElement) -> None:
        """What would run or be sent: kept for the editor, never shown."""
        original = lxml_html.tostring(element, encoding="unicode", with_tail=False)
        reason = f"The element <{element.tag}> cannot be taken over."
        self.add(attention_block(reason, original))


def parts_of_list(element: HtmlElement) -> Iterator[HtmlElement]:
    """The items of a list; what stands between them is one, too."""
    between = holder_of(element.text)
    for child in element:
        if child.tag == "li":
            yield between
            yield child
            between = holder_of(child.tail)
        else:
            between.append(deepcopy(child))  # a table is read twice: leave it whole
    yield between


def holder_of(text: str | None) -> HtmlElement:
    """An element around loose text."""
    holder = lxml_html.Element("div")
    holder.text = text
    return holder


def joined(nodes: list[Node]) -> str:
    """Paragraphs and lists as the content of one item of a list."""
    rich = ""
    for node in nodes:
        if isinstance(node, ListNode):
            rich += node.rich
        elif isinstance(node, Heading | Paragraph):
            part = node.rich
            is_apart = not rich or rich.endswith(("</ul>", "</ol>"))
            rich += part if is_apart else f"<br/>{part}"
    return rich


def following_words(element: HtmlElement, end: HtmlElement) -> bool:
    """Whether words follow an element before its ancestor ends."""
    while element is not end:
        if (element.tail or "").strip() or any(
            sibling.text_content().strip()
            for sibling in element.itersiblings()
            if isinstance(sibling.tag, str)
        ):
            return True
        element = element.getparent()
    return False


def fragment(source: str) -> HtmlElement:
    """The HTML of a text as a tree."""
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    markup = f"<html><body>{FORBIDDEN.sub('', source)}</body></html>"
    return lxml_html.document_fromstring(markup.encode(), parser=parser).body


def read_nodes(source: str, resolver: Resolver) -> tuple[list[Node], list[str]]:
    """The nodes of a WordPress text, and notes on what changed.

    Nesting beyond all reason becomes one block for the editor.
    """
    is_classic = "<!-- wp:" not in source
    converter = Converter(resolver, is_classic)
    try:
        converter.flow(fragment(expand_shortcodes(source)))
        converter.flush()
    except RecursionError:
        reason = "The text is nested too deeply to be read."
        return [attention_block(reason, source)], []
    return converter.nodes, converter.notes
