"""What makes each portrait its own: skin, hair, face, dress and backdrop."""

from dataclasses import dataclass
from typing import Literal

from .palette import darker, lighter, mix

HairStyle = Literal[
    "side_part", "swept", "crop", "bald", "bob", "waves", "tied", "curls"
]
Dress = Literal["suit", "bow_tie", "blazer", "open_collar", "round_neck"]


@dataclass(frozen=True, slots=True)
class Skin:
    """A complexion: its middle tone and the hue of lips and cheeks."""

    base: str
    flush: str
    depth: float = 0.3

    @property
    def shade(self) -> str:
        """The tone of planes turned from the light."""
        return mix(self.base, mix(self.flush, "#3a1f1a", 0.45), self.depth)

    @property
    def deep(self) -> str:
        """Creases, nostrils and the line of the mouth."""
        return mix(self.shade, "#2a1512", 0.5)

    @property
    def light(self) -> str:
        """Planes that face the window."""
        return mix(self.base, "#fff1dc", 0.28)


FAIR = Skin("#e9c3a4", "#c4695a")
ROSY = Skin("#e6b698", "#bf5f52")
OLIVE = Skin("#d3a27a", "#a9584a")
TAN = Skin("#c08a62", "#954a3c")
BROWN = Skin("#96623f", "#7c3a30", 0.36)
DARK = Skin("#6f452e", "#6a2f29", 0.42)
GOLDEN = Skin("#e0b48a", "#b8604f")


@dataclass(frozen=True, slots=True)
class Face:
    """Proportions in pixels on the 960 x 1200 sheet; half widths from the middle.

    `colour` is how much lips, cheeks and lashes stand out.
    """

    cheek: float = 152
    jaw: float = 122
    chin: float = 48
    top: float = 268
    eyes: float = 486
    mouth: float = 622
    bottom: float = 694
    eye_size: float = 1.0
    eye_tilt: float = 2
    lid: float = 0.0
    nose: float = 1.0
    lips: float = 1.0
    smile: float = 8
    brow: float = 1.0
    brow_arch: float = 10
    age: float = 0.0
    turn: float = 10
    iris: str = "#4a2f1f"
    colour: float = 1.0


@dataclass(frozen=True, slots=True)
class Person:
    """Everything one portrait is drawn from."""

    skin: Skin
    face: Face
    hair: HairStyle
    hair_colour: str
    dress: Dress
    cloth: str
    shirt: str
    accent: str
    backdrop: str
    shoulders: float = 1.0
    tilt: float = 0.0
    glasses: str | None = None
    beard: Literal["none", "stubble", "short", "full"] = "none"
    earrings: str | None = None
    beads: bool = False
    round_glasses: bool = False
    tweed: bool = False
    brow_colour: str | None = None

    @property
    def brow_tone(self) -> str:
        """Brows follow the hair unless it is grey or hidden."""
        return self.brow_colour or darker(self.hair_colour, 0.25)

    @property
    def hair_light(self) -> str:
        """Strands that catch the window."""
        return lighter(self.hair_colour, 0.22)
