"""Composes the scenes in and before a court."""

from .figures import SKINS, walking
from .furniture import swivel_chair
from .palette import (
    BRASS_DARK,
    BRASS_LIGHT,
    BRASS_WASH,
    CLAY,
    INK,
    OXBLOOD,
    PAPER_DEEP,
    PAPER_LIGHT,
    SAGE,
    SAGE_DARK,
    SAGE_LIGHT,
    SAND,
    SLATE_LIGHT,
    darker,
    lighter,
    mix,
)
from .places import (
    column,
)
from .svg import (
    Canvas,
    circle,
    ellipse,
    moved,
    path,
    polygon,
    rect,
    soft,
    stroke,
)

WIDE, HIGH = 1600, 1067


def courthouse() -> Canvas:
    """Courthouse columns in morning sun; someone walks up the steps."""
    canvas, stone = Canvas(WIDE, HIGH), "#d9ccb2"
    wall = canvas.linear([(0, "#3c4a44"), (1, "#20302b")])
    places = (-20, 300, 560, 1040, 1300, 1620)
    canvas.add(rect(0, 0, WIDE, HIGH, wall), _court_doors())
    canvas.add(*(_tall_window(x, 380) for x in (150, 450, 1150, 1450)))
    canvas.add(_entablature(canvas, stone), _steps(canvas, stone))
    canvas.add(*(column(canvas, x, 214, 836, 112, stone) for x in places))
    shadows = (
        [(x - 40, 872), (x + 60, 872), (x + 290, 1100), (x + 130, 1100)] for x in places
    )
    fallen = "".join(polygon(points, INK) for points in shadows)
    sun = canvas.linear([(0, BRASS_WASH, 0.5), (0.5, BRASS_WASH, 0)], (0, 0), (1, 0.6))
    canvas.add(
        soft(fallen, 6, 0.34, "multiply"),
        soft(
            polygon([(650, 1000), (700, 1000), (960, 1090), (880, 1090)], INK), 6, 0.4
        ),
        moved(walking("#3f5a68", SKINS[1], "#2a1c15"), 690, 1010, 0, 0.62),
        rect(0, 0, WIDE, HIGH, sun, style="mix-blend-mode:soft-light"),
    )
    return canvas


def _court_doors() -> str:
    edge = darker(OXBLOOD, 0.45)
    panels = (
        rect(x, y, 80, 150, "none", stroke=edge, stroke_width=4)
        for x in (696, 824)
        for y in (370, 550)
    )
    return "".join(
        [
            soft(rect(640, 300, 320, 560, BRASS_LIGHT), 110, 0.5),
            rect(660, 330, 280, 520, edge),
            rect(676, 346, 120, 504, OXBLOOD),
            rect(804, 346, 120, 504, darker(OXBLOOD, 0.2)),
            *panels,
            circle(784, 620, 8, BRASS_LIGHT),
            circle(816, 620, 8, BRASS_LIGHT),
            rect(640, 306, 320, 26, BRASS_DARK),
        ]
    )


def _tall_window(x: float, y: float) -> str:
    frame = "#2a3b36"
    return "".join(
        [
            rect(x - 70, y, 140, 330, frame),
            rect(x - 58, y + 12, 116, 306, mix(SAGE, INK, 0.5)),
            polygon(
                [
                    (x - 58, y + 200),
                    (x + 58, y + 60),
                    (x + 58, y + 12),
                    (x - 58, y + 12),
                ],
                SAGE,
                opacity=0.25,
            ),
            rect(x - 3, y + 12, 6, 306, frame),
            rect(x - 58, y + 120, 116, 6, frame),
        ]
    )


def _entablature(canvas: Canvas, stone: str) -> str:
    face = canvas.linear([(0, lighter(stone, 0.3)), (1, stone)])
    teeth = (rect(x, 140, 26, 28, darker(stone, 0.28)) for x in range(10, WIDE, 52))
    return "".join(
        [
            rect(0, 0, WIDE, 120, face),
            rect(0, 60, WIDE, 4, darker(stone, 0.25)),
            rect(0, 120, WIDE, 14, darker(stone, 0.3)),
            rect(0, 134, WIDE, 40, stone),
            *teeth,
            soft(rect(0, 174, WIDE, 60, INK), 14, 0.5),
        ]
    )


def _steps(canvas: Canvas, stone: str) -> str:
    drawn = [rect(0, 846, WIDE, 60, darker(stone, 0.2))]
    for y in range(870, 1090, 32):
        stops = [(0, lighter(stone, 0.35)), (0.4, stone), (1, darker(stone, 0.28))]
        face = canvas.linear(stops, (0, 0), (1, 0))
        drawn += [
            rect(0, y, WIDE, 10, lighter(stone, 0.4)),
            rect(0, y + 10, WIDE, 24, face),
            rect(0, y + 31, WIDE, 3, darker(stone, 0.4)),
        ]
    return "".join(drawn)


def jury_box() -> Canvas:
    """Three rows of empty jurors' chairs, one witness chair facing them."""
    canvas = Canvas(WIDE, HIGH)
    canvas.add(_paneling(canvas, 760), rect(0, 760, WIDE, 310, "#54402c"))
    for row, (y, size, count) in enumerate(
        ((560, 0.62, 7), (690, 0.76, 6), (840, 0.92, 5))
    ):
        step = 150 + 26 * row
        left = 560 - step * (count - 1) / 2
        tone = darker(SAGE_DARK, 0.3 - 0.13 * row)
        canvas.add(
            *(swivel_chair(left + step * i, y, size, tone) for i in range(count))
        )
        rail = canvas.linear([(0, "#b58a58"), (1, "#6f4e2d")])
        canvas.add(rect(-10, y - 34, 1090 + 30 * row, 18, "#c79b66"))
        canvas.add(rect(-10, y - 16, 1080 + 30 * row, 140, rail))
        canvas.add(
            *(
                rect(
                    30 + i * 178,
                    y + 6,
                    140,
                    90,
                    "none",
                    stroke="#5e4022",
                    stroke_width=4,
                )
                for i in range(6)
            )
        )
    canvas.add(
        soft(ellipse(1380, 980, 190, 26, INK), 14, 0.6),
        path(
            "M1300 960L1316 800H1444L1460 960H1440L1430 860H1330L1320 960Z", "#3b2a1b"
        ),
        polygon([(1290, 800), (1470, 800), (1450, 760), (1310, 760)], OXBLOOD),
        swivel_chair(1380, 770, 1.05, OXBLOOD),
        _sunbeams(canvas),
    )
    return canvas


def _paneling(canvas: Canvas, base: float) -> str:
    wood = canvas.linear([(0, "#8a6640"), (1, "#5d4229")], (0, 0), (1, 0.5))
    panels = []
    for x in range(20, WIDE, 200):
        for y, tall in ((70, 300), (410, 310)):
            panels.append(
                rect(x, y, 164, tall, "none", stroke="#4a3420", stroke_width=8)
            )
            panels.append(rect(x + 8, y + 8, 148, tall - 16, "#fff1d0", opacity=0.05))
    return (
        rect(0, 0, WIDE, base, wood) + "".join(panels) + rect(0, 0, WIDE, 30, "#4a3420")
    )


def _sunbeams(canvas: Canvas) -> str:
    beam = canvas.linear([(0, BRASS_WASH, 0.55), (1, BRASS_WASH, 0)])
    shapes = (
        polygon([(x, 0), (x + 150, 0), (x + 620, HIGH), (x + 400, HIGH)], beam)
        for x in (120, 400, 680)
    )
    return soft("".join(shapes), 14, 0.5, "soft-light")


def bench() -> Canvas:
    """A judge's bench with an hourglass and a stack of files, in a low sun."""
    canvas = Canvas(WIDE, HIGH)
    top = canvas.linear([(0, "#c79b66"), (1, "#8f6a40")])
    front = canvas.linear([(0, "#7d5a35"), (1, "#4f381f")])
    canvas.add(
        _paneling(canvas, 720),
        swivel_chair(800, 740, 2.1, OXBLOOD),
        rect(0, 690, WIDE, 110, top),
        rect(0, 800, WIDE, 20, "#5e4022"),
        rect(0, 820, WIDE, 250, front),
        *(
            rect(x, 860, 330, 230, "none", stroke="#3d2a17", stroke_width=8)
            for x in range(60, WIDE, 380)
        ),
        soft(
            polygon([(380, 742), (500, 742), (980, 800), (800, 800)], INK),
            6,
            0.5,
            "multiply",
        ),
        soft(
            polygon([(1030, 745), (1330, 745), (1600, 800), (1400, 800)], INK),
            6,
            0.5,
            "multiply",
        ),
        moved(_hourglass(canvas), 440, 748, 0, 1.25),
        *(
            _file(1040 + (i * 37) % 24, 748 - 44 * i, t)
            for i, t in enumerate((SAND, SAGE_LIGHT, "#d8b98a", PAPER_DEEP, SAND))
        ),
        _sunbeams(canvas),
    )
    return canvas


def _file(x: float, y: float, tone: str) -> str:
    return "".join(
        [
            rect(x, y - 40, 300, 40, darker(tone, 0.12), rx=4),
            rect(x + 8, y - 34, 296, 28, PAPER_LIGHT),
            *(
                rect(x + 10, y - 30 + 8 * i, 294, 1.5, SLATE_LIGHT, opacity=0.7)
                for i in range(3)
            ),
            rect(x, y - 9, 300, 9, tone, rx=4),
            rect(x + 40, y - 46, 70, 14, tone, rx=3),
            rect(x + 200, y - 40, 16, 40, OXBLOOD),
        ]
    )


def _hourglass(canvas: Canvas) -> str:
    wood = canvas.linear(
        [(0, "#9a6f3f"), (0.4, BRASS_LIGHT), (1, "#5f430f")], (0, 0), (1, 0)
    )
    glass = (
        "M-62 -300C-62 -210 -12 -196 -9 -160C-12 -124 -62 -110 -62 -20H62C62"
        " -110 12 -124 9 -160C12 -196 62 -210 62 -300Z"
    )
    return "".join(
        [
            *(rect(x, -306, 12, 292, wood) for x in (-88, 76)),
            path(glass, PAPER_LIGHT, opacity=0.45),
            path(
                "M-52 -248C-44 -206 -12 -194 -9 -162H9C12 -194 44 -206 52 -248Z", CLAY
            ),
            rect(-2, -164, 4, 130, CLAY),
            path("M-60 -22C-50 -60 -20 -76 0 -84C20 -76 50 -60 60 -22Z", CLAY),
            path(glass, "none", stroke=PAPER_LIGHT, stroke_width=4, opacity=0.8),
            stroke(
                "M-46 -284C-46 -240 -34 -222 -22 -206M-44 -36C-44 -70 -34 -90 -24 -104",
                PAPER_LIGHT,
                6,
                opacity=0.8,
            ),
            rect(-104, -326, 208, 26, wood, rx=6),
            rect(-104, -22, 208, 26, wood, rx=6),
        ]
    )
