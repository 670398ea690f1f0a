"""Draws the furniture of the rooms."""

from .palette import (
    BRASS_DARK,
    BRASS_LIGHT,
    CLAY,
    INK,
    INK_SOFT,
    OXBLOOD,
    PAPER,
    PAPER_LIGHT,
    SAGE,
    SAGE_DARK,
    SAGE_LIGHT,
    SLATE_LIGHT,
    darker,
    lighter,
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
from .things import leaf_sprig


def armchair(canvas: Canvas, tone: str) -> str:
    """A buttoned armchair turned to the right, standing on the origin."""
    back = canvas.linear(
        [(0, lighter(tone, 0.22)), (1, darker(tone, 0.2))], (0, 0), (1, 1)
    )
    seat = canvas.linear([(0, lighter(tone, 0.26)), (1, tone)])
    legs = "".join(
        path(f"M{x} -20h22l-6 66h-8Z", INK_SOFT) for x in (-170, 120, -110, 176)
    )
    return "".join(
        [
            soft(ellipse(20, 46, 250, 26, INK), 14, 0.5),
            legs,
            path(
                "M-196 -40C-224 -250 -226 -380 -150 -400C-60 -420 60 -410 96"
                " -360C120 -320 110 -180 120 -60Z",
                back,
            ),
            stroke(
                "M-158 -370C-186 -330 -170 -200 -160 -140",
                lighter(tone, 0.4),
                5,
                opacity=0.5,
            ),
            *(
                circle(x, y, 5, darker(tone, 0.4))
                for x, y in ((-90, -320), (-10, -322), (-84, -240), (0, -240))
            ),
            path(
                "M-170 -130C-60 -160 120 -150 196 -120Q214 -100 206 -60L-160 -50Z", seat
            ),
            path("M-176 -64H212Q216 -30 206 -14H-166Z", darker(tone, 0.26)),
            _arms(tone),
        ]
    )


def _arms(tone: str) -> str:
    return "".join(
        [
            path(
                "M-226 -196C-244 -230 -170 -250 -146 -206C-130 -160 -130 -80 -136"
                " -14H-208C-216 -80 -222 -140 -226 -196Z",
                lighter(tone, 0.1),
            ),
            path(
                "M108 -186C100 -222 172 -238 190 -196C200 -150 214 -80 212"
                " -14H140C130 -80 120 -140 108 -186Z",
                darker(tone, 0.1),
            ),
            stroke(
                "M-214 -200Q-186 -226 -160 -196", lighter(tone, 0.45), 5, opacity=0.55
            ),
        ]
    )


def swivel_chair(x: float, base: float, size: float, tone: str) -> str:
    """A rounded chair seen from behind or before a table."""
    back = (
        "M-96 0C-112 -120 -108 -210 -84 -228C-40 -244 40 -244 84 -228C108 -210"
        " 112 -120 96 0Z"
    )
    return moved(
        path(back, tone)
        + path(
            "M20 -240C50 -240 70 -236 84 -228C108 -210 112 -120 96 0H40C60 -90 56"
            " -190 20 -240Z",
            darker(tone, 0.35),
        )
        + stroke(
            "M-84 -204C-60 -220 -20 -226 20 -226", lighter(tone, 0.4), 6, opacity=0.6
        ),
        x,
        base,
        0,
        size,
    )


def place_setting(x: float, y: float, size: float) -> str:
    """A pad, a pencil and a glass of water on a table."""
    pad = polygon([(-70, -26), (56, -26), (76, 30), (-84, 30)], PAPER)
    lines = "".join(
        stroke(f"M{-60 - i * 5} {-12 + i * 13}h{90 + 8 * i}", SLATE_LIGHT, 3)
        for i in range(3)
    )
    glass = rect(96, -44, 30, 56, PAPER_LIGHT, opacity=0.45, rx=4) + ellipse(
        111, 12, 15, 5, SAGE_LIGHT, opacity=0.8
    )
    return moved(
        soft(polygon([(-64, -20), (66, -20), (90, 40), (-76, 40)], INK), 6, 0.4)
        + pad
        + lines
        + stroke("M40 26L70 -10", OXBLOOD, 6)
        + glass,
        x,
        y,
        0,
        size,
    )


def potted_plant(canvas: Canvas) -> str:
    """A leafy plant in a clay pot, standing on the origin."""
    clay = canvas.linear(
        [(0, lighter(CLAY, 0.2)), (1, darker(CLAY, 0.35))], (0, 0), (1, 0)
    )
    return "".join(
        [
            soft(ellipse(16, 46, 110, 16, INK), 14, 0.5),
            moved(leaf_sprig(SAGE_DARK, 6), -10, -110, -14),
            moved(leaf_sprig(darker(SAGE_DARK, 0.2), 6), 14, -110, 15),
            moved(leaf_sprig(SAGE, 7), 0, -110, 1),
            path("M-84 -120H84L62 46H-62Z", clay),
            rect(-94, -140, 188, 34, clay, rx=6),
            soft(rect(-84, -106, 168, 16, INK), 6, 0.3),
        ]
    )


def framed_print(x: float, y: float, wide: float, tall: float) -> str:
    """A landscape print in a frame on the wall."""
    return "".join(
        [
            soft(rect(x + 10, y + 14, wide, tall, INK), 14, 0.35),
            rect(x, y, wide, tall, BRASS_DARK),
            rect(x + 10, y + 10, wide - 20, tall - 20, PAPER),
            rect(x + 40, y + 46, wide - 80, tall - 92, SAGE_LIGHT),
            circle(x + wide * 0.6, y + tall * 0.42, wide * 0.12, BRASS_LIGHT),
            path(
                f"M{x + 40} {y + tall * 0.66}Q{x + wide * 0.4} {y + tall * 0.5}"
                f" {x + wide - 40}"
                f" {y + tall * 0.62}V{y + tall - 46}H{x + 40}Z",
                SAGE_DARK,
            ),
        ]
    )
