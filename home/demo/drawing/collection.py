"""Lists every demo picture by key: what draws it and which file it becomes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from . import (
    archives,
    courts,
    desks,
    emblems,
    harbor,
    indoors,
    studios,
    thresholds,
    workplaces,
)
from .portraits import portrait
from .sitters import SITTERS
from .svg import Canvas

SCENES: dict[str, Callable[[], Canvas]] = {
    "hero-city": harbor.city,
    "office": indoors.office,
    "library": indoors.library,
    "courthouse": courts.courthouse,
    "media-show": studios.interview,
    "article-01": thresholds.porch,
    "article-02": thresholds.warrant,
    "article-03": harbor.border,
    "article-04": courts.jury_box,
    "article-05": courts.bench,
    "article-06": desks.green_card,
    "article-07": workplaces.leaving,
    "article-08": workplaces.corridor,
    "article-09": desks.envelopes,
    "article-10": workplaces.founders,
    "article-11": archives.archive,
    "article-12": indoors.mediation,
    "article-13": desks.notebook,
}
EMBLEMS: dict[str, Callable[[], Canvas]] = {
    "outlet-1": partial(emblems.wordmark, "Lakeshore Ledger", "newspaper"),
    "outlet-2": partial(emblems.wordmark, "Six Harbor News", "television"),
    "outlet-3": partial(emblems.wordmark, "The Portage Review", "magazine"),
    "outlet-4": partial(emblems.wordmark, "Public Hour Radio", "radio"),
    "outlet-5": partial(emblems.wordmark, "Canalside Business", "trade_paper"),
    "badge-1": emblems.defender_seal,
    "badge-2": emblems.service_shield,
    "badge-3": emblems.pro_bono_hexagon,
    "badge-4": emblems.accessible_mark,
}


@dataclass(frozen=True, slots=True)
class Picture:
    """One finished file: its key, its maker, and how it is stored."""

    key: str
    draw: Callable[[], Canvas]
    suffix: str = "jpg"
    byte_limit: int = 130_000
    grain: float = 0.3


def pictures() -> Iterator[Picture]:
    """Every picture of the demo."""
    for key, draw in SCENES.items():
        yield Picture(key, draw)
    yield Picture("share", harbor.share, byte_limit=90_000)
    for key, person in SITTERS.items():
        yield Picture(key, partial(portrait, person), byte_limit=90_000)
    for key, draw in EMBLEMS.items():
        yield Picture(key, draw, "png", grain=0)
