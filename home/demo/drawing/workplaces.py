"""Composes the scenes at work: a cleared desk, a staff corridor, a plan."""

from .figures import SKINS, standing
from .palette import (
    BRASS,
    BRASS_DARK,
    BRASS_LIGHT,
    CLAY,
    INK,
    INK_SOFT,
    OXBLOOD,
    PAPER,
    PAPER_DEEP,
    PAPER_LIGHT,
    SAGE,
    SAGE_DARK,
    SAGE_LIGHT,
    SAND,
    SLATE,
    SLATE_LIGHT,
    darker,
    lighter,
)
from .svg import (
    Canvas,
    circle,
    ellipse,
    group,
    mirrored,
    moved,
    path,
    polygon,
    rect,
    soft,
    stroke,
)
from .things import lamp, leaf_sprig

WIDE, HIGH = 1600, 1067


def plain_wall(wall: str, floor: str, edge: int) -> Canvas:
    """A wall in slanting sun above a floor that begins at `edge`."""
    canvas = Canvas(WIDE, HIGH)
    face = canvas.linear(
        [(0, lighter(wall, 0.22)), (1, darker(wall, 0.16))], (0, 0), (1, 0.6)
    )
    ground = canvas.linear([(0, darker(floor, 0.2)), (1, floor)])
    canvas.add(rect(0, 0, WIDE, edge, face), rect(0, edge, WIDE, HIGH - edge, ground))
    sun = "".join(
        polygon([(x, 0), (x + 150, 0), (x + 470, edge), (x + 320, edge)], PAPER_LIGHT)
        for x in (60, 300, 540)
    )
    canvas.add(soft(sun, 14, 0.3, "soft-light"))
    return canvas


def leaving() -> Canvas:
    """A cardboard box, a desk lamp and a plant on an empty desk."""
    canvas = plain_wall("#b8b39d", "#6b5a45", 900)
    wood = canvas.linear([(0, "#c79b66"), (1, "#9a7040")])
    canvas.add(
        _wall_calendar(),
        rect(-20, 770, 1640, 60, wood),
        rect(-20, 830, 1640, 20, "#5e4022"),
        rect(60, 850, 50, 220, "#6f4e2d"),
        rect(1490, 850, 50, 220, "#6f4e2d"),
        rect(1120, 850, 370, 220, "#8a6640"),
        *(
            rect(1146, y, 318, 84, "none", stroke="#5e4022", stroke_width=5)
            for y in (872, 974)
        ),
        soft(ellipse(790, 800, 330, 18, INK), 14, 0.5),
        soft(ellipse(1310, 800, 140, 12, INK), 14, 0.5),
        moved(lamp(canvas), 1300, 800, 0, 1.1),
        _desk_plant(canvas, 320, 800),
        _box(canvas),
    )
    return canvas


def _wall_calendar() -> str:
    cells = "".join(
        rect(
            950 + i % 7 * 34,
            236 + i // 7 * 34,
            24,
            22,
            OXBLOOD if i == 19 else SLATE,
            opacity=0.85 if i == 19 else 0.25,
        )
        for i in range(30)
    )
    return "".join(
        [
            soft(rect(932, 112, 270, 316, INK), 14, 0.35),
            rect(922, 100, 270, 316, PAPER),
            rect(922, 100, 270, 96, SAGE_DARK),
            path("M922 196V160Q1000 110 1070 150T1192 140V196Z", SAGE_LIGHT),
            circle(1140, 130, 16, BRASS_LIGHT),
            cells,
            rect(950, 210, 110, 10, INK_SOFT),
        ]
    )


def _desk_plant(canvas: Canvas, x: float, base: float) -> str:
    clay = canvas.linear(
        [(0, lighter(CLAY, 0.2)), (1, darker(CLAY, 0.35))], (0, 0), (1, 0)
    )
    return "".join(
        [
            soft(ellipse(x + 10, base, 90, 10, INK), 6, 0.5),
            *(
                moved(leaf_sprig(t, 4), x + d, base - 90, a, 0.85)
                for d, a, t in (
                    (-8, -20, SAGE_DARK),
                    (10, 20, darker(SAGE_DARK, 0.2)),
                    (0, 0, SAGE),
                )
            ),
            path(f"M{x - 62} {base - 100}H{x + 62}L{x + 46} {base}H{x - 46}Z", clay),
            rect(x - 70, base - 112, 140, 26, clay, rx=5),
        ]
    )


def _box(canvas: Canvas) -> str:
    card = canvas.linear([(0, "#cfa873"), (1, "#a67c49")], (0, 0), (1, 0.4))
    return "".join(
        [
            polygon([(560, 540), (1020, 540), (1000, 470), (590, 470)], "#8a6436"),
            rect(640, 380, 150, 190, OXBLOOD, rx=4),
            rect(652, 392, 126, 160, PAPER),
            circle(715, 450, 30, SAGE_DARK),
            path(
                "M666 552C668 496 690 484 715 484C740 484 762 496 764 552Z", SAGE_DARK
            ),
            rect(810, 420, 40, 150, SAGE_DARK),
            rect(854, 400, 34, 170, BRASS_DARK),
            rect(892, 430, 44, 140, SLATE),
            rect(590, 452, 56, 90, PAPER_DEEP, rx=6),
            *(
                stroke(f"M{600 + 12 * i} 470L{592 + 16 * i} 392", t, 8)
                for i, t in enumerate((OXBLOOD, INK, BRASS))
            ),
            polygon([(560, 540), (1020, 540), (990, 800), (590, 800)], card),
            polygon([(1020, 540), (1090, 500), (1060, 520), (1004, 680)], "#8a6436"),
            polygon([(560, 540), (490, 500), (520, 520), (576, 680)], "#b88f58"),
            soft(
                polygon([(560, 540), (1020, 540), (1014, 590), (566, 590)], INK),
                14,
                0.2,
            ),
            rect(740, 610, 100, 36, "#6f4e2d", rx=18),
        ]
    )


def corridor() -> Canvas:
    """A wall clock past seven above a row of aprons on hooks."""
    canvas = plain_wall("#8fa394", "#5d5347", 880)
    tiles = "".join(
        rect(x, y, 96, 46, PAPER_DEEP, opacity=0.5, rx=2)
        for y in range(572, 880, 52)
        for x in range(-40 + (y // 52 % 2) * 51, WIDE, 102)
    )
    canvas.add(
        tiles,
        rect(0, 556, WIDE, 12, SAGE_DARK),
        rect(0, 860, WIDE, 24, SAGE_DARK),
        rect(520, 420, 820, 28, "#8a6640"),
        soft(rect(530, 450, 820, 14, INK), 6, 0.4),
        *(
            _apron(x, t)
            for x, t in ((640, PAPER_DEEP), (920, OXBLOOD), (1200, "#3d5960"))
        ),
        _clock(canvas, 930, 210),
        _punch_cards(),
        *(
            rect(x, 0, 160, 24, PAPER_LIGHT)
            + soft(rect(x - 40, 20, 240, 40, PAPER_LIGHT), 30, 0.7)
            for x in (260, 860, 1380)
        ),
    )
    return canvas


def _clock(canvas: Canvas, x: float, y: float) -> str:
    """A station clock at ten past seven."""
    ticks = "".join(
        stroke(
            "M0 -118V-100", INK_SOFT, 8 if a % 90 == 0 else 4, transform=f"rotate({a})"
        )
        for a in range(0, 360, 30)
    )
    face = canvas.radial([(0, PAPER_LIGHT), (1, PAPER_DEEP)])
    return moved(
        soft(circle(12, 18, 146, INK), 14, 0.4)
        + circle(0, 0, 146, INK_SOFT)
        + circle(0, 0, 130, face)
        + ticks
        + stroke("M0 0V-66", INK, 11, transform="rotate(215)")
        + stroke("M0 0V-98", INK, 7, transform="rotate(60)")
        + stroke("M0 20V-104", OXBLOOD, 3, transform="rotate(200)")
        + circle(0, 0, 10, OXBLOOD),
        x,
        y,
    )


def _apron(x: float, tone: str) -> str:
    body = (
        f"M{x - 50} 500C{x - 40} 540 {x - 60} 580 {x - 100} 600C{x - 110} 700"
        f" {x - 112} 780 {x - 104} 826Q{x} 846 {x + 104} 826C{x + 112} 780"
        f" {x + 110} 700 {x + 100} 600C{x + 60} 580 {x + 40} 540 {x + 50} 500Z"
    )
    shade = darker(tone, 0.32)
    return "".join(
        [
            soft(path(body, INK, transform="translate(16 20)"), 14, 0.35),
            stroke(
                f"M{x - 46} 504Q{x - 30} 440 {x} 436Q{x + 30} 440 {x + 46} 504",
                shade,
                9,
            ),
            path(body, tone),
            path(
                f"M{x + 20} 510C{x + 30} 640 {x + 20} 760 {x + 40} 838Q{x + 80} 834"
                f" {x + 104} 826C{x + 112} 780 {x + 110} 700 {x + 100} 600C{x + 60}"
                f" 580 {x + 40} 540 {x + 50} 500Z",
                shade,
                opacity=0.55,
            ),
            stroke(f"M{x - 56} 670H{x + 56}V740Q{x} 756 {x - 56} 740Z", shade, 4),
            stroke(
                f"M{x - 100} 602C{x - 130} 640 {x - 126} 700 {x - 134} 750", shade, 7
            ),
            circle(x, 434, 12, BRASS),
        ]
    )


def _punch_cards() -> str:
    cards = "".join(
        rect(
            148 + i % 2 * 120,
            300 + i // 2 * 76,
            92,
            70,
            (PAPER, SAND, PAPER_DEEP)[i % 3],
        )
        + rect(158 + i % 2 * 120, 312 + i // 2 * 76, 50, 6, OXBLOOD)
        + rect(158 + i % 2 * 120, 324 + i // 2 * 76, 70, 4, SLATE, opacity=0.6)
        + rect(140 + i % 2 * 120, 336 + i // 2 * 76, 108, 38, SLATE)
        for i in range(6)
    )
    return "".join(
        [
            soft(rect(132, 140, 270, 420, INK), 14, 0.35),
            rect(120, 128, 270, 420, darker(SLATE, 0.4), rx=6),
            rect(150, 150, 210, 110, SLATE_LIGHT, rx=8),
            rect(176, 172, 158, 40, INK, rx=4),
            *(rect(196 + 32 * i, 182, 18, 20, BRASS_LIGHT) for i in range(4)),
            rect(190, 232, 130, 10, INK),
            cards,
        ]
    )


def founders() -> Canvas:
    """Two people at a whiteboard drawing a circle divided in parts."""
    canvas = plain_wall("#a9ae9c", "#75614a", 850)
    canvas.add(
        soft(rect(430, 110, 760, 520, INK), 30, 0.35),
        rect(416, 92, 768, 530, SLATE_LIGHT, rx=6),
        rect(432, 108, 736, 498, PAPER_LIGHT),
        rect(520, 622, 560, 16, SLATE),
        *(
            rect(x, 612, 60, 12, t, rx=5)
            for x, t in ((560, OXBLOOD), (640, SAGE_DARK), (720, INK))
        ),
        _divided_circle(),
        soft(ellipse(330, 1010, 180, 18, INK), 14, 0.5),
        soft(ellipse(1270, 1010, 180, 18, INK), 14, 0.5),
        moved(standing("#7a2e2a", SKINS[1], "#1b1412", True), 330, 1010, 0, 1.22),
        moved(
            mirrored(standing("#3f6a66", SKINS[2], "#33241c"), 0), 1270, 1010, 0, 1.16
        ),
        _drawing_arm(),
        rect(-20, 960, 180, 16, "#a57947"),
        rect(20, 976, 16, 100, "#6f4e2d"),
        rect(30, 906, 96, 54, PAPER_DEEP, rx=4),
    )
    return canvas


def _divided_circle() -> str:
    return group(
        path("M0 0V-170A170 170 0 0 1 147 85Z", SAGE, opacity=0.75),
        path("M0 0L147 85A170 170 0 0 1 -147 85Z", BRASS_LIGHT, opacity=0.75),
        path("M0 0L-147 85A170 170 0 0 1 0 -170Z", CLAY, opacity=0.6),
        circle(0, 0, 170, "none", stroke=INK_SOFT, stroke_width=7),
        stroke("M0 0V-170M0 0L147 85M0 0L-147 85", INK_SOFT, 6),
        *(
            stroke(f"M{x} {y}" + "q9 -13 16 0" * 4, INK_SOFT, 5)
            for x, y in ((36, -40), (-34, 96), (-110, -40))
        ),
        *(
            stroke(f"M236 {y}" + "q9 -13 16 0" * n, SLATE, 5)
            for y, n in ((-90, 5), (-30, 7), (30, 4))
        ),
        transform="translate(770 360)",
    )


def _drawing_arm() -> str:
    return "".join(
        [
            stroke("M408 470C470 510 540 480 600 410", "#7a2e2a", 50),
            stroke("M428 494C490 522 548 490 606 424", darker("#7a2e2a", 0.3), 18),
            circle(614, 396, 25, SKINS[1]),
            stroke("M606 402L634 366", OXBLOOD, 11),
        ]
    )
