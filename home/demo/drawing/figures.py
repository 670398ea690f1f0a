"""Draws small people for the scenes, as silhouettes with a little colour."""

from .palette import INK, INK_SOFT, PAPER, darker
from .svg import circle, ellipse, group, path, rect, soft, stroke

SKINS = ("#e0b592", "#8a5a3c", "#c08a62")


def standing(coat: str, skin: str, hair: str, is_pointing: bool = False) -> str:
    """Someone in a jacket seen from the front, 600 tall, feet on the origin.

    Who is pointing has no arm hanging at the right: the scene draws it.
    """
    shade, dim = darker(coat, 0.35), darker(skin, 0.3)
    sleeve = "M-74 -462C-104 -440 -108 -350 -98 -258L-72 -256L-60 -420Z"
    right = ellipse(-85, -248, 14, 20, dim) + path(sleeve, darker(coat, 0.5))
    return "".join(
        [
            soft(ellipse(16, 4, 120, 14, INK), 6, 0.4),
            path("M-60 -270H60L46 0H14L2 -220L-14 0H-46Z", INK_SOFT),
            path("M-62 -6h50v14h-66q0 -12 16 -14ZM12 -6h50q16 2 16 14H12Z", INK),
            ellipse(-85, -248, 14, 20, skin),
            path(sleeve, darker(coat, 0.16)),
            "" if is_pointing else group(right, transform="scale(-1 1)"),
            path(
                "M-30 -486C-60 -480 -78 -470 -82 -452C-82 -390 -64 -340 -70 -244H70"
                "C64 -340 82 -390 82 -452C78 -470 60 -480 30 -486Z",
                coat,
            ),
            path("M30 -486C60 -480 78 -470 82 -452C82 -390 64 -340 70 -244H12Z", shade),
            path("M-24 -488L4 -380L26 -488Z", PAPER),
            path("M-19 -520H19V-484L3 -464L-19 -484Z", dim),
            path("M-24 -490L-44 -462L2 -376L-6 -420Z", darker(coat, 0.2)),
            path("M26 -490L46 -462L2 -376L12 -420Z", darker(coat, 0.5)),
            path("M-38 -566C-40 -530 -24 -498 0 -498C24 -498 40 -530 38 -566Z", skin),
            path(
                "M8 -566C16 -540 14 -512 2 -498C26 -500 40 -530 38 -566Z",
                dim,
                opacity=0.4,
            ),
            ellipse(0, -566, 38, 34, skin),
            path("M-42 -552C-54 -624 54 -624 42 -552C38 -586 -18 -578 -36 -572Z", hair),
            *(circle(x, -550, 3.6, INK) for x in (-14, 16)),
            stroke("M-21 -562q7 -5 14 -1M10 -563q7 -4 14 1", hair, 3.4),
            stroke("M2 -548l5 17h-6", darker(skin, 0.4), 2.6),
            stroke("M-10 -517q11 7 22 -1", darker(skin, 0.55), 3.2),
        ]
    )


def walking(coat: str, skin: str, hair: str) -> str:
    """Someone striding to the right with a briefcase, 600 tall, seen from behind."""
    shade = darker(coat, 0.35)
    return "".join(
        [
            path("M-50 -280L40 -280L84 -20L50 -6L-6 -220L-70 -20L-104 -36Z", INK_SOFT),
            path("M44 -20l46 -2l10 24H46ZM-110 -42l40 16l-14 24l-34 -20Z", INK),
            path(
                "M64 -430C96 -390 124 -330 128 -256L104 -250C90 -310 70 -350 48 -380Z",
                shade,
            ),
            rect(66, -250, 124, 88, "#7d5514", rx=8),
            stroke("M104 -250v-16h48v16", "#5b3f12", 8),
            path(
                "M-82 -452C-50 -486 50 -486 82 -452C94 -400 78 -330 74 -220H-70"
                "C-80 -330 -94 -400 -82 -452Z",
                coat,
            ),
            path("M20 -478C52 -474 74 -464 82 -452C94 -400 78 -330 74 -220H20Z", shade),
            rect(-18, -510, 38, 44, darker(skin, 0.15)),
            ellipse(4, -550, 40, 50, skin),
            path("M-40 -536C-52 -620 56 -624 46 -556C20 -530 -10 -520 -40 -536Z", hair),
        ]
    )


def seated(coat: str, skin: str, hair: str) -> str:
    """Someone in a chair facing right, 460 tall, the chair's feet on the origin."""
    chair = (
        "M-120 -300C-130 -330 -96 -340 -88 -310L-70 -160H70V-130H46L60 0H44L24"
        " -130H-70L-96 0H-112L-98 -150Z"
    )
    return "".join(
        [
            path(chair, "#6b4a32"),
            path(
                "M-66 -180C0 -190 60 -186 96 -172L110 -20H70L62 -120L-60 -124Z",
                INK_SOFT,
            ),
            path("M68 -24H128q16 6 16 22H68Z", INK),
            path(
                "M-78 -330C-40 -370 24 -366 40 -320C52 -270 40 -210 30 -160H-74C-84"
                " -220 -90 -280 -78 -330Z",
                coat,
            ),
            path(
                "M0 -300C20 -250 50 -220 96 -204L90 -176C40 -184 -10 -220 -30 -270Z",
                darker(coat, 0.3),
            ),
            circle(98, -190, 15, skin),
            rect(-26, -396, 36, 44, darker(skin, 0.15)),
            ellipse(-4, -424, 38, 47, skin),
            path("M-46 -410C-60 -490 44 -492 36 -440C6 -452 -14 -446 -22 -404Z", hair),
        ]
    )
