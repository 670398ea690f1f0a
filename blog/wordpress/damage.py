"""Damage that real exports have: found, mended as far as possible, and named."""

import codecs
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

# Characters that XML 1.0 forbids (https://www.w3.org/TR/xml/#charsets).
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
DECLARED_ENCODING = re.compile(rb"""<\?xml[^>]*encoding=["']([\w.-]+)["']""")
# What would move the cursor of a terminal, or turn a name around.
ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")
# Bytes of Windows-1252 that were taken for Unicode: quotation marks, dashes, the euro.
MISREAD = re.compile("[\x80-\x9f]")
BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)")
DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL)
CDATA = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z))", re.DOTALL)

# Encodings that UTF-8 can be told from byte by byte, so the text itself decides.
WESTERN = {"utf-8", "ascii", "iso8859-1", "cp1252", "iso8859-15"}


class Damage:
    """Counts each kind of damage, in words for the report."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def name(self, words: str, times: int = 1) -> None:
        """Note that something was damaged."""
        self.counts[words] += times

    def __iter__(self) -> Iterator[tuple[str, int]]:
        return iter(self.counts.items())


def western_byte(error: UnicodeError) -> tuple[str, int]:
    """Read a byte that is not UTF-8 as Windows-1252, as browsers do."""
    assert isinstance(error, UnicodeDecodeError)  # noqa: S101 - narrows the type
    bad = error.object[error.start : error.end]
    return bad.decode("cp1252", "replace"), error.end


WESTERN_SIGNS = {
    chr(code): bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)
}

codecs.register_error("counsel_western", western_byte)


def codec_name(start: bytes) -> str:
    """The encoding that the first bytes announce, as Python names it."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    declared = DECLARED_ENCODING.search(start)
    if declared is None:
        return "utf-8"
    try:
        name = codecs.lookup(declared[1].decode()).name
    except LookupError:
        return "utf-8"
    # Declared in plain bytes, it cannot be one of sixteen bits.
    return "utf-8" if name.startswith(("utf-16", "utf-32")) else name


def readable_text(chunks: Iterable[bytes], damage: Damage) -> Iterator[str]:
    """The text of the bytes, whatever their encoding, without forbidden characters."""
    chunks = iter(chunks)
    first = next(chunks, b"")
    name = codec_name(first[:1024])
    mends = name in WESTERN
    decoder = codecs.getincrementaldecoder("utf-8-sig" if mends else name)(
        "counsel_western" if mends else "replace"
    )
    strict = codecs.getincrementaldecoder("utf-8")()
    is_sound = mends
    for chunk in chain([first], chunks):
        text = decoder.decode(chunk)
        if is_sound:
            try:
                strict.decode(chunk)
            except UnicodeDecodeError:
                is_sound = False
                damage.name("Some characters are not in the encoding UTF-8.")
        yield without_forbidden(text, damage)
    yield without_forbidden(decoder.decode(b"", final=True), damage)


def without_forbidden(text: str, damage: Damage) -> str:
    """The text without characters that XML forbids."""
    text, count = FORBIDDEN.subn("", text)
    if count:
        damage.name("Control characters were left out.", count)
    if MISREAD.search(text):
        damage.name("Some characters are not in the encoding UTF-8.")
        text = MISREAD.sub(lambda found: WESTERN_SIGNS[found[0]], text)
    return text


def legible(text: str) -> str:
    """A title or address without characters that act instead of being shown."""
    return ACTING.sub(" ", text)


def without_doctype(text: str, damage: Damage) -> str:
    """The text without a document type, which could define entities."""
    text, count = DOCTYPE.subn("", text)
    if count:
        damage.name("A document type was not read.", count)
    return text


def with_escaped_ampersands(text: str) -> str:
    """Ampersands that begin no XML entity, written as XML wants them."""
    if "&" not in text:
        return text
    pieces = CDATA.split(text)
    pieces[::2] = [BARE_AMPERSAND.sub("&amp;", piece) for piece in pieces[::2]]
    return "".join(pieces)
