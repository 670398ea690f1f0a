"""Pictures in the sizes and formats that readers get, made before anyone asks.

A shape is a way of cropping; each is made in a few widths as AVIF, WebP and
JPEG (PNG for logos) when an image is saved. Rendering a page only looks up what
is ready, so no reader waits for a picture and no template asks the database.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail.images.models import Filter

if TYPE_CHECKING:
    from cms.models import FirmImage

MEDIA_TYPES = {
    "avif": "image/avif",
    "webp": "image/webp",
    "jpeg": "image/jpeg",
    "png": "image/png",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """How a picture is cropped, and the sizes and formats it is made in.

    The last format is the fallback that every reader understands.
    """

    resize_rules: tuple[str, ...]
    formats: tuple[str, ...] = ("avif", "webp", "jpeg")

    def filter_specs(self, image_format: str) -> list[str]:
        """Wagtail's filter strings of one format, the smallest size first."""
        return [f"{rule}|format-{image_format}" for rule in self.resize_rules]


SHAPES = {
    "wide": Shape(("width-480", "width-960", "width-1600")),
    "card": Shape(("fill-480x320", "fill-960x640")),
    "portrait": Shape(("fill-320x400", "fill-640x800")),
    "share": Shape(("fill-1200x630",), ("jpeg",)),
    "logo": Shape(("max-320x120", "max-640x240"), ("webp", "png")),
}


@dataclass(frozen=True, slots=True)
class ReadyFile:
    """A finished file: its path below the media address, and its size in pixels."""

    file: str
    format: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Source:
    """The files of one format, as a `<source>` element lists them."""

    type: str
    srcset: str


class Picture:
    """The finished files of an image in one shape, ready to print."""

    def __init__(self, alt: str, files: list[ReadyFile], media_url: str) -> None:
        self.alt = alt
        self.files = files
        self.media_url = media_url

    def __bool__(self) -> bool:
        return bool(self.files)

    @property
    def fallback(self) -> ReadyFile:
        """The file for readers without a modern format: the largest of the last."""
        last_format = self.files[-1].format
        return max(
            (file for file in self.files if file.format == last_format),
            key=lambda file: file.width,
        )

    @property
    def src(self) -> str:
        return self.media_url + self.fallback.file

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.fallback.format]

    @property
    def width(self) -> int:
        return self.fallback.width

    @property
    def height(self) -> int:
        return self.fallback.height

    @property
    def sources(self) -> list[Source]:
        """One source for each format, the most compact format first."""
        by_format: dict[str, dict[int, str]] = {}
        for file in self.files:
            address = self.media_url + file.file
            by_format.setdefault(file.format, {})[file.width] = address
        return [
            Source(
                type=MEDIA_TYPES[image_format],
                srcset=", ".join(
                    f"{address} {width}w" for width, address in sorted(sizes.items())
                ),
            )
            for image_format, sizes in by_format.items()
        ]


def make_ready(image: "FirmImage", *, only_fallbacks: bool = False) -> dict[str, Any]:
    """Make the files of every shape, and return them as `FirmImage.ready` keeps them.

    `only_fallbacks` makes just the format that every reader understands, so that
    a new picture is on the site within a moment, before the slow formats follow.
    """
    formats = slice(-1, None) if only_fallbacks else slice(None)
    return {
        name: [
            {
                "file": rendition.file.name,
                "format": image_format,
                "width": rendition.width,
                "height": rendition.height,
            }
            for image_format in shape.formats[formats]
            for spec in shape.filter_specs(image_format)
            for rendition in [image.get_rendition(Filter(spec=spec))]
        ]
        for name, shape in SHAPES.items()
    }
