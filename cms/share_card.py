"""Draws the picture that stands for a page when it is shared: title and firm.

The typefaces and colours are those of the site; FreeType reads the site's own
font files. Nothing here knows a page or a file.
"""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from math import ceil

from PIL import Image, ImageDraw, ImageFont

from cms.fingerprint import BASE_DIR

WIDTH, HEIGHT = 1200, 630  # pixels, as Facebook and LinkedIn ask for
FONTS = BASE_DIR / "cms" / "static" / "cms" / "fonts"

# As in tokens.css.
INK, INK_SOFT, INK_LINE = "#14231f", "#1b2c27", "#3c5049"
PAPER, BRASS, BRASS_LIGHT, SAGE_LIGHT = "#f6f2ea", "#a9792b", "#dcb46e", "#c9d3cb"

LEFT, RIGHT, TOP = 156, 1104, 84
FOOT = 500  # where the line above the firm's name runs
TITLE_SIZES = range(92, 47, -4)  # pixels, the largest that fits
MOST_LINES = 5
LEADING = 1.12
ELLIPSIS = "…"
MISSING_LETTER = "\uffff"  # no font has it

Font = ImageFont.FreeTypeFont


@dataclass(frozen=True, slots=True)
class ShareCard:
    """What the picture says."""

    title: str
    firm_name: str = ""
    host: str = ""

    def png(self) -> bytes:
        """The picture as a PNG file, 1200 by 630 pixels."""
        file = BytesIO()
        flat = self.draw().quantize(128, dither=Image.Dither.NONE)
        flat.save(file, "PNG", compress_level=9)
        return file.getvalue()

    def draw(self) -> Image.Image:
        """The picture: a ruled sheet, the title on it, the firm below."""
        picture = Image.new("RGB", (WIDTH, HEIGHT), INK)
        canvas = ImageDraw.Draw(picture)
        canvas.text((1120, 690), "§", INK_SOFT, serif(760), anchor="rs")
        for x in (84, 98):
            canvas.rectangle((x, 0, x + 2, HEIGHT), fill=BRASS)
        self.draw_title(canvas)
        self.draw_foot(canvas)
        return picture

    def draw_title(self, canvas: ImageDraw.ImageDraw) -> None:
        """The title, as large as it may be, centred above the foot."""
        font, lines = fitted(self.title)
        height = line_height(font)
        cap_height = -font.getbbox("H", anchor="ls")[1]
        block = cap_height + height * (len(lines) - 1)
        baseline = TOP + (FOOT - TOP - 40 - block) // 2 + cap_height
        for line in lines:
            canvas.text((LEFT, baseline), line, PAPER, font, anchor="ls")
            baseline += height

    def draw_foot(self, canvas: ImageDraw.ImageDraw) -> None:
        """The firm's name at the left, the address of the site at the right."""
        canvas.rectangle((LEFT, FOOT, RIGHT, FOOT + 1), fill=INK_LINE)
        font, host = sans(26), self.host
        room = RIGHT - LEFT - font.getlength(host) - (48 if host else 0)
        if room < (RIGHT - LEFT) / 3:
            host, room = "", RIGHT - LEFT
        baseline = FOOT + 70
        name = shortened(self.firm_name, serif(38), int(room))
        canvas.text((LEFT, baseline), name, BRASS_LIGHT, serif(38), anchor="ls")
        canvas.text((RIGHT, baseline), host, SAGE_LIGHT, font, anchor="rs")


@cache
def serif(size: int) -> Font:
    """The face of the site's headings, with the letters of all Latin alphabets."""
    return ImageFont.truetype(FONTS / "brygada-1918-semibold.woff2", size)


@cache
def sans(size: int) -> Font:
    """The face of the site's labels."""
    font = ImageFont.truetype(FONTS / "public-sans.woff2", size)
    font.set_variation_by_name("Medium")
    return font


def line_height(font: Font) -> int:
    """From one baseline to the next, in pixels."""
    return round(font.size * LEADING)


def can_set(text: str) -> bool:
    """Whether the face of the headings has a letter for each sign of a text."""
    font = serif(24)
    missing = bytes(font.getmask(MISSING_LETTER))
    letters = {letter for letter in text if not letter.isspace()}
    return all(bytes(font.getmask(letter)) != missing for letter in letters)


def fitted(text: str) -> tuple[Font, list[str]]:
    """The largest face in which a text fits, and its lines; the rest is cut off."""
    words, width = text.split(), RIGHT - LEFT
    for size in TITLE_SIZES:
        font = serif(size)
        # Large letters in many lines look like a poster: rather a size smaller.
        most = 2 if size > 76 else 3 if size > 56 else 4 if size > 48 else MOST_LINES
        lines = wrapped(words, font, width)
        widest = max(map(font.getlength, lines), default=0)
        if len(lines) <= most and widest <= width:
            return font, balanced(words, font, width)
    lines = wrapped(words, font, width)
    if len(lines) > MOST_LINES:
        rest = " ".join(lines[MOST_LINES - 1 :])
        lines = [*lines[: MOST_LINES - 1], shortened(rest, font, width, is_cut=True)]
    return font, [shortened(line, font, width) for line in lines]


def wrapped(words: list[str], font: Font, width: float) -> list[str]:
    """Words set line by line, each line as full as may be."""
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def balanced(words: list[str], font: Font, width: int) -> list[str]:
    """Words in as few lines as fit, these as even in length as may be."""
    count = len(wrapped(words, font, width))
    narrow, wide = max((ceil(font.getlength(word)) for word in words), default=0), width
    while narrow < wide:
        middle = (narrow + wide) // 2
        if len(wrapped(words, font, middle)) <= count:
            wide = middle
        else:
            narrow = middle + 1
    return wrapped(words, font, wide)


def shortened(text: str, font: Font, width: int, *, is_cut: bool = False) -> str:
    """A text in one line, with an ellipsis where it does not fit or `is_cut`."""
    if not is_cut and font.getlength(text) <= width:
        return text
    while text and font.getlength(text + ELLIPSIS) > width:
        shorter = text.rpartition(" ")[0]
        text = shorter or text[:-1]
    return text.rstrip(" ,;:–-") + ELLIPSIS
