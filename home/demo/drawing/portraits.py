"""Composes the attorneys' portraits."""

from .clothes import clothes, neck
from .faces import MIDDLE, earrings, ears, glasses, head
from .hair import hair
from .palette import PAPER_LIGHT, darker, lighter
from .people import Person
from .svg import Canvas, circle, ellipse, group, polygon, rect, soft

SIZE = (960, 1200)


def portrait(person: Person) -> Canvas:
    """Head and shoulders before a wall with light from a tall window."""
    canvas = Canvas(*SIZE)
    _backdrop(canvas, person)
    behind, before = hair(canvas, person)
    turned = f"rotate({person.tilt} {MIDDLE} 800)"
    covers_ears = person.hair in {"bob", "waves"}
    s = person.shoulders
    dressed = group(
        neck(canvas, person),
        clothes(canvas, person),
        transform=f"matrix({s} 0 0 1 {MIDDLE * (1 - s):.1f} -84)",
    )
    figure = group(
        group(behind, transform=turned),
        dressed,
        group(
            "" if covers_ears else ears(person),
            head(canvas, person),
            before,
            earrings(person),
            glasses(person),
            transform=turned,
        ),
        transform=f"translate({MIDDLE * -0.13:.1f} 0) scale(1.13)",
    )
    cast = ellipse(600, 1000, 440, 280, darker(person.backdrop, 0.55))
    canvas.add(soft(cast, 60, 0.45), figure)
    glow = canvas.linear([(0, PAPER_LIGHT, 0.2), (0.6, PAPER_LIGHT, 0)], (0, 0), (1, 1))
    canvas.add(rect(0, 0, *SIZE, glow, style="mix-blend-mode:soft-light"))
    return canvas


def _backdrop(canvas: Canvas, person: Person) -> None:
    tone = person.backdrop
    wall = canvas.linear(
        [(0, lighter(tone, 0.28)), (0.55, tone), (1, darker(tone, 0.28))],
        (0, 0),
        (1, 1),
    )
    light = lighter(tone, 0.55)
    canvas.add(
        rect(0, 0, *SIZE, wall),
        soft(polygon([(60, 0), (300, 0), (700, 1200), (420, 1200)], light), 30, 0.35),
        soft(polygon([(380, 0), (640, 0), (1040, 1200), (770, 1200)], light), 30, 0.35),
        soft(circle(480, 470, 300, light), 110, 0.55),
    )
