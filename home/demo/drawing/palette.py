"""The colours of the demo pictures, taken from the site's own tokens."""

INK = "#14231f"
INK_SOFT = "#20332e"
INK_LINE = "#3c5049"
PAPER = "#f6f2ea"
PAPER_DEEP = "#ece5d6"
PAPER_LIGHT = "#fdfbf6"
SAND = "#dccfb4"
BRASS = "#a9792b"
BRASS_DARK = "#7d5514"
BRASS_LIGHT = "#dcb46e"
BRASS_WASH = "#ead9b4"
OXBLOOD = "#7a2e2a"
OXBLOOD_DARK = "#5d201d"
CLAY = "#b5654a"
SLATE = "#4a5a5f"
SLATE_LIGHT = "#8b999b"
SAGE = "#8fa394"
SAGE_LIGHT = "#c9d3cb"
SAGE_DARK = "#5b7265"


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(first: str, second: str, share: float) -> str:
    """Blend two colours; `share` is how much of the second one enters, 0 to 1."""
    pairs = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def darker(colour: str, share: float) -> str:
    """Move a colour toward ink, so that shade keeps the set's green-black cast."""
    return mix(colour, INK, share)


def lighter(colour: str, share: float) -> str:
    """Move a colour toward warm paper white."""
    return mix(colour, PAPER_LIGHT, share)
