"""Draws small people for the scenes, as silhouettes with a little colour."""

from .palette import INK, INK_SOFT, darker
from .svg import circle, ellipse, path, rect, soft, stroke

SKINS = ("#e0b592", "#8a5a3c", "#c08a62")


def standing(coat: str, skin: str, hair: str) -> str:
    """Someone in a jacket seen to the knee and below, 600 tall, feet on the origin."""
    shade = darker(coat, 0.35)
    return "".join(
        [
            soft(ellipse(16, 4, 120, 14, INK), 6, 0.4),
            path("M-62 -270H62L50 0H14L2 -220L-14 0H-50Z", INK_SOFT),
            path("M-64 -6h54v14h-70q0 -12 16 -14ZM12 -6h54q14 4 14 14H12Z", INK),
            path("M-96 -440C-100 -340 -96 -290 -84 -232L-60 -236L-62 -420Z", shade),
            path(
                "M-92 -452C-60 -486 60 -486 92 -452C104 -400 84 -330 78 -246H-78"
                "C-84 -330 -104 -400 -92 -452Z",
                coat,
            ),
            path(
                "M20 -478C60 -474 84 -462 92 -452C104 -400 84 -330 78 -246H30Z", shade
            ),
            path(
                "M66 -440C104 -400 112 -300 96 -232L72 -236C78 -300 76 -370 60 -400Z",
                coat,
            ),
            rect(-20, -510, 40, 44, darker(skin, 0.15)),
            ellipse(0, -550, 42, 52, skin),
            path("M-46 -548C-56 -620 56 -620 46 -548C36 -580 -20 -576 -46 -548Z", hair),
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
