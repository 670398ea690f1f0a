"""Draws outlets' wordmarks and awards' badges, transparent around the artwork."""

from .palette import (
    BRASS,
    BRASS_DARK,
    BRASS_LIGHT,
    BRASS_WASH,
    INK,
    OXBLOOD,
    PAPER,
    PAPER_LIGHT,
    SAGE,
    SAGE_DARK,
    SLATE,
)
from .svg import Canvas, circle, element, group, path, polygon, rect, stroke

SERIF = "Liberation Serif, Times New Roman, serif"
SANS = "Liberation Sans, Arial, sans-serif"
SLAB = "DejaVu Serif Condensed, DejaVu Serif, Rockwell, serif"
WORDMARK_SIZE, BADGE_SIZE = (640, 200), (480, 480)


def text(
    words: str, x: float, y: float, size: float, colour: str, /, **attributes: object
) -> str:
    """One line of lettering, centred on x; `y` is its baseline."""
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")
    given = {"font_family": SERIF, "text_anchor": "middle"} | attributes
    return element("text", escaped, x=x, y=y, font_size=size, fill=colour, **given)


def _fitted(words: str, widest: float, largest: float, share: float = 0.56) -> float:
    """A type size at which the words keep within a width."""
    return min(largest, widest / (max(len(words), 1) * share))


def wordmark(words: str, hand: str) -> Canvas:
    """An outlet's name in the lettering of its trade: see `HANDS`."""
    canvas = Canvas(*WORDMARK_SIZE)
    canvas.add(HANDS[hand](words))
    return canvas


def _newspaper(words: str) -> str:
    size = _fitted(words, 590, 80, 0.5)
    return "".join(
        [
            rect(20, 36, 600, 4, INK),
            rect(20, 44, 600, 1.5, INK),
            text(words, 320, 124, size, INK, font_weight="bold"),
            rect(20, 158, 600, 1.5, INK),
        ]
    )


def _television(words: str) -> str:
    _, *rest = words.split()
    name = {"font_family": SANS, "text_anchor": "start"}
    return "".join(
        [
            circle(110, 100, 84, OXBLOOD),
            circle(110, 100, 74, "none", stroke=PAPER_LIGHT, stroke_width=3),
            text("6", 110, 145, 128, PAPER_LIGHT, font_family=SANS, font_weight="bold"),
            text(rest[0], 220, 94, 78, INK, font_weight="bold", **name),
            text(" ".join(rest[1:]), 222, 160, 60, SLATE, letter_spacing=5, **name),
        ]
    )


def _magazine(words: str) -> str:
    article, _, rest = words.partition(" ")
    size = _fitted(rest, 560, 60, 0.82)
    return "".join(
        [
            text(article.upper(), 320, 62, 24, BRASS_DARK, letter_spacing=12),
            text(rest.upper(), 325, 126, size, INK, letter_spacing=10),
            rect(290, 156, 60, 2.5, BRASS),
        ]
    )


def _radio(words: str) -> str:
    arcs = "".join(
        stroke(f"M40 {160 - r}A{r} {r} 0 0 1 {40 + r} 160", SAGE_DARK, 13)
        for r in (44, 80, 116)
    )
    first, _, last = words.rpartition(" ")
    name = {"font_family": SANS, "text_anchor": "start"}
    return "".join(
        [
            arcs,
            circle(46, 154, 15, OXBLOOD),
            text(first, 196, 92, 66, INK, font_weight="bold", **name),
            text(last, 198, 160, 60, SAGE_DARK, **name),
        ]
    )


def _trade_paper(words: str) -> str:
    size = _fitted(words.upper(), 590, 84, 0.66)
    wave = "M30 160" + "q24 -22 48.3 0t48.3 0" * 6
    return "".join(
        [
            text(
                words.upper(), 320, 118, size, INK, font_family=SLAB, font_weight="bold"
            ),
            stroke(wave, BRASS, 8),
        ]
    )


HANDS = {
    "newspaper": _newspaper,
    "television": _television,
    "magazine": _magazine,
    "radio": _radio,
    "trade_paper": _trade_paper,
}


def _ring(
    words: str, radius: float, size: float, tone: str, is_below: bool = False
) -> str:
    """Lettering around a circle, along its top or along its foot."""
    key = f"ring{radius:.0f}{'b' if is_below else 'a'}"
    turn = 0 if is_below else 1
    arc = f"M{240 - radius} 240A{radius} {radius} 0 0 {turn} {240 + radius} 240"
    along = element("textPath", words.upper(), href=f"#{key}", startOffset="50%")
    line = element(
        "text",
        along,
        font_family=SANS,
        font_size=size,
        fill=tone,
        text_anchor="middle",
        letter_spacing=2.4,
        font_weight="bold",
    )
    return element("path", id=key, d=arc, fill="none") + line


def defender_seal() -> Canvas:
    """A round seal with scales, the award's name and year around them."""
    canvas = Canvas(*BADGE_SIZE)
    teeth = "".join(
        circle(240, 26, 23, INK, transform=f"rotate({a} 240 240)")
        for a in range(0, 360, 10)
    )
    canvas.add(
        teeth,
        circle(240, 240, 214, INK),
        circle(240, 240, 204, "none", stroke=BRASS_LIGHT, stroke_width=5),
        circle(240, 240, 138, "none", stroke=BRASS, stroke_width=3),
        _ring("Defender of the Year", 158, 27, PAPER_LIGHT),
        _ring("Frontier Lawyers’ Guild", 178, 20, BRASS_LIGHT, is_below=True),
        _scales(),
        text("2025", 240, 352, 34, PAPER_LIGHT),
    )
    return canvas


def _scales() -> str:
    pans = "".join(
        stroke(f"M{x} 186L{x - 34} 262M{x} 186L{x + 34} 262", BRASS_LIGHT, 3)
        + path(
            f"M{x - 42} 262H{x + 42}Q{x + 30} 290 {x} 290Q{x - 30} 290 {x - 42} 262Z",
            BRASS_LIGHT,
        )
        for x in (168, 312)
    )
    return "".join(
        [
            rect(236, 146, 8, 156, BRASS_LIGHT),
            stroke("M168 186Q240 160 312 186", BRASS_LIGHT, 7),
            circle(240, 146, 12, BRASS_LIGHT),
            path("M196 312Q240 286 284 312Z", BRASS_LIGHT),
            pans,
        ]
    )


def service_shield() -> Canvas:
    """An upright shield with a wave at its foot, name and year."""
    canvas = Canvas(*BADGE_SIZE)
    outer = (
        "M240 14C300 48 366 58 430 58C444 250 398 400 240 468C82 400 36 250 50"
        " 58C114 58 180 48 240 14Z"
    )
    inside = canvas.clip(path(outer))
    small = {"font_family": SANS, "letter_spacing": 2}
    waves = "".join(
        path(f"M20 {y}" + "q28 -24 56 0t56 0" * 4 + "V480H20Z", tone)
        for y, tone in ((352, SLATE), (380, SAGE), (408, INK))
    )
    canvas.add(
        path(outer, OXBLOOD),
        group(waves, clip_path=inside),
        group(
            path(outer, "none", stroke=BRASS_LIGHT, stroke_width=6),
            transform="translate(240 240) scale(.92) translate(-240 -238)",
        ),
        text("Client Service", 240, 168, 48, PAPER_LIGHT),
        text("List", 240, 220, 48, PAPER_LIGHT),
        text("2026", 240, 272, 38, BRASS_LIGHT),
        text("GREAT LAKES", 240, 302, 17, PAPER_LIGHT, **small),
        text("PRACTICE SURVEY", 240, 324, 17, PAPER_LIGHT, **small),
        text("★", 240, 112, 34, BRASS_LIGHT, font_family="DejaVu Sans"),
    )
    return canvas


def pro_bono_hexagon() -> Canvas:
    """A hexagon with two open hands, name and year."""
    canvas = Canvas(*BADGE_SIZE)
    corners = [(240, 8), (440, 124), (440, 356), (240, 472), (40, 356), (40, 124)]
    rim = [(240 + (x - 240) * 0.93, 240 + (y - 240) * 0.93) for x, y in corners]
    hand = (
        "M232 206C206 196 196 176 172 172C150 168 132 154 120 142C112 134 122 124"
        " 132 130L168 152L140 122C132 112 144 104 152 112L186 144L164 110C158 100"
        " 170 94 178 102L206 138C216 150 230 162 236 184Z"
    )
    canvas.add(
        polygon(corners, SAGE_DARK),
        polygon(rim, "none", stroke=BRASS_LIGHT, stroke_width=5),
        path(hand, PAPER),
        group(path(hand, PAPER), transform="translate(480 0) scale(-1 1)"),
        circle(240, 104, 17, BRASS_LIGHT),
        text("Pro Bono", 240, 274, 50, PAPER_LIGHT),
        text("Firm Award", 240, 326, 50, PAPER_LIGHT),
        text(
            "LAKE COUNTIES",
            240,
            356,
            16,
            BRASS_WASH,
            font_family=SANS,
            letter_spacing=2,
        ),
        text(
            "LEGAL AID COUNCIL",
            240,
            378,
            16,
            BRASS_WASH,
            font_family=SANS,
            letter_spacing=1,
        ),
        text("2024", 240, 420, 34, BRASS_WASH),
    )
    return canvas


def accessible_mark() -> Canvas:
    """A rounded square with an open door, name and year."""
    canvas = Canvas(*BADGE_SIZE)
    canvas.add(
        rect(20, 20, 440, 440, "#2d4a5a", rx=54),
        rect(36, 36, 408, 408, "none", stroke=BRASS_LIGHT, stroke_width=5, rx=42),
        rect(182, 70, 124, 176, BRASS_WASH),
        polygon([(182, 70), (262, 94), (262, 274), (182, 246)], PAPER),
        stroke("M182 246V70H306V246", BRASS_LIGHT, 7),
        circle(248, 184, 6, BRASS_DARK),
        rect(140, 246, 44, 6, BRASS_LIGHT),
        rect(300, 246, 44, 6, BRASS_LIGHT),
        text("Accessible Practice", 240, 326, 42, PAPER_LIGHT),
        text("Mark", 240, 368, 42, PAPER_LIGHT),
        text(
            "OPEN DOOR LAW PROJECT · 2026",
            240,
            408,
            17,
            BRASS_LIGHT,
            font_family=SANS,
            letter_spacing=1.2,
        ),
    )
    return canvas
