"""Composes still lifes on a table, seen from above in window light."""

from .palette import (
    BRASS,
    INK,
    INK_LINE,
    INK_SOFT,
    OXBLOOD,
    PAPER,
    PAPER_DEEP,
    PAPER_LIGHT,
    SAGE,
    SAGE_DARK,
    SAND,
    SLATE,
)
from .svg import Canvas, circle, moved, path, polygon, rect, soft, stroke
from .things import (
    cast,
    cup,
    envelope,
    pen,
    sheet,
    window_light,
)

WIDE, HIGH = 1600, 1067
GREEN, SANDY, CLAYEY, BLUISH, DARK = (
    ("#5d7468", "#2c433b"),
    ("#dccca9", "#b59a67"),
    ("#b98a72", "#8c5a48"),
    ("#8d9d9d", "#56676a"),
    ("#3a524a", "#14231f"),
)


def table(tones: tuple[str, str]) -> Canvas:
    """A table top, lit from the upper left."""
    canvas = Canvas(WIDE, HIGH)
    stops = [(0, tones[0]), (1, tones[1])]
    canvas.add(rect(0, 0, WIDE, HIGH, canvas.linear(stops, (0, 0), (1, 1))))
    return canvas


def in_window_light(canvas: Canvas) -> Canvas:
    """Let the window's panes fall over all that lies on the table."""
    canvas.add(window_light(WIDE, HIGH))
    return canvas


def notebook() -> Canvas:
    """An open notebook with a handwritten list, a folder of papers beside it."""
    canvas = table(GREEN)
    canvas.add(
        moved(_open_notebook(), 150, 210, -4),
        moved(_folder(), 1080, 130, 9),
        moved(pen(canvas, INK), 720, 730, -24, 1.05),
    )
    return in_window_light(canvas)


def _open_notebook() -> str:
    drawn = [
        cast(rect(-14, -12, 848, 644, INK, rx=12), 20, 26, 0.5),
        rect(-14, -12, 848, 644, OXBLOOD, rx=12),
        rect(0, 0, 410, 620, PAPER, rx=6),
        rect(410, 0, 410, 620, PAPER, rx=6),
        soft(rect(390, 0, 40, 620, INK), 14, 0.3),
    ]
    for index in range(14):
        y = 70 + index * 38
        drawn.append(rect(30, y, 350, 1.5, SLATE, opacity=0.25))
        drawn.append(rect(440, y, 350, 1.5, SLATE, opacity=0.25))
    for index, length in enumerate((250, 320, 290, 0, 300, 330, 180, 0, 270, 310)):
        if length:
            waves = "".join(
                f"q9 {-11 if i % 3 else -17} 15 0" for i in range(length // 15)
            )
            drawn.append(
                stroke(f"M{40} {62 + index * 38}{waves}", INK_SOFT, 3, opacity=0.8)
            )
    drawn += [
        stroke(f"M452 {60 + 76 * i}l9 9l16 -22", SAGE_DARK, 5)
        + stroke(f"M500 {66 + 76 * i}" + "q9 -12 15 0" * n, INK_SOFT, 3, opacity=0.8)
        for i, n in enumerate((15, 11, 17))
    ]
    drawn.append(rect(700, -14, 26, 250, BRASS))
    drawn.append(
        polygon([(700, 236), (726, 236), (726, 262), (713, 248), (700, 262)], BRASS)
    )
    return "".join(drawn)


def _folder() -> str:
    back = "M0 30H150L176 0H400V620H0Z"
    return "".join(
        [
            cast(path(back, INK), 18, 24, 0.45),
            path(back, "#c9a66b"),
            moved(sheet(350, 540), 34, 40, 2),
            path("M-10 150H392V626H-2Z", "#dcbc82"),
            rect(120, 300, 150, 70, PAPER),
            rect(138, 322, 110, 9, INK_SOFT),
            rect(138, 342, 70, 7, SLATE),
        ]
    )


def envelopes() -> Canvas:
    """Three sealed envelopes, a fountain pen and two cups on a kitchen table."""
    canvas = table(SANDY)
    planks = (rect(0, y, WIDE, 3, "#7d5f35", opacity=0.3) for y in (210, 430, 650, 870))
    canvas.add(
        *planks,
        moved(envelope(SAND, SAGE_DARK), 330, 110, -9, 1.25),
        moved(envelope(PAPER_DEEP, BRASS), 470, 350, 5, 1.25),
        moved(envelope(PAPER, OXBLOOD), 310, 600, -3, 1.25),
        moved(pen(canvas, INK_LINE), 950, 900, -30, 1.1),
        moved(cup(canvas, SAGE, "#7a4a2a"), 1290, 300, 25),
        moved(cup(canvas, "#e3d8c4", "#7a4a2a"), 130, 860, -150, 0.95),
    )
    return in_window_light(canvas)


def green_card() -> Canvas:
    """A plea form with an unsigned line, a plain green card and a pen on top."""
    canvas = table(DARK)
    canvas.add(
        moved(sheet(640, 880), 500, 90, -5),
        moved(_signing_line(), 610, 850, -5),
        moved(_card(canvas), 880, 330, 9),
        moved(pen(canvas, OXBLOOD), 560, 760, -22, 1.1),
    )
    return in_window_light(canvas)


def _signing_line() -> str:
    mark = stroke("M0 -26l20 22m0 -22l-20 22", OXBLOOD, 5)
    return (
        rect(-20, -70, 470, 110, PAPER)
        + mark
        + rect(36, 0, 330, 3, INK_SOFT)
        + rect(36, 14, 120, 7, SLATE, opacity=0.5)
    )


def _card(canvas: Canvas) -> str:
    tint = canvas.linear([(0, "#bcd0b4"), (1, "#7fa088")], (0, 0), (1, 1))
    waves = "".join(
        stroke(
            f"M0 {60 + 34 * i}C130 {20 + 34 * i} 260 {110 + 34 * i} 480 {50 + 34 * i}",
            PAPER_LIGHT,
            2,
            opacity=0.35,
        )
        for i in range(7)
    )
    return "".join(
        [
            cast(rect(0, 0, 480, 304, INK, rx=20), 16, 22, 0.5),
            rect(0, 0, 480, 304, tint, rx=20),
            waves,
            rect(28, 30, 210, 16, "#2f4f42"),
            rect(28, 76, 126, 160, PAPER, rx=6),
            circle(91, 134, 30, SAGE_DARK),
            path("M44 236C46 186 70 174 91 174C112 174 136 186 138 236Z", SAGE_DARK),
            *(
                rect(182, 86 + 34 * i, w, 10, "#2f4f42", opacity=0.6)
                for i, w in enumerate((190, 130, 220, 160, 110))
            ),
            rect(28, 258, 424, 18, "#2f4f42", opacity=0.25),
            circle(
                420, 60, 26, "none", stroke=PAPER_LIGHT, stroke_width=4, opacity=0.7
            ),
        ]
    )
