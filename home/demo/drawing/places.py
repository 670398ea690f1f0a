"""Draws buildings, water, sky and rooms for the larger scenes."""

from collections.abc import Iterator, Sequence

from .palette import (
    BRASS_LIGHT,
    BRASS_WASH,
    INK,
    PAPER,
    PAPER_LIGHT,
    SAGE_DARK,
    darker,
    lighter,
    mix,
)
from .svg import (
    Canvas,
    Point,
    circle,
    ellipse,
    group,
    path,
    polygon,
    rect,
    soft,
    stroke,
)

GOLDEN_SHARE = 0.618034


def spread(seed: float) -> Iterator[float]:
    """Evenly scattered shares between 0 and 1, the same ones at every drawing."""
    value = seed % 1
    while True:
        value = (value + GOLDEN_SHARE) % 1
        yield value


def sky(
    canvas: Canvas, height: float, top: str, low: str, sun: Point | None = None
) -> str:
    """Air that brightens toward the horizon, with a low sun behind haze."""
    air = canvas.linear([(0, top), (0.65, mix(top, low, 0.7)), (1, low)])
    drawn = [rect(0, 0, canvas.width, height, air)]
    if sun:
        drawn += [
            soft(circle(*sun, 250, PAPER_LIGHT), 110, 0.75),
            soft(circle(*sun, 64, PAPER_LIGHT), 6, 0.95),
        ]
    return "".join(drawn)


def cloud(
    x: float, y: float, width: float, tone: str = PAPER_LIGHT, opacity: float = 0.6
) -> str:
    """A flat, drawn-out bank of cloud."""
    h = width * 0.055
    return group(
        rect(x, y, width, h, tone, rx=h / 2),
        rect(x + width * 0.16, y - h * 0.8, width * 0.5, h * 1.2, tone, rx=h * 0.6),
        rect(x + width * 0.3, y + h * 0.7, width * 0.54, h * 0.9, tone, rx=h * 0.45),
        opacity=opacity,
    )


def hills(width: float, base: float, heights: Sequence[float], tone: str) -> str:
    """A rolling ridge down to `base`; heights are spaced evenly along the width."""
    step = width / (len(heights) - 1)
    d = f"M0 {base}V{base - heights[0]}"
    for index in range(1, len(heights)):
        x0, x1 = step * (index - 1), step * index
        y0, y1 = base - heights[index - 1], base - heights[index]
        d += (
            f"C{x0 + step / 2:.0f} {y0:.0f} {x1 - step / 2:.0f} {y1:.0f} {x1:.0f}"
            f" {y1:.0f}"
        )
    return path(f"{d}V{base}Z", tone)


def towers(
    canvas: Canvas,
    extent: tuple[float, float],
    base: float,
    height: tuple[float, float],
    tone: str,
    seed: float,
    windows: str | None = None,
) -> str:
    """A row of city blocks between two x positions, lit on their left faces."""
    chance, drawn, x = spread(seed), [], extent[0]
    while x < extent[1]:
        wide = 44 + 70 * next(chance)
        share = next(chance)
        tall = height[0] + (height[1] - height[0]) * share * share
        face = canvas.linear([(0, lighter(tone, 0.14)), (1, tone)], (0, 0), (1, 0.4))
        drawn.append(rect(x, base - tall, wide, tall, face))
        drawn.append(
            rect(x + wide * 0.66, base - tall, wide * 0.34, tall, darker(tone, 0.3))
        )
        drawn.append(_roof(x, base - tall, wide, tone, next(chance)))
        if windows:
            drawn.append(_windows(x, base - tall, wide * 0.66, tall, windows, chance))
        x += wide * (0.9 + 0.25 * next(chance))
    return "".join(drawn)


def _roof(x: float, y: float, wide: float, tone: str, kind: float) -> str:
    if kind < 0.3:
        return rect(x + wide * 0.2, y - 18, wide * 0.4, 18, tone)
    if kind < 0.5:
        spire = polygon([(x, y), (x + wide * 0.5, y - wide * 0.7), (x + wide, y)], tone)
        return spire + rect(
            x + wide * 0.48, y - wide * 1.1, wide * 0.05, wide * 0.5, tone
        )
    if kind < 0.66:
        return rect(x + wide * 0.3, y - 46, 4, 46, tone)
    return rect(x + wide * 0.12, y - 10, wide * 0.76, 10, darker(tone, 0.15))


def _windows(
    x: float, y: float, wide: float, tall: float, tone: str, chance: Iterator[float]
) -> str:
    panes, across = [], max(2, int(wide / 17))
    for row in range(int(tall / 25) - 1):
        for column in range(across):
            if next(chance) > 0.52:
                left = x + 7 + column * (wide - 8) / across
                panes.append(rect(left, y + 14 + row * 25, 7, 12, tone))
    return group(*panes, opacity=0.75)


def water(
    canvas: Canvas, top: float, near: str, far: str, glint: float | None = None
) -> str:
    """Still water from `top` down, with ripples and the sun's path at `glint`."""
    depth = canvas.height - top
    fall = canvas.linear([(0, far), (1, near)])
    drawn = [rect(0, top, canvas.width, depth, fall)]
    chance = spread(0.31)
    for index in range(46):
        share = (index + 1) / 46
        y = top + depth * share**1.6
        wide, x = (
            60 + 240 * share * next(chance),
            canvas.width * 1.1 * next(chance) - 90,
        )
        tone = lighter(far, 0.35) if index % 2 else darker(near, 0.2)
        drawn.append(rect(x, y, wide, 1.5 + 4 * share, tone, rx=2, opacity=0.32))
    if glint is not None:
        for index in range(26):
            share = (index + 1) / 26
            wide = 46 + 190 * share * (0.4 + next(chance))
            x = glint - wide / 2 + 60 * (next(chance) - 0.5)
            y = top + 3 + depth * 0.9 * share**1.4
            drawn.append(
                rect(
                    x,
                    y,
                    wide,
                    2 + 5 * share,
                    PAPER_LIGHT,
                    rx=3,
                    opacity=0.62 - 0.4 * share,
                )
            )
    return "".join(drawn)


def suspension_bridge(
    left: float, right: float, deck: float, rise: float, tone: str
) -> str:
    """Two towers, main cables and hangers; `rise` is the towers' height over deck."""
    span = right - left
    first, second = left + span * 0.24, left + span * 0.76
    drawn = []
    for x in (first, second):
        drawn.append(rect(x - 17, deck - rise, 10, rise + 120, tone))
        drawn.append(rect(x + 7, deck - rise, 10, rise + 120, darker(tone, 0.3)))
        drawn += [
            rect(x - 17, deck - rise + at * rise, 34, 8, tone)
            for at in (0.03, 0.3, 0.6)
        ]
        drawn.append(rect(x - 30, deck + 92, 60, 40, darker(tone, 0.35)))
    top, low = deck - rise + 6, deck - 22
    sag = 2 * low - top
    mid = (first + second) / 2
    cable = (
        f"M{left} {deck}Q{(left + first) / 2 + 20} {deck - 30} {first} {top}"
        f"Q{mid} {sag} {second} {top}Q{(second + right) / 2 - 20} {deck - 30}"
        f" {right} {deck}"
    )
    drawn.append(stroke(cable, tone, 5))
    for index in range(1, 30):
        t = index / 30
        x = first + (second - first) * t
        y = (1 - t) ** 2 * top + 2 * t * (1 - t) * sag + t * t * top
        drawn.append(stroke(f"M{x:.0f} {y:.0f}V{deck}", tone, 1.6, opacity=0.8))
    drawn.append(rect(left, deck, span, 11, tone))
    drawn.append(rect(left, deck + 11, span, 8, darker(tone, 0.4)))
    return "".join(drawn)


def column(
    canvas: Canvas, x: float, top: float, base: float, wide: float, stone: str
) -> str:
    """A fluted column with capital and foot, lit from the left."""
    shaft = canvas.linear(
        [
            (0, darker(stone, 0.12)),
            (0.22, lighter(stone, 0.5)),
            (0.55, stone),
            (1, darker(stone, 0.55)),
        ],
        (0, 0),
        (1, 0),
    )
    half, drawn = wide / 2, []
    body = (
        f"M{x - half * 0.84} {top}L{x - half} {base}H{x + half}L{x + half * 0.84}"
        f" {top}Z"
    )
    drawn.append(path(body, shaft))
    for index in range(7):
        at = -0.78 + index * 0.26
        drawn.append(
            stroke(
                f"M{x + half * at * 0.84} {top + 10}L{x + half * at} {base - 8}",
                darker(stone, 0.42),
                wide * 0.035,
                opacity=0.28 + 0.05 * index,
            )
        )
    for y, grow, tall in (
        (top - 34, 1.36, 16),
        (top - 18, 1.16, 18),
        (base, 1.2, 18),
        (base + 18, 1.42, 24),
    ):
        drawn.append(rect(x - half * grow, y, wide * grow, tall, shaft, rx=3))
    drawn.append(soft(rect(x - half * 0.84, top, wide * 0.84, 40, INK), 14, 0.35))
    return "".join(drawn)


def tree(x: float, base: float, size: float, tone: str = SAGE_DARK) -> str:
    """A round-crowned tree with light on its left side."""
    r = size / 2
    return "".join(
        [
            rect(
                x - size * 0.035,
                base - size * 0.9,
                size * 0.07,
                size * 0.9,
                darker(tone, 0.6),
            ),
            circle(x, base - size * 1.05, r * 0.86, darker(tone, 0.25)),
            circle(x - r * 0.5, base - size * 0.82, r * 0.6, darker(tone, 0.1)),
            circle(x + r * 0.52, base - size * 0.84, r * 0.58, darker(tone, 0.42)),
            circle(x - r * 0.22, base - size * 1.18, r * 0.58, lighter(tone, 0.1)),
            circle(x - r * 0.34, base - size * 1.3, r * 0.26, lighter(tone, 0.26)),
        ]
    )


def window(
    canvas: Canvas,
    box: tuple[float, float, float, float],
    view: str,
    frame: str = PAPER,
) -> str:
    """A tall sash window; `view` is drawn in picture coordinates behind the panes."""
    x, y, wide, tall = box
    bars = [rect(x + wide * at - 5, y, 10, tall, frame) for at in (1 / 3, 2 / 3)] + [
        rect(x, y + tall * at - 5, wide, 10, frame) for at in (0.28,)
    ]
    glass = canvas.clip(rect(x, y, wide, tall, "#fff"))
    return "".join(
        [
            rect(x - 22, y - 22, wide + 44, tall + 44, darker(frame, 0.18)),
            rect(x - 18, y - 18, wide + 32, tall + 32, frame),
            group(view, clip_path=glass),
            group(*bars),
            soft(stroke(f"M{x} {y}H{x + wide}M{x} {y}V{y + tall}", INK, 10), 6, 0.4),
            rect(x - 40, y + tall + 20, wide + 80, 22, lighter(frame, 0.3)),
            rect(x - 40, y + tall + 42, wide + 80, 8, darker(frame, 0.3)),
        ]
    )


def house(
    canvas: Canvas, x: float, base: float, wide: float, wall: str, roof: str
) -> str:
    """A gabled two-storey house with lit windows."""
    tall, top, middle = wide * 0.62, base - wide * 0.62, x + wide / 2
    tones = [(0, lighter(wall, 0.22)), (1, darker(wall, 0.12))]
    face = canvas.linear(tones, (0, 0), (1, 0.3))
    gable = [(x, top), (middle, top - wide * 0.36), (x + wide, top)]
    eaves = f"M{x - 26} {top + 6}L{middle} {top - wide * 0.4}L{x + wide + 26} {top + 6}"
    under = (
        f"M{x + 8} {top + 18}L{middle} {top - wide * 0.32}L{x + wide - 8} {top + 18}"
    )
    chimney = (x + wide * 0.74, top - wide * 0.4, wide * 0.09, wide * 0.3)
    panes = ((0.22, 0.72), (0.78, 0.72), (0.22, 0.3), (0.5, 0.76))
    return "".join(
        [
            rect(*chimney, darker(roof, 0.3)),
            rect(x, top, wide, tall, face),
            polygon(gable, face),
            stroke(eaves, roof, 24),
            soft(stroke(under, INK, 14), 6, 0.3),
            *(_pane(x + wide * a, base - tall * b, wide * 0.13) for a, b in panes),
            _front_door(x + wide * 0.58, base, wide, roof, wall),
            _bush(x + wide * 0.94, base, wide * 0.13, SAGE_DARK),
            _bush(x + wide * 0.05, base, wide * 0.15, darker(SAGE_DARK, 0.15)),
        ]
    )


def _bush(x: float, base: float, half: float, tone: str) -> str:
    return ellipse(x, base, half, half * 0.6, tone)


def _front_door(x: float, base: float, house_width: float, leaf: str, step: str) -> str:
    wide, tall = house_width * 0.19, house_width * 0.26
    return "".join(
        [
            rect(x - 8, base - tall - 8, wide + 16, tall + 8, PAPER),
            rect(x, base - tall, wide, tall, leaf),
            circle(x + wide * 0.82, base - tall * 0.45, 5, BRASS_LIGHT),
            rect(x - 26, base - 12, wide + 52, 14, lighter(step, 0.3)),
        ]
    )


def _pane(x: float, y: float, wide: float) -> str:
    tall = wide * 1.35
    left, top = x - wide / 2, y - tall / 2
    return "".join(
        [
            rect(left - 6, top - 6, wide + 12, tall + 12, PAPER),
            rect(left, top, wide, tall, BRASS_LIGHT),
            soft(rect(left, top, wide, tall * 0.5, BRASS_WASH), 6, 0.6),
            rect(x - 2, top, 4, tall, PAPER),
            rect(left, y - 2, wide, 4, PAPER),
            rect(left - 10, top + tall + 6, wide + 20, 6, darker(PAPER, 0.16)),
        ]
    )
