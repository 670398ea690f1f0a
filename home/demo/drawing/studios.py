"""Composes the set of the documentary in which the firm was seen."""

from .figures import seated
from .palette import (
    INK,
    SAGE_LIGHT,
    SLATE,
)
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

WIDE, HIGH = 1600, 1067


def _camera(canvas: Canvas) -> str:
    case = canvas.linear([(0, "#43524f"), (1, "#0f1816")])
    return "".join(
        [
            stroke("M0 90L-150 500M0 90L150 500M0 90V500", INK, 24),
            stroke("M-6 90L-156 500", SLATE, 5),
            rect(-40, 70, 80, 50, INK),
            rect(-150, -110, 320, 190, case, rx=16),
            rect(-120, -160, 200, 26, INK, rx=12),
            stroke("M-96 -140V-104M56 -140V-104", INK, 16),
            path("M-150 -70L-240 -92V64L-150 40Z", "#0c1412"),
            ellipse(-240, -14, 24, 78, "#1d2b28"),
            ellipse(-244, -14, 15, 56, "#38605a"),
            ellipse(-248, -34, 6, 18, SAGE_LIGHT, opacity=0.8),
            circle(120, -76, 11, "#d0493f"),
            soft(circle(120, -76, 24, "#d0493f"), 14, 0.8),
            rect(60, -40, 84, 62, SLATE, rx=6),
        ]
    )


def interview() -> Canvas:
    """Two people in chairs facing each other in a dark studio, a camera between."""
    canvas = Canvas(WIDE, HIGH)
    wall = canvas.radial(
        [(0, "#4a6259"), (0.6, "#22362f"), (1, "#101c19")], (0.5, 0.55), 0.75
    )
    cone = canvas.linear([(0, "#fff0c9", 0.6), (1, "#fff0c9", 0.06)])
    canvas.add(
        rect(0, 0, WIDE, HIGH, wall),
        rect(0, 800, WIDE, 267, "#0f1a17"),
        soft(ellipse(800, 900, 640, 100, "#e9cf93"), 30, 0.55),
        soft(polygon([(740, 70), (860, 70), (1420, 900), (180, 900)], cone), 14, 0.75),
        stroke("M0 44H1600", INK, 16),
        rect(794, 40, 12, 40, INK),
        path("M744 74H856L872 130H728Z", INK),
        ellipse(800, 130, 72, 13, "#fff2cc"),
        soft(ellipse(430, 900, 220, 24, INK), 14, 0.7),
        soft(ellipse(1170, 900, 220, 24, INK), 14, 0.7),
        moved(seated("#1f3036", "#5d4a3c", "#14100e"), 420, 896, 0, 1.05),
        moved(mirrored(seated("#4a2321", "#3f2d23", "#14100e"), 0), 1180, 896, 0, 1.05),
        moved(_camera(canvas), 810, 700, 0, 0.92),
    )
    return canvas
