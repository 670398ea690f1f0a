"""Composes the scene of a filing room."""

from .palette import (
    BRASS,
    BRASS_DARK,
    BRASS_LIGHT,
    BRASS_WASH,
    INK,
    OXBLOOD,
    PAPER,
    PAPER_DEEP,
    SAGE_LIGHT,
    SAND,
    SLATE,
    SLATE_LIGHT,
    darker,
)
from .svg import (
    Canvas,
    circle,
    path,
    polygon,
    rect,
    soft,
    stroke,
)
from .workplaces import plain_wall

WIDE, HIGH = 1600, 1067


def archive() -> Canvas:
    """A filing cabinet drawer closing on a row of folders, one tied with ribbon."""
    canvas = plain_wall("#6f8278", "#54473a", 930)
    steel = canvas.linear(
        [(0, "#a9b3ae"), (0.3, "#8b9a95"), (1, "#56665f")], (0, 0), (1, 0)
    )
    canvas.add(soft(rect(300, 120, 1040, 850, INK), 30, 0.45))
    for x in (240, 880):
        canvas.add(rect(x, 90, 600, 870, steel, rx=8))
        canvas.add(*(_drawer_front(canvas, x + 24, y, 552) for y in (116, 396, 676)))
    canvas.add(_open_drawer(canvas))
    return canvas


def _drawer_front(
    canvas: Canvas, x: float, y: float, wide: float, tall: float = 262
) -> str:
    face = canvas.linear([(0, "#b5beb8"), (1, "#7b8a84")])
    middle = x + wide / 2
    return "".join(
        [
            rect(x, y, wide, tall, "#46554f", rx=4),
            rect(x, y, wide - 5, tall - 6, face, rx=4),
            rect(middle - 80, y + 46, 160, 60, BRASS_DARK, rx=4),
            rect(middle - 72, y + 53, 144, 46, PAPER),
            rect(middle - 54, y + 66, 108, 7, SLATE),
            rect(middle - 54, y + 80, 70, 6, SLATE_LIGHT),
            soft(rect(middle - 66, y + 166, 140, 20, INK), 6, 0.5),
            rect(middle - 70, y + 150, 140, 24, BRASS, rx=8),
            rect(middle - 70, y + 150, 140, 8, BRASS_LIGHT, rx=4),
        ]
    )


def _open_drawer(canvas: Canvas) -> str:
    tones = (SAND, PAPER_DEEP, "#d8b98a", BRASS_WASH, SAND, SAGE_LIGHT)
    folders = []
    for index in range(7):
        x, y, wide = 264 - 5 * index, 420 + 26 * index, 552 + 10 * index
        tone = tones[index % 6]
        tab = x + 60 + index * 62
        folders.append(
            path(
                f"M{x + 14} {y + 200}V{y}H{tab}l10 -26h96l10"
                f" 26H{x + wide - 14}V{y + 200}Z",
                tone,
            )
        )
        folders.append(
            stroke(
                f"M{x + 14} {y}H{tab}l10 -26h96l10 26H{x + wide - 14}",
                darker(tone, 0.3),
                2,
            )
        )
        if index == 4:
            folders.append(rect(x + 428, y - 2, 30, 220, OXBLOOD))
            folders.append(
                path(
                    f"M{x + 443} {y + 6}l-46 -30v44ZM{x + 443} {y + 6}l46 -30v44Z",
                    OXBLOOD,
                )
            )
            folders.append(circle(x + 443, y + 2, 11, darker(OXBLOOD, 0.3)))
    return "".join(
        [
            rect(264, 396, 552, 250, "#24322d"),
            *folders,
            polygon([(264, 396), (264, 650), (216, 830), (216, 600)], "#56665f"),
            polygon([(816, 396), (816, 650), (864, 830), (864, 600)], "#46554f"),
            soft(rect(220, 900, 650, 60, INK), 14, 0.6),
            _drawer_front(canvas, 214, 600, 652, 300),
        ]
    )
