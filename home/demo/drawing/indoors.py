"""Composes the rooms in which clients are received."""

from .furniture import (
    framed_print,
    place_setting,
    potted_plant,
    swivel_chair,
)
from .palette import (
    BRASS_DARK,
    BRASS_LIGHT,
    BRASS_WASH,
    CLAY,
    INK,
    INK_LINE,
    OXBLOOD,
    PAPER,
    PAPER_DEEP,
    PAPER_LIGHT,
    SAGE,
    SAGE_DARK,
    SAGE_LIGHT,
    SLATE,
    SLATE_LIGHT,
    darker,
    lighter,
    mix,
)
from .places import sky, spread, towers, window
from .svg import (
    Canvas,
    circle,
    ellipse,
    mirrored,
    moved,
    path,
    polygon,
    rect,
    soft,
    stroke,
)
from .things import book, lamp

WIDE, HIGH = 1600, 1067


def _room(wall: str, floor: str, edge: int) -> Canvas:
    canvas = Canvas(WIDE, HIGH)
    lit = canvas.linear(
        [(0, lighter(wall, 0.2)), (1, darker(wall, 0.16))], (0, 0), (1, 0.6)
    )
    boards = canvas.linear([(0, darker(floor, 0.2)), (1, lighter(floor, 0.06))])
    canvas.add(
        rect(0, 0, WIDE, edge, lit),
        rect(0, edge, WIDE, HIGH - edge, boards),
        rect(0, edge - 34, WIDE, 34, lighter(wall, 0.34)),
        rect(0, edge - 4, WIDE, 5, darker(wall, 0.4)),
    )
    return canvas


def city_view(canvas: Canvas, base: float) -> str:
    """The hazy city behind a pane, down to `base`."""
    tone = mix(SAGE, PAPER, 0.3)
    return "".join(
        [
            sky(canvas, base, "#b5c4bd", "#f3e3c0", (420, base - 140)),
            towers(canvas, (-20, 1640), base, (60, 330), lighter(tone, 0.2), 0.52),
            towers(canvas, (-40, 1640), base, (30, 200), SAGE, 0.18),
        ]
    )


def library() -> Canvas:
    """Shelves of reports with a reading lamp lit before them."""
    canvas = Canvas(WIDE, HIGH, "#2a1f18")
    for row in range(4):
        canvas.add(_shelf(canvas, 20 + row * 232, 0.17 + row * 0.23))
    canvas.add(*(rect(x, 0, 26, 900, "#3b2b1f") for x in (-8, 518, 1056, 1582)))
    canvas.add(rect(0, 0, WIDE, 940, INK, opacity=0.34))
    top = canvas.linear([(0, "#8f6a40"), (1, "#4d3620")])
    pool = canvas.radial([(0, "#ffe7b0", 0.85), (1, "#ffe7b0", 0)])
    canvas.add(
        ellipse(1040, 640, 620, 480, pool, style="mix-blend-mode:soft-light"),
        ellipse(1040, 640, 420, 360, pool, opacity=0.35),
        rect(0, 880, WIDE, 190, top),
        rect(0, 880, WIDE, 6, BRASS_LIGHT, opacity=0.4),
        soft(ellipse(1040, 930, 420, 44, "#ffe7b0"), 30, 0.7),
        soft(ellipse(1060, 926, 130, 16, INK), 6, 0.5),
        moved(lamp(canvas), 1040, 920, 0, 1.35),
        soft(rect(300, 950, 430, 26, INK), 14, 0.6),
        moved(book(canvas, 400, 66, OXBLOOD), 310, 960),
        moved(book(canvas, 360, 56, SAGE_DARK), 340, 894),
        moved(book(canvas, 330, 46, "#8a6436"), 330, 838),
        _open_book(690, 985),
    )
    canvas.add(_ladder())
    return canvas


def _ladder() -> str:
    """A rolling ladder leaning at the shelves, left of the desk's light."""
    rungs = (
        rect(146 + 5 * i, 820 - 92 * i, 150 - 5 * i, 13, "#a57947") for i in range(9)
    )
    return "".join(
        [
            rect(0, 22, WIDE, 9, BRASS_DARK),
            soft(polygon([(170, 30), (330, 30), (350, 880), (170, 880)], INK), 14, 0.3),
            *rungs,
            polygon([(112, 896), (136, 896), (206, 20), (184, 20)], "#c79b66"),
            polygon([(290, 896), (316, 896), (322, 20), (300, 20)], "#8a6238"),
            circle(124, 894, 15, INK),
            circle(303, 894, 15, INK),
        ]
    )


def _shelf(canvas: Canvas, top: float, seed: float) -> str:
    tones = (
        OXBLOOD,
        SAGE_DARK,
        BRASS_DARK,
        SLATE,
        "#8a6436",
        INK_LINE,
        "#a99a7a",
        "#5d201d",
    )
    chance, drawn, x = spread(seed), [rect(0, top, WIDE, 232, "#1c1511")], 8.0
    while x < WIDE:
        wide, tall = 30 + 30 * next(chance), 158 + 50 * next(chance)
        tone = tones[int(next(chance) * len(tones))]
        y = top + 212 - tall
        round_spine = canvas.linear(
            [
                (0, darker(tone, 0.3)),
                (0.35, lighter(tone, 0.2)),
                (1, darker(tone, 0.5)),
            ],
            (0, 0),
            (1, 0),
        )
        drawn.append(rect(x, y, wide, tall, round_spine, rx=3))
        drawn += [
            rect(x + 4, y + tall * at, wide - 8, 4, BRASS_LIGHT, opacity=0.75)
            for at in (0.14, 0.2, 0.78)
        ]
        if wide > 44:
            drawn.append(
                rect(x + 7, y + tall * 0.3, wide - 14, 34, PAPER_DEEP, opacity=0.6)
            )
        x += wide + 1.5
    drawn += [
        rect(0, top + 212, WIDE, 20, "#4a3625"),
        rect(0, top + 212, WIDE, 4, "#6e5236"),
    ]
    return "".join(drawn)


def _open_book(x: float, y: float) -> str:
    page = "M0 0C60 -34 150 -36 230 -14L270 34C180 8 80 8 0 40Z"
    rows = "".join(
        stroke(
            f"M{26 + i * 4} {-4 + i * 9}C{90 + i * 4} {-22 + i * 9} {150 + i * 4}"
            f" {-22 + i * 9} {212 + i * 6} {-8 + i * 9}",
            SLATE,
            2.4,
            opacity=0.5,
        )
        for i in range(3)
    )
    half = path(page, PAPER) + rows
    return moved(
        soft(ellipse(0, 44, 280, 20, INK), 14, 0.5)
        + path("M-276 44C-180 16 -80 18 0 50C80 18 180 16 276 44L270 34H-270Z", OXBLOOD)
        + half
        + mirrored(path(page, PAPER_DEEP) + rows, 0),
        x + 330,
        y,
    )


def office() -> Canvas:
    """A round table with four chairs before tall windows over rooftops."""
    canvas = _room("#b3b7a4", "#7d5f42", 770)
    view = _roof_view(canvas, 620)
    canvas.add(*(window(canvas, (x, 70, 300, 550), view) for x in (150, 560, 970)))
    light = "".join(
        polygon(
            [(x, 800), (x + 290, 800), (x + 500, HIGH), (x + 130, HIGH)], BRASS_WASH
        )
        for x in (150, 560, 970)
    )
    canvas.add(
        soft(light, 14, 0.32),
        moved(potted_plant(canvas), 1450, 850, 0, 1.2),
        swivel_chair(620, 830, 0.95, SAGE_DARK),
        swivel_chair(900, 830, 0.95, SAGE_DARK),
        soft(ellipse(770, 1010, 470, 50, INK), 14, 0.5),
        _round_table(canvas, 760, 850, 400),
        place_setting(640, 830, 0.8),
        place_setting(860, 870, 0.9),
        moved(mirrored(_side_chair(darker(OXBLOOD, 0.1)), 0), 1190, 1000, 0, 1.15),
        moved(_side_chair(OXBLOOD), 330, 1000, 0, 1.15),
    )
    return canvas


def _roof_view(canvas: Canvas, base: float) -> str:
    roofs = "".join(
        polygon(
            [
                (x, base),
                (x, base - t),
                (x + 70, base - t - 60),
                (x + 140, base - t),
                (x + 140, base),
            ],
            tone,
        )
        + rect(x + 96, base - t - 66, 20, 50, darker(tone, 0.2))
        + rect(x + 56, base - t + 24, 26, 34, BRASS_WASH)
        for x, t, tone in (
            (120, 90, CLAY),
            (250, 130, SLATE_LIGHT),
            (380, 80, OXBLOOD),
            (540, 110, SLATE_LIGHT),
            (660, 70, CLAY),
            (790, 140, SAGE),
            (950, 90, OXBLOOD),
            (1080, 120, CLAY),
            (1200, 80, SLATE_LIGHT),
        )
    )
    haze = rect(0, base - 330, WIDE, 330, "#f3e3c0", opacity=0.35)
    return city_view(canvas, base) + haze + roofs


def _round_table(canvas: Canvas, x: float, y: float, half: float) -> str:
    wood = canvas.linear([(0, "#c79b66"), (1, "#94693c")], (0, 0), (1, 0.4))
    return "".join(
        [
            path(f"M{x - 40} {y}H{x + 40}L{x + 26} {y + 150}H{x - 26}Z", "#5e4022"),
            ellipse(x, y + 156, half * 0.42, 24, "#4a3420"),
            ellipse(x, y + 18, half, half * 0.2, "#6e4c29"),
            ellipse(x, y, half, half * 0.2, wood),
            soft(
                ellipse(x - half * 0.3, y - 14, half * 0.5, half * 0.08, PAPER_LIGHT),
                14,
                0.35,
            ),
        ]
    )


def _side_chair(tone: str) -> str:
    return "".join(
        [
            soft(ellipse(10, 4, 130, 14, INK), 6, 0.5),
            stroke(
                "M-86 -150L-100 0M70 -150L88 0M-60 -150L-54 -24M52 -150L44 -24",
                "#4a3420",
                13,
            ),
            path(
                "M-96 -170C-120 -300 -120 -370 -96 -380C-70 -386 -64 -380 -60"
                " -370L-46 -176Z",
                tone,
            ),
            path("M-100 -186H76Q92 -180 88 -146H-92Z", lighter(tone, 0.12)),
            path("M-92 -158H89V-146H-92Z", darker(tone, 0.3)),
        ]
    )


def mediation() -> Canvas:
    """Three chairs around a small round table with a pitcher of water."""
    canvas = _room("#c3b89c", "#8a6a48", 770)
    canvas.add(window(canvas, (560, 70, 480, 500), city_view(canvas, 570)))
    curtain = canvas.linear([(0, SAGE_LIGHT), (1, SAGE)], (0, 0), (1, 0))
    canvas.add(
        *(
            path(d, curtain)
            for d in (
                "M470 30H600C590 300 560 520 500 720H450Z",
                "M1000 30H1130L1150 720H1100C1040 520 1010 300 1000 30Z",
            )
        ),
        rect(430, 20, 740, 14, BRASS_DARK),
        soft(
            polygon([(590, 790), (1010, 790), (1240, HIGH), (640, HIGH)], BRASS_WASH),
            14,
            0.4,
        ),
        framed_print(190, 200, 200, 250),
        moved(potted_plant(canvas), 1430, 830, 0, 1.05),
        swivel_chair(800, 850, 1.1, CLAY),
        soft(ellipse(810, 1010, 360, 44, INK), 14, 0.5),
        _round_table(canvas, 800, 840, 290),
        moved(_pitcher(), 790, 832),
        *(
            rect(x, 788 + d, 38, 56, PAPER_LIGHT, rx=5, opacity=0.6)
            + rect(x + 3, 812 + d, 32, 30, SAGE_LIGHT, rx=4)
            for x, d in ((640, 12), (890, 2), (960, 18))
        ),
        moved(_side_chair(SAGE_DARK), 410, 1000, 0, 1.2),
        moved(mirrored(_side_chair(darker(SAGE_DARK, 0.15)), 0), 1190, 1000, 0, 1.2),
    )
    return canvas


def _pitcher() -> str:
    body = "M-46 -150C-60 -90 -62 -30 -46 0H46C62 -30 60 -90 46 -150L60 -168H-40Z"
    return "".join(
        [
            stroke("M46 -130C110 -140 110 -40 52 -36", PAPER_LIGHT, 12, opacity=0.75),
            path(body, PAPER_LIGHT, opacity=0.5),
            path(
                "M-52 -100C-60 -50 -56 -20 -44 -4H44C56 -20 60 -50 52 -100Z",
                SAGE_LIGHT,
                opacity=0.85,
            ),
            ellipse(0, -100, 52, 9, PAPER_LIGHT, opacity=0.8),
            stroke("M-34 -136C-44 -90 -44 -50 -36 -20", PAPER_LIGHT, 6, opacity=0.8),
        ]
    )
