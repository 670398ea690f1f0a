"""Draws objects for still lifes, each around its own origin."""

from .palette import (
    BRASS,
    BRASS_DARK,
    BRASS_LIGHT,
    INK,
    INK_LINE,
    OXBLOOD,
    PAPER,
    PAPER_DEEP,
    PAPER_LIGHT,
    SAGE,
    SAGE_DARK,
    SLATE,
    darker,
    lighter,
)
from .svg import (
    Canvas,
    circle,
    ellipse,
    group,
    path,
    polygon,
    rect,
    soft,
    stroke,
)


def cast(shape: str, dx: float = 26, dy: float = 30, opacity: float = 0.45) -> str:
    """A shape's own shadow on the table, away from the window at upper left."""
    near = group(shape, transform=f"translate({dx * 0.3} {dy * 0.3})")
    far = group(shape, transform=f"translate({dx} {dy})")
    return soft(far, 14, opacity * 0.75, "multiply") + soft(
        near, 6, opacity, "multiply"
    )


def sheet(width: float, height: float, tone: str = PAPER, lines: int = 14) -> str:
    """A typed page, its upper left corner at the origin."""
    blank = rect(0, 0, width, height, tone, rx=3)
    shadow = cast(rect(0, 0, width, height, INK_LINE, rx=3), 16, 20, 0.35)
    margin, step = width * 0.13, (height * 0.62) / max(lines, 1)
    rows = []
    for index in range(lines):
        last = index % 5 == 4
        length = (width - 2 * margin) * (0.55 if last else 1 - 0.05 * (index % 3))
        y = height * 0.26 + index * step
        rows.append(rect(margin, y, length, step * 0.2, SLATE, opacity=0.42))
    title = rect(margin, height * 0.11, width * 0.44, height * 0.022, INK, opacity=0.8)
    under = rect(margin, height * 0.155, width * 0.26, height * 0.012, BRASS)
    return shadow + blank + title + under + "".join(rows)


def pen(canvas: Canvas, body: str = INK, length: float = 460) -> str:
    """A fountain pen lying along x, its nib at the origin."""
    gloss = canvas.linear(
        [(0, lighter(body, 0.3)), (0.3, body), (1, darker(body, 0.6))]
    )
    gold = canvas.linear([(0, BRASS_LIGHT), (0.5, BRASS), (1, BRASS_DARK)])
    outline = f"M0 0L70 -13L{length - 20} -20Q{length} 0 {length - 20} 20L70 13Z"
    return "".join(
        [
            cast(path(outline, INK), 14, 26, 0.5),
            path("M0 0C20 -10 46 -13 70 -13L70 13C46 13 20 10 0 0Z", gold),
            stroke("M6 0H52", INK, 1.6),
            circle(52, 0, 3, INK),
            path(
                f"M70 -13L130 -18H{length - 26}Q{length} -16 {length} 0Q{length} 16"
                f" {length - 26} 18H130L70 13Z",
                gloss,
            ),
            rect(66, -13.5, 9, 27, gold),
            rect(228, -18.5, 12, 37, gold),
            rect(length - 34, -17, 6, 34, gold),
            path(f"M236 -22H{length - 90}q8 4 0 8H236Z", gold),
        ]
    )


def cup(canvas: Canvas, glaze: str = SAGE, liquid: str = "#3b241a") -> str:
    """A cup on its saucer seen from above, centred on the origin."""
    rim = canvas.radial(
        [(0, lighter(glaze, 0.2)), (0.8, glaze), (1, darker(glaze, 0.25))],
        (0.35, 0.3),
        0.8,
    )
    brew = canvas.radial([(0, lighter(liquid, 0.2)), (1, liquid)], (0.35, 0.3), 0.8)
    handle = "M96 -24C150 -50 178 -6 128 26C116 34 104 34 92 30"
    return "".join(
        [
            cast(circle(0, 0, 172, INK), 30, 36, 0.42),
            circle(0, 0, 172, lighter(glaze, 0.32)),
            circle(0, 0, 172, rim, opacity=0.65),
            circle(0, 0, 118, darker(glaze, 0.18), opacity=0.35),
            soft(circle(26, 30, 108, INK), 14, 0.4),
            stroke(handle, darker(glaze, 0.16), 20),
            stroke(handle, lighter(glaze, 0.14), 7, opacity=0.6),
            circle(0, 0, 108, rim),
            circle(0, 0, 96, darker(glaze, 0.5)),
            circle(2, 4, 92, brew),
            soft(
                path("M-66 -34A78 78 0 0 1 24 -72A92 92 0 0 0 -66 -34Z", PAPER), 6, 0.55
            ),
        ]
    )


def key(canvas: Canvas, tone: str = BRASS) -> str:
    """A house key lying along x, the bow around the origin, 420 long."""
    metal = canvas.linear(
        [(0, lighter(tone, 0.45)), (0.45, tone), (1, darker(tone, 0.45))]
    )
    outline = (
        "M-82 0A82 82 0 1 1 70 -26H330L356 0L340 16H316L304 30L290 18L276 34L262 20"
        "L244 36L228 22H70A82 82 0 0 1 -82 0ZM-50 0A26 26 0 1 0 2 0A26 26 0 1 0 -50 0Z"
    )
    body = path(outline, metal, fill_rule="evenodd")
    return "".join(
        [
            cast(path(outline, INK, fill_rule="evenodd"), 12, 16, 0.55),
            body,
            stroke("M76 -4H326", darker(tone, 0.5), 5, opacity=0.55),
            stroke("M76 -14H322", lighter(tone, 0.6), 2.5, opacity=0.7),
            stroke("M-66 -34A74 74 0 0 1 30 -62", PAPER_LIGHT, 5, opacity=0.5),
        ]
    )


def passport(canvas: Canvas, cover: str = OXBLOOD) -> str:
    """A closed passport, 300 x 420, upper left corner at the origin."""
    cloth = canvas.linear(
        [(0, lighter(cover, 0.14)), (1, darker(cover, 0.25))], (0, 0), (1, 1)
    )
    rays = "".join(
        stroke("M0 -46V-66", BRASS_LIGHT, 4, transform=f"rotate({a})")
        for a in range(0, 360, 30)
    )
    globe = group(
        circle(0, 0, 38, "none", stroke=BRASS_LIGHT, stroke_width=4),
        ellipse(0, 0, 17, 38, "none", stroke=BRASS_LIGHT, stroke_width=3),
        stroke("M-38 0H38M-33 -18H33M-33 18H33", BRASS_LIGHT, 3),
        rays,
        transform="translate(150 190)",
    )
    return "".join(
        [
            cast(rect(0, 0, 300, 420, INK, rx=16), 20, 26, 0.5),
            rect(5, 4, 300, 420, PAPER_DEEP, rx=14),
            rect(0, 0, 300, 420, cloth, rx=16),
            rect(0, 0, 16, 420, darker(cover, 0.4), rx=8, opacity=0.5),
            globe,
            rect(70, 62, 160, 12, BRASS_LIGHT, opacity=0.9),
            rect(100, 88, 100, 8, BRASS_LIGHT, opacity=0.7),
            rect(84, 318, 132, 12, BRASS_LIGHT, opacity=0.9),
            rect(128, 356, 44, 26, "none", stroke=BRASS_LIGHT, stroke_width=3, rx=5),
            circle(150, 369, 6, BRASS_LIGHT),
        ]
    )


def book(
    canvas: Canvas, width: float, thick: float, cover: str, mark: str = BRASS_LIGHT
) -> str:
    """A closed book seen from its spine, lying flat, lower left at the origin."""
    cloth = canvas.linear(
        [(0, lighter(cover, 0.16)), (0.3, cover), (1, darker(cover, 0.4))]
    )
    bands = "".join(
        rect(width * at, -thick, 7, thick, mark, opacity=0.85)
        for at in (0.1, 0.13, 0.87, 0.9)
    )
    return "".join(
        [
            rect(0, -thick, width, thick, cloth, rx=8),
            bands,
            rect(
                width * 0.34,
                -thick * 0.6,
                width * 0.32,
                thick * 0.16,
                mark,
                opacity=0.8,
            ),
        ]
    )


def leaf_sprig(tone: str = SAGE_DARK, pairs: int = 6, size: float = 1) -> str:
    """A sprig growing upward from the origin, for a vase or a pot."""
    leaves = [
        stroke(
            f"M0 0C10 {-40 * pairs} -10 {-46 * pairs} 4 {-58 * pairs}",
            darker(tone, 0.3),
            5,
        )
    ]
    for index in range(pairs):
        y, grow = -60 - index * 50, 1.15 - index * 0.1
        for side in (-1, 1):
            hue = tone if side < 0 else darker(tone, 0.28)
            blade = path(
                "M0 0C24 -34 70 -44 112 -34C90 0 40 18 0 0Z", lighter(hue, 0.04 * index)
            )
            leaves.append(
                group(
                    blade,
                    stroke(
                        "M4 -1C34 -14 64 -24 96 -30", darker(hue, 0.25), 2, opacity=0.6
                    ),
                    transform=f"translate(0 {y}) scale({side * grow} {grow})"
                    " rotate(-14)",
                )
            )
    return group(*leaves, transform=f"scale({size})")


def envelope(tone: str = PAPER_DEEP, seal: str | None = OXBLOOD) -> str:
    """A sealed envelope, 420 x 270, upper left corner at the origin."""
    flap = "M0 8L196 150Q210 160 224 150L420 8"
    wax = (
        (circle(210, 152, 30, seal) + circle(205, 147, 19, lighter(seal, 0.14)))
        if seal
        else ""
    )
    return "".join(
        [
            cast(rect(0, 0, 420, 270, INK, rx=5), 18, 24, 0.42),
            rect(0, 0, 420, 270, tone, rx=5),
            stroke("M0 266L160 128M420 266L260 128", darker(tone, 0.18), 2.5),
            path(flap + "L420 0H0Z", lighter(tone, 0.3)),
            soft(stroke(flap, darker(tone, 0.5), 5), 2, 0.5),
            wax,
        ]
    )


def lamp(canvas: Canvas, shade: str = SAGE_DARK) -> str:
    """A banker's desk lamp standing on the origin, 380 tall."""
    glass = canvas.linear([(0, lighter(shade, 0.3)), (1, darker(shade, 0.2))])
    metal = canvas.linear(
        [(0, BRASS_DARK), (0.35, BRASS_LIGHT), (1, BRASS_DARK)], (0, 0), (1, 0)
    )
    return "".join(
        [
            ellipse(0, -6, 104, 18, BRASS_DARK),
            ellipse(0, -14, 104, 18, metal),
            rect(-9, -300, 18, 290, metal),
            path(
                "M-150 -292C-150 -352 -110 -372 0 -372C110 -372 150 -352 150 -292Z",
                glass,
            ),
            rect(-152, -296, 304, 10, metal, rx=5),
            stroke("M-112 -336C-84 -356 -40 -360 0 -360", PAPER_LIGHT, 6, opacity=0.4),
            stroke("M66 -286V-226", BRASS_LIGHT, 3),
            circle(66, -222, 6, BRASS_LIGHT),
        ]
    )


def window_light(width: int, height: int, tone: str = PAPER_LIGHT) -> str:
    """Slanted panes of sun on a table or wall."""
    panes = []
    for column in range(3):
        for row in range(2):
            x, y = (
                width * (0.08 + 0.2 * column + 0.12 * row),
                height * (-0.12 + 0.56 * row),
            )
            panes.append(
                polygon(
                    [
                        (x, y),
                        (x + width * 0.17, y),
                        (x + width * 0.28, y + height * 0.5),
                        (x + width * 0.11, y + height * 0.5),
                    ],
                    tone,
                )
            )
    return soft("".join(panes), 14, 0.28, "soft-light")
