"""Draws neck, shoulders and dress of portraits."""

from collections.abc import Callable
from math import cos, pi, sin

from .faces import MIDDLE
from .palette import BRASS, darker, lighter
from .people import Person
from .svg import Canvas, circle, ellipse, group, mirrored, path, soft, stroke


def neck(canvas: Canvas, person: Person) -> str:
    """The neck with the shadow of the chin on it."""
    skin, chin = person.skin, person.face.bottom + 84
    d = (
        f"M394 {chin - 110}C398 {chin} 400 {chin + 40} 386 838L330 1010L630 1010"
        f"L574 838C560 {chin + 40} 562 {chin} 566 {chin - 110}Z"
    )
    cast = path(
        f"M380 {chin - 70}C420 {chin + 14} 480 {chin + 60} 600 {chin + 74}"
        f"L600 {chin - 90}Z",
        skin.deep,
    )
    side = path("M536 700C530 800 530 860 560 1010L700 1010L660 640Z", skin.shade)
    cords = "".join(
        stroke(line, skin.deep, 4, opacity=0.2)
        for line in ("M466 912Q430 892 386 892", "M494 912Q530 892 574 892")
    )
    return path(d, skin.base) + group(
        soft(side, 14, 0.8), soft(cast, 14, 0.5), cords, clip_path=canvas.clip(path(d))
    )


SHOULDERS = (
    "M58 1230C62 1104 78 1012 120 966C152 932 214 916 268 898C324 880 372 864 390 822"
    "L480 1110L570 822C588 864 636 880 692 898C746 916 808 932 840 966C882 1012 898"
    " 1104 902 1230Z"
)


def _body(canvas: Canvas, person: Person, tone: str) -> str:
    d = SHOULDERS
    dark, light = darker(tone, 0.5), lighter(tone, 0.16)
    return path(d, tone) + group(
        soft(ellipse(850, 1090, 190, 300, dark), 60, 0.8),
        soft(ellipse(230, 960, 150, 60, light), 30, 0.7),
        soft(stroke("M190 1210C200 1120 214 1080 236 1040", dark, 14), 6, 0.6),
        soft(stroke("M770 1210C762 1120 748 1080 724 1040", dark, 14), 6, 0.7),
        _weave(person),
        clip_path=canvas.clip(path(d)),
    )


def _weave(person: Person) -> str:
    """The flecked squares of tweed."""
    if not person.tweed:
        return ""
    dark, light = darker(person.cloth, 0.4), lighter(person.cloth, 0.3)
    return "".join(
        stroke(f"M{at} 800V1230", dark, 2, opacity=0.22)
        + stroke(f"M{at + 13} 800V1230", light, 2, opacity=0.22)
        + stroke(f"M0 {at * 0.5 + 800}H960", dark, 2, opacity=0.22)
        for at in range(20, 960, 27)
    )


def _shirt(canvas: Canvas, person: Person, low: int, cut: str) -> str:
    """What shows between the lapels; `cut` is the neckline from left to right."""
    tone = person.shirt
    d = f"M389 821{cut}L{MIDDLE} {low}Z"
    return path(d, tone) + group(
        soft(path(f"M500 850L590 790L{MIDDLE} {low}Z", darker(tone, 0.3)), 14, 0.5),
        clip_path=canvas.clip(path(d)),
    )


BUTTONED = "C410 846 446 868 480 884C514 868 550 846 571 821"
OPEN = "L480 946L571 821"
ROUND = "C398 900 440 934 480 934C520 934 562 900 571 821"


def _collar(person: Person, spread: int = 0) -> str:
    tone = person.shirt
    left = path(
        f"M384 806C390 790 396 786 402 784C420 830 446 862 {MIDDLE} 884L{438 - spread}"
        f" 948L366 846Z",
        tone,
        stroke=darker(tone, 0.2),
        stroke_width=2,
    )
    right = path(
        f"M384 806C390 790 396 786 402 784C420 830 446 862 {MIDDLE} 884L{438 - spread}"
        f" 948L366 846Z",
        darker(tone, 0.1),
        stroke=darker(tone, 0.26),
        stroke_width=2,
    )
    return left + mirrored(right, MIDDLE)


def _lapels(person: Person, low: int, notch: int = 974) -> str:
    def lapel(tone: str) -> str:
        edge = darker(person.cloth, 0.45)
        fall = path(
            f"M366 842L300 {notch - 34}L352 {notch - 16}L306 {notch + 24}"
            f"C350 {notch + 110} 420 {low - 30} {MIDDLE} {low + 30}L{MIDDLE} {low}Z",
            edge,
        )
        face = path(
            f"M368 834L306 {notch - 42}L358 {notch - 22}L314 {notch + 16}"
            f"C356 {notch + 96} 424 {low - 40} {MIDDLE} {low + 18}"
            f"C440 {low - 80} 400 940 368 834Z",
            tone,
        )
        return soft(fall, 6, 0.6) + face

    lit, shaded = lighter(person.cloth, 0.1), lighter(person.cloth, 0.02)
    return mirrored(lapel(shaded), MIDDLE) + lapel(lit)


def _tie(canvas: Canvas, person: Person, low: int) -> str:
    tone = person.accent
    inside = canvas.clip(path(f"M380 812L{MIDDLE} {low}L580 812Z"))
    return group(
        path("M454 876L506 876L498 926L462 926Z", tone),
        path("M462 926L498 926L536 1200L424 1200Z", tone),
        path("M484 876L506 876L498 926L486 926Z", darker(tone, 0.35)),
        path("M486 926L498 926L536 1200L494 1200Z", darker(tone, 0.25)),
        soft(stroke("M462 928L498 928", darker(tone, 0.6), 5), 2, 0.7),
        clip_path=inside,
    )


def _suit(canvas: Canvas, person: Person) -> str:
    low = 1130
    return "".join(
        [
            _body(canvas, person, person.cloth),
            _shirt(canvas, person, low, BUTTONED),
            _tie(canvas, person, low),
            _collar(person),
            _lapels(person, low),
            stroke(f"M{MIDDLE} {low + 18}V1210", darker(person.cloth, 0.5), 3),
            path("M664 1082L742 1072L744 1082L666 1092Z", person.shirt, opacity=0.9),
        ]
    )


def _open_collar(canvas: Canvas, person: Person) -> str:
    low = 1130
    return "".join(
        [
            _body(canvas, person, person.cloth),
            _shirt(canvas, person, low, OPEN),
            stroke("M480 946V1130", darker(person.shirt, 0.3), 2.5),
            circle(480, 1010, 4, darker(person.shirt, 0.35)),
            _collar(person, spread=18),
            _lapels(person, low),
            stroke(f"M{MIDDLE} {low + 18}V1210", darker(person.cloth, 0.5), 3),
        ]
    )


def _blazer(canvas: Canvas, person: Person) -> str:
    low = 1120
    return "".join(
        [
            _body(canvas, person, person.cloth),
            _shirt(canvas, person, low, ROUND),
            _necklace(person),
            _lapels(person, low, notch=990),
            stroke(f"M{MIDDLE} {low + 18}V1210", darker(person.cloth, 0.5), 3),
        ]
    )


def _necklace(person: Person) -> str:
    if person.beads:
        beads = (
            (480 + side * 84 * cos(step * pi / 16), 840 + 98 * sin(step * pi / 16))
            for side in (-1, 1)
            for step in range(9)
        )
        return "".join(
            circle(x, y, 11, person.accent) + circle(x - 3, y - 3, 4, "#fff3d8")
            for x, y in beads
        )
    chain = "M398 830C414 900 450 930 480 936C510 930 546 900 562 830"
    return stroke(chain, person.accent, 3) + circle(480, 942, 8, person.accent)


def _bow_tie(canvas: Canvas, person: Person) -> str:
    low, tone = 1130, person.accent
    wing = (
        "M480 884C450 850 410 848 404 860C398 880 398 908 404 926C412 936 450 930"
        " 480 904Z"
    )
    weave = stroke("M470 892L408 872M470 896L406 912", darker(tone, 0.4), 3)
    bow = path(wing, tone) + weave + circle(480, 893, 17, darker(tone, 0.25))
    glasses = "M640 1074V1040q0 -22 22 -22h16q22 0 22 22v34M704 1040q8 -12 16 0v34"
    return "".join(
        [
            _body(canvas, person, person.cloth),
            _shirt(canvas, person, low, BUTTONED),
            stroke("M480 930V1130", darker(person.shirt, 0.3), 2.5),
            _collar(person),
            mirrored(path(wing, darker(tone, 0.15)) + weave, MIDDLE),
            bow,
            _lapels(person, low),
            stroke(glasses, BRASS, 5),
            path("M628 1070H752V1110Q690 1124 628 1110Z", darker(person.cloth, 0.08)),
            stroke("M628 1071H752", darker(person.cloth, 0.45), 4),
            stroke(f"M{MIDDLE} {low + 18}V1210", darker(person.cloth, 0.5), 3),
        ]
    )


def _round_neck(canvas: Canvas, person: Person) -> str:
    return "".join(
        [
            _body(canvas, person, person.cloth),
            path(f"M389 821{ROUND}L{MIDDLE} 1180Z", person.cloth),
            group(
                soft(ellipse(MIDDLE, 948, 120, 26, darker(person.cloth, 0.5)), 14, 0.4),
                clip_path=canvas.clip(path(SHOULDERS)),
            ),
            soft(stroke(f"M389 821{ROUND}", darker(person.cloth, 0.5), 6), 2, 0.7),
            _necklace(person),
        ]
    )


DRESSES: dict[str, Callable[[Canvas, Person], str]] = {
    "suit": _suit,
    "bow_tie": _bow_tie,
    "open_collar": _open_collar,
    "blazer": _blazer,
    "round_neck": _round_neck,
}


def clothes(canvas: Canvas, person: Person) -> str:
    """Shoulders and dress, to be laid over the neck."""
    return DRESSES[person.dress](canvas, person)
