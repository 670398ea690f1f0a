"""Blocks of pictures, videos and files."""

from typing import Any

from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock, EmbedValue
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock

from cms.video_players import PLAYERS
from cms.visibility import is_public_file

from .groups import MEDIA, TEXT_FEATURES
from .struct import ChoiceBlock, StructBlock

# The picture's own `alt` says what these come to.
ALT_FIELDS = ("alt_text", "is_decorative", "alt", "decoration_class")
# How wide an aligned picture is on wide screens, as image.css has it.
ALIGNED_SIZES = {"left": "18rem", "right": "18rem", "center": "28rem"}
EXAMPLE_VIDEO = "https://www.youtube.com/watch?v=jNQXAC9IVRw"


def newest_image() -> Any:
    """The image that previews show: the library's newest, if there is one."""
    return get_image_model().objects.order_by("-pk").first()


class ImageValue(blocks.StructValue):
    """A picture in a text, with the alternative text that holds here."""

    @property
    def alt(self) -> str:
        if self["is_decorative"] or not self["image"]:
            return ""
        return self["alt_text"] or self["image"].default_alt_text

    @property
    def is_shown(self) -> bool:
        """Whether everyone may see the picture."""
        return is_public_file(self["image"])

    @property
    def decoration_class(self) -> str:
        """Marks decoration, so that the editor's checks ask no words of it."""
        return "decoration" if self["is_decorative"] else ""

    @property
    def public_image(self) -> Any:
        """The picture, unless it lies in a restricted collection."""
        if not is_public_file(self["image"]):
            return None
        return self["image"].with_alt(self.alt)


class AlignedImageValue(ImageValue):
    """A picture with a place in the lines of the text."""

    @property
    def is_beside_text(self) -> bool:
        """Whether the text that follows stands beside the picture."""
        return self["alignment"] in ("left", "right")

    @property
    def placement(self) -> str:
        """The alignment, or else the width, which an aligned picture has not."""
        return self["alignment"] if self["alignment"] in ALIGNED_SIZES else self["size"]

    @property
    def shown_sizes(self) -> str:
        """How wide browsers may expect the picture to be."""
        if width := ALIGNED_SIZES.get(self["alignment"]):
            return f"(min-width: 48rem) {width}, 100vw"
        return "(min-width: 64rem) 44rem, 100vw"


class ImageBlock(StructBlock):
    """A picture with a caption."""

    image = ImageChooserBlock(
        label="Picture",
        help_text=(
            "Choose one that is there, or upload one; sizes for "
            "phones are made from it."
        ),
    )
    alt_text = blocks.CharBlock(
        label="Alternative text",
        required=False,
        max_length=255,
        help_text="What the picture shows, for those who cannot see it. "
        "Leave empty to use the description from the image library.",
    )
    is_decorative = blocks.BooleanBlock(
        label="Only decoration",
        required=False,
        help_text="Screen readers skip the picture.",
    )
    caption = blocks.CharBlock(
        label="Caption",
        help_text="Shown below the picture. Leave empty for none.",
        required=False,
        max_length=255,
    )
    size = ChoiceBlock(
        label="Width",
        help_text="How much room the picture takes on wide screens.",
        choices=[("text", "As wide as the text"), ("wide", "Wider"), ("full", "Full")],
        default="text",
    )
    alignment = ChoiceBlock(
        label="Alignment",
        help_text="Where the picture stands on wide screens; on phones it always "
        "stands between the lines. An aligned picture is smaller, and its width "
        "above does not count.",
        choices=[
            ("none", "None, it takes the whole line"),
            ("left", "Left, text beside it"),
            ("right", "Right, text beside it"),
            ("center", "Centre"),
        ],
        default="none",
    )

    class Meta:
        label = "Picture"
        description = "A picture with caption and alternative text."
        icon = "image"
        group = MEDIA
        template = "blocks/image.html"
        value_class = AlignedImageValue
        api_omits = (*ALT_FIELDS, "is_beside_text", "placement", "shown_sizes")

    def get_preview_value(self) -> Any:
        return self.normalize(
            {"image": newest_image(), "caption": "Our office", "size": "text"}
        )


class GalleryImageBlock(StructBlock):
    """One picture of a gallery."""

    image = ImageChooserBlock(
        label="Picture", help_text="Choose one that is there, or upload one."
    )
    alt_text = blocks.CharBlock(
        label="Alternative text",
        help_text="What the picture shows, for those who cannot see it.",
        required=False,
    )
    is_decorative = blocks.BooleanBlock(
        label="Only decoration",
        help_text="Tick if the picture tells nothing that the text does not.",
        required=False,
    )
    caption = blocks.CharBlock(
        label="Caption",
        help_text="Shown below the picture. Leave empty for none.",
        required=False,
        max_length=255,
    )

    class Meta:
        value_class = ImageValue
        api_omits = ALT_FIELDS
        api_shape = "card"


class GalleryValue(blocks.StructValue):
    """Pictures side by side, of which at least one may be shown."""

    @property
    def is_shown(self) -> bool:
        return any(item.public_image for item in self["images"])


class GalleryBlock(StructBlock):
    """Several pictures side by side."""

    heading = blocks.CharBlock(
        label="Heading",
        help_text="Stands above the pictures. Leave empty for none.",
        required=False,
        max_length=160,
    )
    images = blocks.ListBlock(
        GalleryImageBlock(),
        label="Pictures",
        help_text="Two or more; they are shown in this order.",
        min_num=2,
    )

    class Meta:
        label = "Gallery"
        description = "Several pictures side by side."
        icon = "image"
        group = MEDIA
        template = "blocks/gallery.html"
        value_class = GalleryValue

    def get_preview_value(self) -> Any:
        item = {"image": newest_image(), "caption": "Our office"}
        return self.normalize({"heading": "The office", "images": [item, item]})


class VideoValue(blocks.StructValue):
    """A video that loads from elsewhere only when the visitor asks for it."""

    @property
    def url(self) -> str:
        """Where the video is."""
        return self["video"].url if self["video"] else ""

    @property
    def is_shown(self) -> bool:
        return bool(self.url)

    @property
    def embed_url(self) -> str:
        """Where the video plays in a frame without cookies; nothing if unknown."""
        for pattern, address in PLAYERS:
            if match := pattern.search(self.url):
                return address.format(match[1])
        return ""

    @property
    def public_poster(self) -> Any:
        return self["poster"] if is_public_file(self["poster"]) else None


class VideoBlock(StructBlock):
    """A video of another site, behind a picture."""

    video = EmbedBlock(
        label="Address of the video",
        max_width=960,
        help_text="From YouTube or Vimeo. "
        "Nothing loads from there until a visitor clicks.",
    )
    title = blocks.CharBlock(
        label="Title", max_length=160, help_text="What one sees in the video."
    )
    poster = ImageChooserBlock(
        label="Picture before the click",
        help_text=(
            "Shown until a visitor starts the video; nothing is "
            "loaded from the video's site before."
        ),
        required=False,
    )
    transcript = blocks.RichTextBlock(
        label="Transcript",
        required=False,
        features=TEXT_FEATURES,
        help_text="The spoken words, for those who cannot hear them.",
    )

    class Meta:
        label = "Video"
        description = "A video that starts after a click on its picture."
        icon = "media"
        group = MEDIA
        template = "blocks/video.html"
        value_class = VideoValue
        api_omits = ("video",)

    def get_preview_value(self) -> Any:
        return self.normalize(
            {
                "video": EmbedValue(EXAMPLE_VIDEO),
                "title": "A tour of the courthouse",
                "poster": newest_image(),
                "transcript": "<p>This door leads to the clerk’s office.</p>",
            }
        )


class DocumentValue(blocks.StructValue):
    """A file to download, with what a reader wants to know before the click."""

    @property
    def is_shown(self) -> bool:
        """Whether everyone may open the file."""
        return is_public_file(self["document"])

    @property
    def public_document(self) -> Any:
        """The file, unless it lies in a restricted collection."""
        return self["document"] if is_public_file(self["document"]) else None

    @property
    def title(self) -> str:
        """What the link says."""
        return self["text"] or (self["document"].title if self["document"] else "")

    @property
    def file_type(self) -> str:
        return self["document"].file_extension.upper() if self["document"] else ""

    @property
    def file_size(self) -> int | None:
        """Size in bytes."""
        return self["document"].get_file_size() if self["document"] else None


class DocumentBlock(StructBlock):
    """A file to download."""

    document = DocumentChooserBlock(
        label="File",
        help_text=(
            "A PDF, for instance. Only files that anybody may see "
            "are offered to visitors."
        ),
    )
    text = blocks.CharBlock(
        label="Text of the link",
        required=False,
        max_length=160,
        help_text="Leave empty to use the title of the file.",
    )

    class Meta:
        label = "Download"
        description = "A file to download, with its type and size."
        icon = "doc-full-inverse"
        group = MEDIA
        template = "blocks/document.html"
        value_class = DocumentValue
        api_omits = ("text", "file_type", "file_size")

    def get_preview_value(self) -> Any:
        example = get_document_model()(
            pk=0, title="What to bring", file="what-to-bring.pdf", file_size=48_000
        )
        return self.normalize({"document": example})
