"""Draws the hair and head coverings of portraits, behind and before the face."""

from collections.abc import Callable, Sequence

from .faces import MIDDLE
from .palette import darker, lighter
from .people import Person
from .svg import Canvas, circle, ellipse, group, path, soft, stroke

Layers = tuple[str, str]


def _lit(canvas: Canvas, tone: str, d: str, strands: Sequence[str] = ()) -> str:
    """One mass of hair or cloth: lit from the left, with strands or folds in it."""
    shade, light = darker(tone, 0.5), lighter(tone, 0.3)
    return path(d, tone) + group(
        soft(ellipse(660, 420, 110, 420, shade), 60, 0.75),
        soft(ellipse(400, 260, 70, 60, light), 30, 0.5),
        *(stroke(s, shade, 4, opacity=0.45) for s in strands[::2]),
        *(stroke(s, light, 3.5, opacity=0.4) for s in strands[1::2]),
        clip_path=canvas.clip(path(d)),
    )


def _side_part(canvas: Canvas, person: Person) -> Layers:
    front = (
        "M328 512C312 440 306 340 344 276C376 214 452 196 520 204C604 208 654 262 656"
        " 350C658 420 650 470 634 512C630 470 626 428 610 388C596 352 584 338 566 328"
        "C520 342 452 340 398 316C366 338 346 380 342 430C338 466 334 490 328 512Z"
    )
    strands = [
        "M398 316C420 268 480 240 560 250",
        "M392 300C420 248 490 222 570 232",
        "M420 322C470 290 540 284 600 318",
        "M404 310C440 276 500 262 590 284",
        "M344 420C338 360 350 310 386 286",
        "M640 440C640 390 632 346 606 320",
    ]
    return "", _lit(canvas, person.hair_colour, front, strands)


def _swept(canvas: Canvas, person: Person) -> Layers:
    front = (
        "M328 500C310 430 306 330 340 268C380 200 470 176 556 196C640 212 668 286 656"
        " 368C652 424 646 462 634 500C632 458 626 420 612 384C600 360 590 346 572 352"
        "C520 366 430 356 372 318C352 346 344 384 342 424C338 456 334 482 328 500Z"
    )
    strands = [
        "M350 320C400 230 500 206 610 250",
        "M360 300C420 230 520 216 600 236",
        "M372 318C440 300 530 300 630 340",
        "M366 312C440 276 520 268 620 300",
    ]
    return "", _lit(canvas, person.hair_colour, front, strands)


def _crop(canvas: Canvas, person: Person) -> Layers:
    front = (
        "M329 478C314 420 314 326 356 276C392 236 440 226 482 226C530 226 578 238 608"
        " 276C648 326 646 420 632 478C628 440 624 402 612 372C604 346 590 330 562 326"
        "C510 318 450 318 400 326C372 330 358 348 350 372C338 402 334 440 329 478Z"
    )
    return "", _lit(canvas, person.hair_colour, front)


def _bald(canvas: Canvas, person: Person) -> Layers:
    skin = person.skin
    dome = ellipse(440, 318, 40, 14, skin.light)
    sides = "".join(
        soft(
            path(
                f"M{MIDDLE + k * 156} {person.face.eyes + 30}"
                f"C{MIDDLE + k * 160} {person.face.eyes - 50} {MIDDLE + k * 152} 400"
                f" {MIDDLE + k * 134} 380C{MIDDLE + k * 136} 420 {MIDDLE + k * 138} 470"
                f" {MIDDLE + k * 142} {person.face.eyes + 20}Z",
                person.hair_colour,
            ),
            2,
            0.9,
        )
        for k in (-1, 1)
    )
    return "", soft(dome, 14, 0.8) + sides


def _bob(canvas: Canvas, person: Person) -> Layers:
    back = (
        "M282 706C262 600 276 420 306 330C338 232 420 196 486 196C566 196 636 238 660"
        " 336C686 430 698 600 678 706C640 736 560 730 480 724C400 730 320 736 282 706Z"
    )
    front = (
        "M300 700C270 600 274 420 308 326C340 236 420 194 492 196C574 198 640 244 662"
        " 340C684 440 692 600 668 694C652 712 632 716 616 712C640 640 640 560 630 490"
        "C622 420 584 350 444 296C420 360 372 400 346 450C332 520 326 620 344 712"
        "C330 716 312 714 300 700Z"
    )
    strands = [
        "M444 296C420 340 352 380 326 460C312 540 308 620 318 706",
        "M440 286C390 330 330 380 310 460",
        "M452 290C540 320 632 380 646 480C656 560 652 640 640 706",
        "M460 270C560 290 640 370 660 470",
        "M440 270C400 290 340 330 312 400",
        "M470 230C420 230 360 250 330 320",
    ]
    tone = person.hair_colour
    return _lit(canvas, darker(tone, 0.45), back), _lit(canvas, tone, front, strands)


def _waves(canvas: Canvas, person: Person) -> Layers:
    back = (
        "M300 330C332 226 420 184 490 184C572 184 640 226 668 330C690 420 690 500 706"
        " 570C730 660 744 720 722 800C712 850 690 880 664 900L296 900C262 870 238 830"
        " 236 780C234 700 262 640 268 560C272 480 276 410 300 330Z"
    )
    front = (
        "M304 330C336 226 420 184 492 186C572 186 636 230 662 330C684 420 676 500 692"
        " 580C708 660 736 720 712 800C704 850 676 880 640 900C664 830 640 760 632 690"
        "C626 600 650 540 628 460C610 390 570 330 500 288C470 350 380 380 346 450"
        "C318 530 340 600 330 690C322 760 296 820 322 900C280 880 246 840 246 780"
        "C246 700 274 640 278 560C282 480 280 410 304 330Z"
    )
    strands = [
        "M500 288C470 340 366 370 328 450C300 540 322 610 306 690C296 760 264 790"
        " 280 860",
        "M490 270C430 320 340 360 308 440C284 530 304 610 284 690C270 740 258 770"
        " 262 810",
        "M504 284C590 330 640 400 652 470C668 550 644 610 656 690C664 760 690 790"
        " 676 860",
        "M510 264C600 300 650 370 666 450C680 540 664 610 682 690C694 730 706 760"
        " 700 800",
        "M470 220C400 226 340 270 320 350",
        "M480 206C420 206 360 236 326 300",
    ]
    tone = person.hair_colour
    return _lit(canvas, darker(tone, 0.4), back), _lit(canvas, tone, front, strands)


def _tied(canvas: Canvas, person: Person) -> Layers:
    tail = (
        "M560 560C640 600 690 680 690 780C690 860 660 920 620 940C640 860 610 760 560"
        " 700Z"
    )
    front = (
        "M326 500C308 430 306 340 346 272C380 216 440 198 492 198C556 198 606 220 634"
        " 276C664 340 654 430 636 500C634 450 624 410 604 376C574 336 530 318 478 300"
        "C440 330 392 346 364 384C342 416 336 460 326 500Z"
    )
    folds = [
        "M478 300C440 270 400 280 352 350",
        "M478 296C450 250 400 250 350 320",
        "M482 298C530 262 580 280 620 350",
        "M484 292C530 240 580 250 622 320",
    ]
    turns = ["M610 620C650 690 664 780 646 880", "M590 620C640 700 644 800 636 900"]
    tone = person.hair_colour
    return (
        _lit(canvas, darker(tone, 0.3), tail, turns),
        _lit(canvas, tone, front, folds),
    )


def _curls(canvas: Canvas, person: Person) -> Layers:
    tone = person.hair_colour
    ring = [
        (318, 440, 34), (310, 386, 44), (322, 326, 52), (356, 270, 56), (410, 232, 56),
        (470, 216, 56), (532, 222, 56), (588, 250, 56), (632, 300, 52), (650, 360, 46),
        (648, 416, 38), (640, 460, 28), (322, 480, 24),
    ]  # fmt: skip
    mass = "".join(circle(x, y, r, tone) for x, y, r in ring)
    mass += ellipse(480, 350, 164, 130, tone)
    fringe_ring = [
        (350, 330, 40), (392, 300, 40), (440, 284, 40), (490, 282, 40), (540, 290, 40),
        (584, 310, 38), (618, 344, 34), (330, 376, 32), (636, 386, 30),
    ]  # fmt: skip
    fringe = "".join(circle(x, y, r, tone) for x, y, r in fringe_ring)
    light, shade = lighter(tone, 0.2), darker(tone, 0.5)
    coils = "".join(
        stroke(
            f"M{x - r * 0.5} {y}a{r * 0.5} {r * 0.5} 0 1 1 {r * 0.8} {r * 0.3}",
            light if x < 470 else shade,
            4,
            opacity=0.38,
        )
        for x, y, r in [*ring, *fringe_ring]
    )
    glow = soft(ellipse(380, 230, 80, 60, light), 30, 0.5)
    return mass, fringe + glow + coils


STYLES: dict[str, Callable[[Canvas, Person], Layers]] = {
    "side_part": _side_part,
    "swept": _swept,
    "crop": _crop,
    "bald": _bald,
    "bob": _bob,
    "waves": _waves,
    "tied": _tied,
    "curls": _curls,
}


def hair(canvas: Canvas, person: Person) -> Layers:
    """What lies behind the neck, then what falls before the face."""
    behind, before = STYLES[person.hair](canvas, person)
    if person.hair in {"side_part", "swept", "crop", "tied"}:
        behind += ellipse(MIDDLE, 446, 157, 150, darker(person.hair_colour, 0.3))
    return behind, before
