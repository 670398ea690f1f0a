"""WordPress's shortcodes, rewritten as elements that the converter knows.

Brackets are common in legal writing: `[1]`, `[sic]`, `[emphasis added]` are words.
A name in brackets counts as a shortcode only where it is known, has attributes or
an end, or carries the underscore or hyphen that names of plugins have.
"""

import re
from html import escape, unescape

# HTML tags, comments and opaque elements pass; what remains may be a shortcode.
TOKEN = re.compile(
    r"<!--.*?-->|<(pre|code|script|style|textarea)\b.*?</\1\s*>|<[^<>]*>"
    r"|\[\[/?[A-Za-z][^\[\]]*\]\]"
    r"|(?P<code>\[(?P<end>/?)(?P<name>[A-Za-z][\w-]*)"
    r"(?P<attributes>(?:\s[^\[\]]*?)?)(?P<alone>/?)\])",
    re.DOTALL | re.IGNORECASE,
)
ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
CAPTION_PARTS = re.compile(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)", re.S)
OWN_ELEMENT = re.compile(r"<wp-(\w+)[^>]*></wp-\1>")

KNOWN = {"caption", "wp_caption", "gallery", "embed", "audio", "video", "playlist"}
# Page builders wrap whole texts; what they wrap is the content.
BUILDERS = ("vc_", "et_pb_", "fusion_", "av_", "tatsu_", "cs_", "fl_builder", "mk_")
WITHIN_LINES = ("dropcap", "highlight", "tooltip", "popover")


def shortcode_attributes(text: str) -> dict[str, str]:
    """The attributes of a shortcode."""
    return {
        match[1].lower(): unescape(next(filter(None, match.groups()[1:]), ""))
        for match in ATTRIBUTE.finditer(text.replace("”", '"').replace("″", '"'))
    }


def element(name: str, **attributes: str) -> str:
    """One of the importer's own elements, with its attributes escaped."""
    pairs = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{pairs}></{name}>"


def attention(reason: str, original: str) -> str:
    """An element that becomes a block for the editor's attention."""
    return element("wp-attention", reason=reason, original=original)


def is_shortcode(match: re.Match[str], ended: set[str]) -> bool:
    """Whether the words in brackets are meant for a plugin."""
    name = match["name"].lower()
    return (
        name in KNOWN
        or name in ended
        or "_" in name
        or bool(ATTRIBUTE.search(match["attributes"]))
        or ("-" in name and name == match["name"] and not match["attributes"].strip())
    )


def expand_shortcodes(html: str) -> str:
    """The HTML with its shortcodes rewritten as elements."""
    if "[" not in html:
        return html
    ended = {name.lower() for name in re.findall(r"\[/([A-Za-z][\w-]*)\]", html)}
    pieces: list[str] = []
    position = 0
    for match in TOKEN.finditer(html):
        if match.start() < position:
            continue
        if match[0].startswith("[["):
            pieces += [html[position : match.start()], escape(match[0][1:-1], False)]
            position = match.end()
        elif match["code"] and is_shortcode(match, ended):
            pieces.append(html[position : match.start()])
            replacement, position = expand(match, html)
            pieces.append(replacement)
    pieces.append(html[position:])
    return "".join(pieces)


def expand(match: re.Match[str], html: str) -> tuple[str, int]:
    """What stands for a shortcode, and where the text goes on after it."""
    name = match["name"].lower()
    after = match.end()
    is_part_of_line = name.endswith(WITHIN_LINES)
    if match["end"]:
        is_apart = name.startswith(BUILDERS) and not is_part_of_line
        return "\n\n" if is_apart else "", after
    attributes = shortcode_attributes(match["attributes"])
    if name in KNOWN:
        inner, end = enclosed(name, match, html)
        if name in ("caption", "wp_caption"):
            return caption(attributes, inner), end
        if name == "gallery":
            return element("wp-gallery", ids=attributes.get("ids", "")), after
        if name == "embed":
            return embed(inner.strip() or attributes.get("src", ""), match[0]), end
        return player(name, attributes, html[match.start() : end]), end
    if name.startswith(BUILDERS):
        text = attributes.get("title") or attributes.get("text") or ""
        if is_part_of_line:
            return escape(text), after
        return escape(f"\n\n{text}\n\n" if text else "\n\n"), after
    return attention(f"The shortcode “{name}” is unknown here."[:255], match[0]), after


def enclosed(name: str, match: re.Match[str], html: str) -> tuple[str, int]:
    """What stands between a shortcode and its end; nothing if it has none."""
    closing = f"[/{name}]"
    end = html.lower().find(closing, match.end())
    if end < 0 or match["alone"]:
        return "", match.end()
    return html[match.end() : end], end + len(closing)


def caption(attributes: dict[str, str], inner: str) -> str:
    """A picture with its caption as the figure it is; a caption holds only words."""
    parts = CAPTION_PARTS.match(inner)
    if parts is None:
        return inner
    text = expand_shortcodes(parts[2]).strip() or escape(attributes.get("caption", ""))
    after = "".join(match[0] for match in OWN_ELEMENT.finditer(text))
    text = OWN_ELEMENT.sub(" ", text)
    figure = f'<figure class="{escape(attributes.get("align", ""))}">'
    return f"{figure}{parts[1]}<figcaption>{text}</figcaption></figure>{after}"


def embed(address: str, original: str) -> str:
    """A thing of another site, by its address."""
    address = unescape(re.sub(r"<[^>]*>", "", address)).strip()
    if not address.startswith(("http://", "https://")):
        return attention("An embed without an address.", original)
    return element("wp-embed", address=address)


def player(name: str, attributes: dict[str, str], original: str) -> str:
    """A sound or video file."""
    kinds = ("src", "mp4", "m4v", "webm", "ogv", "mp3", "m4a", "ogg", "wav")
    address = next(filter(None, map(attributes.get, kinds)), "")
    if not address:
        return attention(f"A {name} without an address.", original)
    return element("wp-player", kind=name, address=address, original=original)
