"""Composes the scenes at a front door."""

from .figures import SKINS, standing
from .palette import (
    BRASS,
    BRASS_LIGHT,
    INK,
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
)
from .places import tree
from .svg import (
    Canvas,
    circle,
    ellipse,
    group,
    moved,
    path,
    polygon,
    rect,
    soft,
    stroke,
)

WIDE, HIGH = 1600, 1067


def _hall(canvas: Canvas, wall: str) -> None:
    face = canvas.linear(
        [(0, darker(wall, 0.2)), (0.5, lighter(wall, 0.08)), (1, darker(wall, 0.3))],
        (0, 0),
        (1, 0),
    )
    canvas.add(
        rect(0, 0, WIDE, 940, face),
        rect(0, 900, WIDE, 44, lighter(wall, 0.2)),
        rect(0, 940, WIDE, 130, "#4d3a28"),
    )


def porch() -> Canvas:
    """Two people in dark jackets on the porch, seen from inside through the glass."""
    canvas = Canvas(WIDE, HIGH)
    _hall(canvas, "#5f7269")
    edge, panes = (
        darker(OXBLOOD, 0.4),
        ((570, 460, 560), (430, 80, 740), (1090, 80, 740)),
    )
    glass = canvas.clip(*(rect(x, 150, wide, tall, "#fff") for x, wide, tall in panes))
    shade = canvas.linear([(0, INK, 0.05), (1, INK, 0.45)], (0, 0), (1, 0))
    floor_light = [(560, 944), (1040, 944), (1240, HIGH), (360, HIGH)]
    canvas.add(
        rect(390, 90, 820, 856, PAPER_DEEP),
        rect(410, 110, 780, 836, PAPER),
        rect(530, 120, 540, 824, OXBLOOD),
        rect(530, 120, 540, 824, shade),
        group(_callers(canvas), clip_path=glass),
    )
    for (x, wide, tall), tone in zip(
        panes, (edge, PAPER_DEEP, PAPER_DEEP), strict=True
    ):
        canvas.add(rect(x, 150, wide, tall, "none", stroke=tone, stroke_width=9))
    canvas.add(
        rect(795, 150, 9, 560, edge),
        rect(580, 750, 440, 150, "none", stroke=edge, stroke_width=6),
        rect(1036, 560, 22, 110, BRASS, rx=8),
        circle(1047, 590, 19, BRASS_LIGHT),
        soft(polygon(floor_light, "#ffe9b5"), 14, 0.45),
        _coat_hooks(),
        _hall_table(),
    )
    return canvas


def _callers(canvas: Canvas) -> str:
    """The porch in morning light, a little veiled by the frosted glass."""
    morning = canvas.linear([(0, "#f7e7c2"), (0.7, "#eed09a"), (1, SAGE_LIGHT)])
    callers = moved(standing("#1d2b31", "#b08a70", "#3a2a20"), 682, 1030, 0, 1.28)
    callers += moved(standing("#18241f", "#8a6650", "#14100e"), 920, 1030, 0, 1.34)
    return "".join(
        [
            rect(430, 60, 740, 900, morning),
            soft(tree(480, 800, 420, SAGE), 6, 0.7),
            soft(tree(1130, 820, 360, SAGE), 6, 0.7),
            soft(rect(430, 760, 740, 240, "#c9b98f"), 6),
            soft(callers, 6, 0.92),
            rect(430, 150, 740, 740, PAPER_LIGHT, opacity=0.1),
        ]
    )


def _coat_hooks() -> str:
    coat = "M170 330C120 360 110 500 96 730H250C244 520 240 380 212 330Z"
    return "".join(
        [
            rect(90, 286, 250, 22, "#8a6640"),
            *(circle(x, 306, 9, BRASS_LIGHT) for x in (130, 190, 250, 306)),
            soft(path(coat, INK), 14, 0.4),
            path(coat, SLATE),
            path("M196 330C220 380 240 520 250 730H190Z", darker(SLATE, 0.35)),
            stroke(
                "M306 312C280 400 284 520 296 610M306 312C334 400 330 520 318 610",
                SAGE_LIGHT,
                20,
            ),
        ]
    )


def _hall_table() -> str:
    return "".join(
        [
            rect(1290, 700, 260, 20, "#a57947"),
            rect(1304, 720, 14, 240, "#6f4e2d"),
            rect(1522, 720, 14, 240, "#6f4e2d"),
            rect(1308, 720, 224, 46, "#8a6640"),
            ellipse(1372, 698, 46, 10, SAGE_DARK),
            stroke("M1360 690q20 -14 34 2", BRASS_LIGHT, 6),
            rect(1450, 640, 60, 60, PAPER_DEEP, rx=10),
            *(
                stroke(f"M1480 640Q{1480 + d} 580 {1480 + d * 1.7} 530", SAGE_DARK, 5)
                + circle(1480 + d * 1.7, 522, 18, tone)
                for d, tone in ((-26, BRASS_LIGHT), (0, PAPER), (24, OXBLOOD))
            ),
        ]
    )


def warrant() -> Canvas:
    """A folded paper held out across a half-open door with its chain on."""
    canvas = Canvas(WIDE, HIGH)
    _hall(canvas, "#8b9a8c")
    day = canvas.linear([(0, "#f7e7c2"), (1, "#e3bf85")])
    leaf = canvas.linear([(0, darker(SAGE_DARK, 0.55)), (1, SAGE_DARK)], (0, 0), (1, 0))
    opening = canvas.clip(rect(370, 80, 880, 866, "#fff"))
    outside = soft(tree(500, 860, 420, SAGE), 6, 0.8) + rect(
        370, 830, 346, 120, "#c9b98f"
    )
    edge, dim = lighter(SAGE_DARK, 0.3), darker(SAGE_DARK, 0.6)
    fallen = [(370, 946), (720, 946), (640, HIGH), (60, HIGH)]
    canvas.add(
        rect(330, 40, 960, 906, PAPER_DEEP),
        rect(370, 80, 880, 866, day),
        group(outside, clip_path=opening),
        polygon([(740, 80), (1250, 80), (1250, 946), (740, 1010)], leaf),
        polygon([(716, 80), (740, 80), (740, 1010), (716, 1004)], edge),
        *(polygon(p, "none", stroke=dim, stroke_width=7) for p in _panels()),
        rect(764, 530, 30, 130, BRASS, rx=10),
        circle(779, 570, 26, BRASS_LIGHT),
        circle(773, 564, 9, PAPER_LIGHT),
        _chain(),
        group(_offered_paper(), clip_path=opening),
        soft(polygon(fallen, "#ffe9b5"), 14, 0.5),
    )
    return canvas


def _panels() -> list[list[tuple[float, float]]]:
    return [
        [(830, 150), (1180, 150), (1180, 470), (830, 480)],
        [(830, 560), (1180, 545), (1180, 860), (830, 900)],
    ]


def _chain() -> str:
    """The door chain, hanging between frame and door."""
    links = "".join(
        ellipse(
            404 + 27.5 * i,
            300 + 46 * (1 - ((i - 6.5) / 6.5) ** 2),
            18,
            9 if i % 2 else 6,
            "none",
            stroke=BRASS,
            stroke_width=6,
        )
        for i in range(14)
    )
    plates = rect(336, 274, 58, 52, BRASS, rx=6) + rect(752, 274, 60, 46, BRASS, rx=6)
    return soft(group(links, transform="translate(8 14)"), 6, 0.4) + plates + links


def _offered_paper() -> str:
    """A hand from outside, reaching past the edge of the door."""
    paper = "M0 0L230 -34L262 150L34 190Z"
    return group(
        path(
            "M-420 150C-260 104 -130 92 -30 92L-16 204C-130 214 -250 250 -420 330Z",
            "#26363d",
        ),
        path("M-40 92L-4 88L6 200L-30 202Z", PAPER),
        soft(path(paper, INK, transform="translate(14 24)"), 14, 0.4),
        path(
            "M-4 96C40 84 80 100 110 116L150 150C140 170 100 168 70 158C40 190 20"
            " 200 2 196Z",
            SKINS[0],
        ),
        path(paper, PAPER),
        polygon([(0, 0), (230, -34), (240, 24), (10, 60)], PAPER_LIGHT),
        stroke("M10 60L240 24M22 124L252 88", SLATE_LIGHT, 3),
        *(
            stroke(
                f"M{44 + 5 * i} {26 + 28 * i}l{130 - 20 * (i % 2)} {-20}",
                SLATE,
                5,
                opacity=0.5,
            )
            for i in range(5)
        ),
        circle(214, 118, 17, OXBLOOD, opacity=0.85),
        path(
            "M30 120C60 106 96 112 116 128C124 138 114 150 100 146L36 150Z",
            lighter(SKINS[0], 0.12),
        ),
        transform="translate(650 660) scale(1.1)",
    )
