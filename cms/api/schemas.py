"""What documents are made of: the base of all schemas, addresses, images, files."""

import datetime
from typing import Annotated, Any
from urllib.parse import urlsplit

from django.db.models import TextChoices
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo
from wagtail.models import Page

from cms.api.reading import Reading
from cms.images import Picture
from cms.request_cache import once_per_request
from cms.visibility import is_public_file, public_page_url

# How much of the window a picture fills, for clients that print `sizes` as given.
SIZES = {
    "wide": "100vw",
    "card": "(min-width: 40rem) 33vw, 100vw",
    "portrait": "(min-width: 40rem) 20rem, 50vw",
    "logo": "160px",
}


class Schema(BaseModel):
    """The base of all schemas: read from attributes, described by docstrings."""

    model_config = ConfigDict(
        from_attributes=True,
        use_attribute_docstrings=True,
        json_schema_serialization_defaults_required=True,
    )


def reading_of(info: ValidationInfo) -> Reading:
    """The reading that a document is made for."""
    if not isinstance(info.context, Reading):
        raise TypeError("A document is made for a reading; pass it as the context.")
    return info.context


def _full_address(value: Any, info: ValidationInfo) -> str | None:
    return reading_of(info).address(value)


def path_of(address: str | None) -> str:
    """The path of an address; nothing of none."""
    if not address:
        return ""
    is_path = address.startswith("/") and not address.startswith("//")
    if is_path and "?" not in address and "#" not in address:
        return address
    return urlsplit(address).path


def _displayed(value: Any, info: ValidationInfo) -> str:
    return reading_of(info).text(getattr(value, "source", value) or "")


Address = Annotated[
    str,
    Field(json_schema_extra={"format": "uri"}, examples=["https://www.example.com/x/"]),
]
"""A full address."""

FullAddress = Annotated[Address | None, BeforeValidator(_full_address)]
"""An address made full, or null where there is none to show."""

OwnAddress = Annotated[
    Address,
    BeforeValidator(lambda address, info: _full_address(address, info) or ""),
]
"""An address made full, of something that always has one."""

PagePath = Annotated[
    str,
    BeforeValidator(path_of),
    Field(examples=["/x/"]),
]
"""The path of an address, of something that always has one."""

LinkPath = Annotated[
    str | None,
    BeforeValidator(lambda url: path_of(url) or None),
    Field(examples=["/x/"]),
]
"""The path of an address of the site, or null where there is none to show."""

DisplayText = Annotated[
    str,
    Field(
        json_schema_extra={"contentMediaType": "text/html"},
        examples=["<p>A sentence or two.</p>"],
    ),
]
"""Rich text for display: HTML, or Markdown where the client asked for it."""

RichText = Annotated[DisplayText, BeforeValidator(_displayed)]
"""Rich text as stored, made ready for display."""


ClockTime = Annotated[str, Field(pattern=r"^\d\d:\d\d$", examples=["09:30"])]
"""A time of day at the firm; RFC 3339 has none without an offset from UTC."""


def clock_time(time: datetime.time) -> str:
    """The hour and the minute of a time of day."""
    return f"{time:%H:%M}"


StoredTime = Annotated[ClockTime, BeforeValidator(clock_time)]
"""A time of day as stored, made a text."""

ENTRIES = BeforeValidator(lambda related: list(related.all()))
"""Reads the related objects of a manager."""


CHOICE_LABEL = BeforeValidator(lambda get_display: str(get_display()))
"""Reads the words for a choice from Django's `get_…_display`."""


def literal(choices: type[TextChoices]) -> Any:
    """Says that a text is one of a model's choices."""
    return Field(json_schema_extra={"enum": list(choices.values)})


class FocalPoint(Schema):
    """The point of a picture that must stay in sight, as parts of width and height."""

    x: float = Field(ge=0, le=1)
    """From the left edge, 0 to 1."""
    y: float = Field(ge=0, le=1)
    """From the top edge, 0 to 1."""


class ImageSource(Schema):
    """The files of one format, as a `<source>` element lists them."""

    type: str = Field(examples=["image/avif"])
    """Media type."""
    srcset: str = Field(examples=["https://www.example.com/media/office-480.avif 480w"])
    """Addresses with their widths."""
    sizes: str = Field(examples=["100vw"])
    """How much of the window the picture usually fills."""


class Image(Schema):
    """A picture with its finished files; no size is ever made while a reader waits."""

    alt: str = Field(examples=["Our office on Main Street"])
    """Alternative text; empty for decoration."""
    credit: str = Field(examples=["Photograph: B. Ng"])
    """Who made the picture, where that must be said."""
    width: int = Field(ge=1, examples=[1600])
    """Width of `src` in pixels."""
    height: int = Field(ge=1, examples=[900])
    """Height of `src` in pixels."""
    focal_point: FocalPoint | None
    """Null where the picture is cropped already, or where nobody set one."""
    src: Address
    """The file that every reader understands."""
    sources: list[ImageSource]
    """Each format, the most compact first; the last is the format of `src`."""


class Document(Schema):
    """A file to download."""

    title: str = Field(examples=["What to bring"])
    """Name of the file for people."""
    url: Address
    """Where to download it."""
    file_type: str = Field(examples=["PDF"])
    """Extension of the file, in capitals."""
    file_size: int | None = Field(examples=[48_000])
    """Bytes; null where the storage does not tell."""


class PageLink(Schema):
    """A page that anyone may read."""

    title: str = Field(examples=["Practice areas"])
    """Title of the page."""
    url: Address
    """Full address."""
    path: str = Field(examples=["/practice/"])
    """Path of the address, for routers; see `resolve/`."""


EXAMPLE_IMAGE = {
    "alt": "Our office on Main Street",
    "credit": "",
    "width": 1600,
    "height": 900,
    "focal_point": {"x": 0.5, "y": 0.3},
    "src": "https://www.example.com/media/office.jpg",
    "sources": [
        {
            "type": "image/avif",
            "srcset": "https://www.example.com/media/office-480.avif 480w",
            "sizes": "100vw",
        }
    ],
}
EXAMPLE_DOCUMENT = {
    "title": "What to bring",
    "url": "https://www.example.com/documents/1/what-to-bring.pdf",
    "file_type": "PDF",
    "file_size": 48_000,
}
EXAMPLE_PAGE_LINK = {
    "title": "Practice areas",
    "url": "https://www.example.com/practice/",
    "path": "/practice/",
}


def image_of(image: Any, shape: str, reading: Reading) -> Image | None:
    """A picture in one of the shapes of `cms.images`, if it may and can be shown.

    It stands in many documents as it is, so nobody may change it.
    """
    if not is_public_file(image):
        return None
    key = f"image-{image.pk}-{shape}-{image.alt_here}-{reading.origin}"
    return once_per_request(key, lambda: shown_image(image, shape, reading))


def shown_image(image: Any, shape: str, reading: Reading) -> Image | None:
    """The same for a picture that may be shown."""
    picture: Picture = image.picture(shape)
    if not picture:
        return None
    return Image(
        alt=picture.alt,
        credit=image.credit,
        width=picture.width,
        height=picture.height,
        focal_point=focal_point_of(image) if shape == "wide" else None,
        src=reading.address(picture.src) or "",
        sources=[
            ImageSource(
                type=source.type,
                srcset=full_srcset(source.srcset, reading),
                sizes=SIZES.get(shape, "100vw"),
            )
            for source in picture.sources
        ],
    )


def full_srcset(srcset: str, reading: Reading) -> str:
    """A `srcset` with full addresses."""
    candidates = (candidate.rsplit(" ", 1) for candidate in srcset.split(", "))
    return ", ".join(
        f"{reading.address(address)} {width}" for address, width in candidates
    )


def focal_point_of(image: Any) -> FocalPoint | None:
    """The centre of the focal area, as parts of the picture's width and height."""
    if not image.has_focal_point() or not image.width or not image.height:
        return None
    return FocalPoint(
        x=round(min(image.focal_point_x / image.width, 1), 4),
        y=round(min(image.focal_point_y / image.height, 1), 4),
    )


def document_of(document: Any, reading: Reading) -> Document | None:
    """A file that everyone may open, otherwise nothing."""
    if not is_public_file(document):
        return None
    return Document(
        title=document.title,
        url=reading.address(document.url) or "",
        file_type=document.file_extension.upper(),
        file_size=document.file_size,
    )


def page_link(page: Page | None, reading: Reading) -> PageLink | None:
    """A link to a page that anyone may read, otherwise nothing."""
    url = reading.address(public_page_url(page))
    if page is None or url is None:
        return None
    return PageLink(title=page.title, url=url, path=path_of(url))


def shaped(shape: str) -> BeforeValidator:
    """Reads an image of the library in one of its shapes."""
    return BeforeValidator(lambda image, info: image_of(image, shape, reading_of(info)))


WideImage = Annotated[Image | None, shaped("wide")]
CardImage = Annotated[Image | None, shaped("card")]
PortraitImage = Annotated[Image | None, shaped("portrait")]
LogoImage = Annotated[Image | None, shaped("logo")]
ShareImage = Annotated[Image | None, shaped("share")]
LinkedPage = Annotated[
    PageLink | None,
    BeforeValidator(lambda page, info: page_link(page, reading_of(info))),
]
