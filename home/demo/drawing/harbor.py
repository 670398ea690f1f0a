"""Composes the scenes on the water: the city at dusk, the bridge at the border."""

from .emblems import SANS, SERIF, text
from .palette import (
    BRASS,
    BRASS_LIGHT,
    BRASS_WASH,
    INK,
    INK_LINE,
    INK_SOFT,
    OXBLOOD,
    PAPER,
    PAPER_DEEP,
    PAPER_LIGHT,
    SAGE,
    SAGE_DARK,
    SLATE,
    SLATE_LIGHT,
    darker,
    lighter,
    mix,
)
from .places import cloud, hills, sky, suspension_bridge, towers, water
from .svg import Canvas, circle, ellipse, moved, path, polygon, rect, soft, stroke

WIDE, HIGH = 1600, 1067


def city() -> Canvas:
    """Grain elevators and office towers along a still harbor at dusk."""
    canvas, shore = Canvas(WIDE, HIGH), 690
    far = mix(SAGE, "#e9c893", 0.35)
    canvas.add(
        sky(canvas, shore, "#5f7c7b", "#f0cf98", (1010, 610)),
        cloud(140, 130, 560, "#e9d8b6", 0.35),
        cloud(860, 230, 620, "#f4e2bd", 0.4),
        cloud(330, 330, 380, "#f4e2bd", 0.35),
        hills(WIDE, shore, [30, 46, 40, 60, 44, 70, 50], far),
        towers(canvas, (500, 1640), shore, (50, 170), mix(SAGE, PAPER, 0.1), 0.2),
        soft(rect(0, shore - 120, WIDE, 130, "#f0cf98"), 60, 0.5),
        _office_tower(canvas, 830, shore, 118, 440),
        _office_tower(canvas, 985, shore, 92, 350),
        towers(canvas, (700, 1500), shore, (50, 150), SAGE_DARK, 0.77, BRASS_LIGHT),
        _elevator(canvas, 60, shore + 6, 9, 340, "#a9a08a"),
        _elevator(canvas, 1190, shore + 6, 6, 230, "#8b8c7d"),
        water(canvas, shore, "#1f3833", "#c5b78f", 1010),
        *(
            soft(rect(x, shore + 6, w, h, INK_SOFT), 14, 0.5)
            for x, w, h in (
                (60, 560, 170),
                (830, 110, 190),
                (985, 90, 150),
                (1190, 350, 110),
            )
        ),
        *(
            rect(x, shore + 20 + 16 * (i % 4), 3, 50, BRASS_LIGHT, opacity=0.35, rx=2)
            for i, x in enumerate((150, 300, 470, 850, 880, 1010, 1040, 1300))
        ),
        rect(0, shore - 6, WIDE, 12, INK_LINE),
        moved(_tug(), 620, 760, 0, 0.9),
    )
    return canvas


def _office_tower(
    canvas: Canvas, x: float, base: float, wide: float, tall: float
) -> str:
    face = canvas.linear(
        [(0, lighter(INK_LINE, 0.25)), (1, INK_LINE)], (0, 0), (1, 0.3)
    )
    lit = {3, 8, 9, 17, 22, 23, 31, 40, 44, 51, 57, 66, 70}
    panes = []
    for index in range(int(tall / 22) * 5 - 5):
        left, top = (
            x + 10 + index % 5 * (wide * 0.7 - 8) / 5,
            base - tall + 16 + index // 5 * 22,
        )
        tone = BRASS_LIGHT if index in lit else darker(INK_LINE, 0.4)
        panes.append(rect(left, top, wide * 0.09, 12, tone))
    return "".join(
        [
            rect(x + wide * 0.2, base - tall - 26, wide * 0.5, 28, INK_LINE),
            rect(x + wide * 0.44, base - tall - 96, 4, 74, INK_LINE),
            rect(x, base - tall, wide, tall, face),
            rect(x + wide * 0.72, base - tall, wide * 0.28, tall, INK_SOFT),
            *panes,
        ]
    )


def _elevator(
    canvas: Canvas, x: float, base: float, silos: int, tall: float, stone: str
) -> str:
    """A row of concrete silos under a long headhouse, as in old grain ports."""
    wide, top = 62.0, base - tall
    length, dark = wide * silos, darker(stone, 0.5)
    ends = [(0, lighter(stone, 0.2)), (1, darker(stone, 0.35))]
    head = canvas.linear(ends, (0, 0), (1, 0))
    end = x + length
    chute = [
        (end, top - 20),
        (end, top + 10),
        (end + 90, base - 60),
        (end + 90, base - 84),
    ]
    return "".join(
        [
            _marine_tower(x + length * 0.16, top, head, dark),
            *(
                _silo(canvas, x + wide * i, base, wide, tall, stone)
                for i in range(silos)
            ),
            rect(x - 8, top - 48, length + 16, 56, head),
            *_headhouse_windows(x, top, length),
            rect(x - 8, top + 6, length + 16, 6, dark),
            polygon(chute, dark),
            rect(end + 70, base - 90, 60, 90, darker(stone, 0.3)),
        ]
    )


def _silo(
    canvas: Canvas, x: float, base: float, wide: float, tall: float, stone: str
) -> str:
    tones = [
        (0, darker(stone, 0.1)),
        (0.25, lighter(stone, 0.35)),
        (0.6, stone),
        (1, darker(stone, 0.55)),
    ]
    drum = canvas.linear(tones, (0, 0), (1, 0))
    return rect(x, base - tall, wide + 1, tall, drum)


def _marine_tower(x: float, top: float, face: str, roof: str) -> str:
    panes = (
        rect(x + 20 + 36 * i, top - 130, 14, 22, BRASS_LIGHT if i == 1 else INK_LINE)
        for i in range(3)
    )
    return "".join(
        [
            rect(x, top - 160, 110, 170, face),
            rect(x - 6, top - 168, 122, 12, roof),
            *panes,
        ]
    )


def _headhouse_windows(x: float, top: float, length: float) -> list[str]:
    lit = {2, 3, 7}
    return [
        rect(x + 24 + i * 44, top - 34, 14, 18, BRASS_LIGHT if i in lit else INK_LINE)
        for i in range(int(length / 46))
    ]


def _tug() -> str:
    return "".join(
        [
            soft(ellipse(10, 26, 130, 10, INK), 6, 0.6),
            path("M-110 -10H100L126 -26L110 22H-96Z", INK),
            stroke("M-108 -8H108", OXBLOOD, 7),
            rect(-50, -56, 92, 46, PAPER_DEEP),
            rect(-10, -88, 48, 34, PAPER),
            *(rect(x, -80, 12, 14, BRASS_LIGHT) for x in (-4, 14)),
            *(circle(x, -34, 6, SLATE) for x in (-34, -10, 14)),
            rect(-42, -104, 22, 48, OXBLOOD),
        ]
    )


def share() -> Canvas:
    """The firm's name in type over the quiet harbor, for social previews."""
    canvas = city()
    veil = canvas.linear([(0, INK, 0.86), (0.62, INK, 0.5), (1, INK, 0.18)])
    canvas.add(
        rect(0, 0, WIDE, HIGH, veil),
        text("Hallorane & Visk", 800, 500, 142, PAPER_LIGHT, font_family=SERIF),
        rect(740, 552, 120, 4, BRASS_LIGHT),
        text(
            "Lawyers in Buffalo, New York",
            800,
            622,
            40,
            PAPER_DEEP,
            font_family=SANS,
            letter_spacing=3,
        ),
    )
    canvas.crop(1200, 630, 0, 140, canvas.width)
    return canvas


def border() -> Canvas:
    """Cars at inspection booths before a long bridge, in the evening."""
    canvas, shore = Canvas(WIDE, HIGH), 620
    road = canvas.linear([(0, "#66716d"), (1, "#35423f")])
    canvas.add(
        sky(canvas, shore, "#7d8f92", "#efd0a0", (420, 500)),
        cloud(760, 130, 560, "#f4e2bd", 0.4),
        cloud(140, 230, 420, "#f4e2bd", 0.4),
        hills(WIDE, shore, [60, 90, 70, 110, 80, 60, 90], mix(SAGE, "#efd0a0", 0.35)),
        soft(rect(0, shore - 80, WIDE, 90, "#efd0a0"), 30, 0.5),
        water(canvas, shore, "#4a655f", "#cdb98f", 420),
        suspension_bridge(-300, 1900, 540, 300, SLATE),
        polygon([(0, 760), (WIDE, 760), (WIDE, HIGH), (0, HIGH)], road),
        rect(0, 752, WIDE, 12, "#8d968c"),
        *(
            polygon(
                [(x, 790), (x + 10, 790), (x - 6, HIGH), (x - 40, HIGH)],
                PAPER,
                opacity=0.5,
            )
            for x in (300, 660, 1020, 1380)
        ),
        rect(180, 470, 1240, 40, INK_SOFT),
        rect(180, 506, 1240, 7, BRASS),
        *(_booth(x) for x in (250, 740, 1230)),
    )
    for x, y, size, tone in (
        (480, 830, 0.8, OXBLOOD),
        (970, 820, 0.78, PAPER_DEEP),
        (470, 985, 1.15, SAGE_DARK),
        (990, 970, 1.12, "#31506a"),
        (1420, 900, 0.95, BRASS),
    ):
        canvas.add(moved(_car(tone), x, y, 0, size))
    return canvas


def _booth(x: float) -> str:
    return "".join(
        [
            rect(x - 8, 510, 18, 290, INK_LINE),
            rect(x - 60, 640, 120, 160, SLATE),
            rect(x - 48, 654, 96, 70, BRASS_WASH),
            rect(x + 6, 654, 5, 70, SLATE),
            circle(x - 18, 690, 12, INK_LINE),
            path(f"M{x - 40} 724q4 -24 22 -24t22 24Z", INK_LINE),
            rect(x - 70, 796, 140, 16, "#b9b2a0"),
            circle(x + 80, 540, 11, "#8fd0a0" if x > 300 else "#d86a52"),
            stroke(f"M{x + 60} 770H{x + 190}", PAPER, 8),
            stroke(f"M{x + 80} 770h20m24 0h20m24 0h20", OXBLOOD, 8),
        ]
    )


def _car(tone: str) -> str:
    """A car from behind, its wheels on the origin."""
    return "".join(
        [
            soft(ellipse(0, 2, 150, 16, INK), 6, 0.6),
            *(rect(x, -34, 36, 38, INK, rx=8) for x in (-116, 80)),
            path(
                "M-100 -96L-72 -164Q-66 -172 -54 -172H54Q66 -172 72 -164L100 -96Z",
                darker(tone, 0.2),
            ),
            path("M-84 -100L-62 -154H62L84 -100Z", "#2a3b3a"),
            polygon(
                [(-84, -100), (-62, -154), (-20, -154), (-50, -100)],
                SLATE_LIGHT,
                opacity=0.3,
            ),
            path("M-128 -22V-76Q-126 -100 -100 -102H100Q126 -100 128 -76V-22Z", tone),
            rect(-128, -44, 256, 24, darker(tone, 0.3), rx=6),
            *(rect(x, -86, 40, 20, "#c5442f", rx=5) for x in (-122, 82)),
            *(soft(circle(x, -76, 24, "#e0583c"), 14, 0.5) for x in (-102, 102)),
            rect(-32, -80, 64, 22, PAPER_DEEP, rx=3),
        ]
    )
