"""Draws the head of a portrait: planes of light and shade, then the features."""

from .palette import mix
from .people import Face, Person
from .svg import Canvas, circle, ellipse, group, path, soft, stroke

MIDDLE = 480


def head_outline(face: Face) -> str:
    """The contour of forehead, cheeks, jaw and chin as path data."""
    right = _half_outline(face, 1)
    left = _half_outline(face, -1)
    return f"M{MIDDLE} {face.top} {right} M{MIDDLE} {face.top} {left}"


def _half_outline(face: Face, side: int) -> str:
    def x(offset: float) -> float:
        return round(MIDDLE + side * offset, 1)

    temple = face.top + (face.eyes - face.top) * 0.38
    return (
        f"C{x(face.cheek * 0.72)} {face.top} {x(face.cheek * 1.0)} {temple}"
        f" {x(face.cheek)} {face.eyes}"
        f"C{x(face.cheek)} {face.eyes + 60} {x(face.jaw + 14)} {face.mouth - 46}"
        f" {x(face.jaw)} {face.mouth - 4}"
        f"C{x(face.jaw - 14)} {face.mouth + 34} {x(face.chin * 1.35)} {face.bottom}"
        f" {MIDDLE} {face.bottom}Z"
    )


def ears(person: Person) -> str:
    """Both ears, with the shell's inner curve."""
    face, skin = person.face, person.skin
    drawn = []
    for side, tone in ((-1, skin.base), (1, skin.shade)):
        x, y = MIDDLE + side * (face.cheek + 3), face.eyes + 38
        drawn.append(
            ellipse(x, y, 21, 45, tone, transform=f"rotate({side * 9} {x} {y})")
        )
        drawn.append(
            stroke(
                f"M{x + side * 8} {y - 26}q{side * -16} 14 {side * -9} 50",
                skin.deep,
                3.5,
                opacity=0.4,
            )
        )
    return "".join(drawn)


def earrings(person: Person) -> str:
    """Small studs at the lobes."""
    if not person.earrings:
        return ""
    y = person.face.eyes + 86
    return "".join(
        circle(MIDDLE + side * (person.face.cheek + 2), y, 8, person.earrings)
        + circle(MIDDLE + side * (person.face.cheek + 2) - 2, y - 2, 3, "#ffffff")
        for side in (-1, 1)
    )


def head(canvas: Canvas, person: Person) -> str:
    """The face with all its features, before any hair falls over it."""
    face, skin = person.face, person.skin
    outline = path(head_outline(face), skin.base)
    inside = canvas.clip(path(head_outline(face)))
    return outline + group(
        _planes(canvas, person),
        _beard(person),
        _nose(person),
        _mouth(person),
        *(_eye(canvas, person, side) + _brow(person, side) for side in (-1, 1)),
        _lines_of_age(person),
        clip_path=inside,
    )


def _planes(canvas: Canvas, person: Person) -> str:
    face, skin = person.face, person.skin
    m, c = MIDDLE + face.turn, face.cheek
    away = path(
        f"M{m + c * 0.62} {face.top - 20}C{m + c * 0.5} {face.eyes - 90} {m + c * 0.74}"
        f" {face.eyes - 40} {m + c * 0.66} {face.eyes + 36}C{m + c * 0.56}"
        f" {face.eyes + 80} {m + c * 0.6} {face.mouth} {m + c * 0.3} {face.mouth + 40}"
        f"C{m + c * 0.2} {face.bottom - 20} {m} {face.bottom} {m - 40}"
        f" {face.bottom + 20}"
        f"L{m + c * 2} {face.bottom + 20}L{m + c * 2} {face.top - 20}Z",
        skin.shade,
    )
    glow = canvas.radial([(0, skin.light, 0.95), (1, skin.light, 0)])
    blush = canvas.radial([(0, skin.flush, 0.3 * face.colour), (1, skin.flush, 0)])
    return "".join(
        [
            ellipse(m - c * 0.35, face.eyes - 110, c * 0.9, 130, glow),
            ellipse(m - c * 0.5, face.eyes + 60, c * 0.55, 70, glow),
            soft(away, 14, 0.75),
            ellipse(m - c * 0.55, face.eyes + 82, 66, 52, blush),
            ellipse(m + c * 0.5, face.eyes + 82, 56, 50, blush),
            soft(ellipse(m - c * 0.42, face.eyes - 8, 52, 26, skin.shade), 14, 0.42),
            soft(ellipse(m + c * 0.42, face.eyes - 8, 50, 26, skin.shade), 14, 0.5),
            soft(ellipse(m, face.mouth + 34, 40, 8, skin.shade), 6, 0.55),
            soft(_shade_of_hair(face, skin.shade), 14, 0.5),
        ]
    )


def _shade_of_hair(face: Face, tone: str) -> str:
    return ellipse(MIDDLE, face.top + 6, face.cheek * 1.05, 46, tone)


def _nose(person: Person) -> str:
    face, skin = person.face, person.skin
    m, n = MIDDLE + face.turn * 1.5, face.nose
    top, tip = face.eyes - 14, face.eyes + 86
    side = path(
        f"M{m + 15} {top - 12}C{m + 9} {top + 26} {m + 14 * n} {tip - 40} {m + 19 * n}"
        f" {tip - 14}C{m + 24 * n} {tip + 2} {m + 10} {tip + 11} {m - 3} {tip + 12}"
        f"C{m + 12} {tip + 20} {m + 32 * n} {tip + 16} {m + 35 * n} {tip + 2}"
        f"C{m + 36 * n} {tip - 14} {m + 27 * n} {tip - 24} {m + 25 * n} {tip - 50}"
        f"C{m + 23} {top + 40} {m + 27} {top + 10} {m + 34} {top - 6}Z",
        skin.shade,
    )
    wing = f"M{m - 32 * n} {tip - 8}q{-6 * n} 16 {8 * n} 20"
    base = (
        f"M{m - 21 * n} {tip + 12}q{8 * n} -8 {15 * n} 1q{7 * n} 7 {14 * n} 0"
        f"q{8 * n} -9 {16 * n} -1q{-6 * n} 8 {-15 * n} 5q{-8 * n} 5 {-16 * n} 0"
        f"q{-8 * n} 2 {-14 * n} -5Z"
    )
    return "".join(
        [
            soft(side, 2, 0.8),
            soft(ellipse(m - 3, tip - 9, 10 * n, 9, skin.light), 6, 0.8),
            soft(
                stroke(f"M{m - 2} {top + 6}L{m - 1} {tip - 30}", skin.light, 9), 6, 0.6
            ),
            stroke(wing, skin.deep, 3, opacity=0.35),
            path(base, skin.deep, opacity=0.72),
        ]
    )


def _mouth(person: Person) -> str:
    face, skin = person.face, person.skin
    m, y, half, s = MIDDLE + face.turn * 1.2, face.mouth, 49.0, face.smile
    up, low = 11 * face.lips, 17 * face.lips
    line = (
        f"M{m - half} {y - s}C{m - half * 0.55} {y + 1} {m - 14} {y - 1} {m} {y + 1}"
        f"C{m + 14} {y - 1} {m + half * 0.55} {y + 1} {m + half} {y - s}"
    )
    back_up = (
        f"C{m + half * 0.6} {y - up * 0.9} {m + 18} {y - up * 1.25} {m + 8} {y - up}"
        f"Q{m} {y - up * 0.72} {m - 8} {y - up}C{m - 18} {y - up * 1.25}"
        f" {m - half * 0.6} {y - up * 0.9} {m - half} {y - s}Z"
    )
    back_low = (
        f"C{m + half * 0.62} {y + low * 0.9} {m + 22} {y + low * 1.12} {m}"
        f" {y + low * 1.12}"
        f"C{m - 22} {y + low * 1.12} {m - half * 0.62} {y + low * 0.9} {m - half}"
        f" {y - s}Z"
    )
    lip = mix(skin.base, skin.flush, 0.3 + 0.7 * face.colour)
    corners = "".join(
        stroke(
            f"M{m + k * (half - 1)} {y - s - 4}q{k * 6} 5 {k * 3} 10",
            skin.deep,
            2.6,
            opacity=0.5,
        )
        for k in (-1, 1)
    )
    return "".join(
        [
            path(line + back_low, lip, opacity=0.78),
            path(line + back_up, lip),
            path(line + back_up, skin.deep, opacity=0.28),
            soft(ellipse(m - 8, y + low * 0.62, 17, 4, skin.light), 2, 0.5),
            stroke(line, skin.deep, 3.4, opacity=0.9),
            corners,
        ]
    )


def _eye_place(face: Face, side: int) -> float:
    return MIDDLE + face.turn * 0.85 + side * face.cheek * 0.46


def _eye(canvas: Canvas, person: Person, side: int) -> str:
    face, skin = person.face, person.skin
    x = _eye_place(face, side)
    y, w, h = face.eyes, 31 * face.eye_size, 14.2 * face.eye_size * (1 - face.lid)
    outer, inner = side * w, -side * w
    upper = (
        f"M{x + inner} {y + 4}C{x + inner * 0.55} {y - h} {x + outer * 0.4}"
        f" {y - h * 1.25} {x + outer} {y - face.eye_tilt}"
    )
    ball = (
        f"{upper}C{x + outer * 0.6} {y + h * 0.72} {x + inner * 0.4} {y + h * 0.95}"
        f" {x + inner} {y + 4}Z"
    )
    inside = canvas.clip(path(ball))
    radius = 13.2 * face.eye_size
    lash = (
        f"{upper}l{side * 4 * face.colour} {-4 * face.colour}C{x + outer * 0.5}"
        f" {y - h * (1.3 + 0.35 * face.colour)} {x + inner * 0.5}"
        f" {y - h * (1.05 + 0.2 * face.colour)} {x + inner} {y + 4}Z"
    )
    crease = (
        f"M{x + inner * 0.8} {y - h * 0.95}C{x + inner * 0.3} {y - h * 1.75}"
        f" {x + outer * 0.5} {y - h * 1.85} {x + outer * 1.02} {y - h * 0.75}"
    )
    pouch = f"M{x + inner * 0.6} {y + h * 1.25}q{side * w * 0.7} 8 {side * w * 1.4} -4"
    return "".join(
        [
            path(ball, "#f3e9dc"),
            group(
                circle(x + 1, y - 2, radius, face.iris),
                circle(x + 1, y - 2, radius * 0.48, "#14100e"),
                circle(x - 4, y - 7, 3.4, "#fffaf0"),
                soft(path(upper, "none", stroke="#3a221a", stroke_width=9), 2, 0.45),
                clip_path=inside,
            ),
            path(lash, "#22140f", opacity=0.92),
            stroke(crease, skin.deep, 2.6, opacity=0.5),
            stroke(pouch, skin.deep, 2.4, opacity=0.26),
        ]
    )


def _brow(person: Person, side: int) -> str:
    face = person.face
    x = _eye_place(face, side)
    y, t, a = face.eyes - 44, 11 * face.brow, face.brow_arch
    inner, outer = x - side * 36, x + side * 44
    shape = (
        f"M{inner} {y + 3}C{x - side * 8} {y - a} {x + side * 22} {y - a - 3}"
        f" {outer} {y + 4}C{x + side * 22} {y - a + t * 0.75} {x - side * 8}"
        f" {y - a + t} {inner + side * 2} {y + 3 + t}Q{inner - side * 5} {y + 8}"
        f" {inner} {y + 3}Z"
    )
    return path(shape, person.brow_tone, opacity=0.88)


def _beard(person: Person) -> str:
    if person.beard == "none":
        return ""
    face = person.face
    m, c, y = MIDDLE + face.turn * 1.2, face.cheek, face.mouth
    upper = y - (30 if person.beard != "full" else 44)
    shape = path(
        f"M{MIDDLE - c - 10} {face.eyes + 20}C{MIDDLE - c + 22} {face.eyes + 70}"
        f" {m - c * 0.7} {y - 30} {m - 62} {upper + 8}C{m - 34} {upper - 8} {m - 16}"
        f" {upper} {m} {upper + 2}C{m + 16} {upper} {m + 34} {upper - 8} {m + 62}"
        f" {upper + 8}C{m + c * 0.7} {y - 30} {MIDDLE + c - 22} {face.eyes + 70}"
        f" {MIDDLE + c + 10} {face.eyes + 20}L{MIDDLE + c + 10} {face.bottom + 20}"
        f"L{MIDDLE - c - 10} {face.bottom + 20}Z",
        person.brow_tone,
    )
    if person.beard == "stubble":
        return soft(shape, 14, 0.3)
    return soft(shape, 6, 0.5) + soft(shape, 2, 0.88)


def _lines_of_age(person: Person) -> str:
    face, skin = person.face, person.skin
    if not face.age:
        return ""
    m, drawn = MIDDLE + face.turn * 1.2, []
    for side in (-1, 1):
        fold = f"M{m + side * 40} {face.eyes + 88}q{side * 22} 16 {side * 24} 46"
        corner = f"M{m + side * 112} {face.eyes - 4}q{side * 12} -2 {side * 18} -9"
        second = f"M{m + side * 112} {face.eyes + 6}q{side * 12} 3 {side * 19} 1"
        drawn += [
            stroke(d, skin.deep, 2.6, opacity=0.42 * face.age)
            for d in (fold, corner, second)
        ]
    for lift, half in ((0, 52), (22, 40)):
        brow = f"M{m - half} {face.eyes - 92 - lift}q{half} -8 {half * 2} 0"
        drawn.append(stroke(brow, skin.deep, 2.4, opacity=0.24 * face.age))
    return "".join(drawn)


def glasses(person: Person) -> str:
    """Spectacles with a glint on the lens nearer the window."""
    if not person.glasses:
        return ""
    face = person.face
    m, y, drawn = MIDDLE + face.turn, face.eyes + 2, []
    for side in (-1, 1):
        x = m + side * face.cheek * 0.48
        drawn.append(
            path(
                _lens(x, y, person.round_glasses),
                "#ffffff",
                fill_opacity=0.07,
                stroke=person.glasses,
                stroke_width=6,
            )
        )
        drawn.append(
            stroke(
                f"M{x + side * 50} {y - 14}L{MIDDLE + side * (face.cheek + 2)} {y - 6}",
                person.glasses,
                6,
            )
        )
        drawn.append(
            stroke(f"M{x - 30} {y + 10}L{x - 8} {y - 20}", "#ffffff", 5, opacity=0.25)
        )
    bridge = m - face.cheek * 0.48 + 50
    drawn.append(
        stroke(
            f"M{bridge} {y - 10}Q{m} {y - 22} {2 * m - bridge} {y - 10}",
            person.glasses,
            6,
        )
    )
    return "".join(drawn)


def _lens(x: float, y: float, is_round: bool) -> str:
    if is_round:
        return f"M{x - 47} {y + 2}a47 45 0 1 1 94 0a47 45 0 1 1 -94 0Z"
    return (
        f"M{x - 48} {y - 24}Q{x} {y - 36} {x + 48} {y - 24}Q{x + 54} {y + 14}"
        f" {x + 32} {y + 32}Q{x} {y + 42} {x - 32} {y + 32}Q{x - 54} {y + 14}"
        f" {x - 48} {y - 24}Z"
    )
