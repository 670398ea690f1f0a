"""The image library: originals, and the finished sizes that readers get."""

from copy import copy
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from wagtail.images.models import AbstractImage, AbstractRendition, ImageQuerySet
from wagtail.images.models import Image as WagtailImage

from cms.fetching import RememberedQuerySet
from cms.images import Picture, ReadyFile


class FirmImageQuerySet(RememberedQuerySet, ImageQuerySet):
    """Pictures, of which many pages show the same."""


class FirmImage(AbstractImage):
    """A picture of the firm, with its alternative text and its finished sizes."""

    credit = models.CharField(
        "credit",
        max_length=200,
        blank=True,
        help_text="Who made the picture, where that must be said.",
    )
    ready = models.JSONField(
        "finished sizes",
        default=dict,
        blank=True,
        editable=False,
        help_text="Files made by the worker: {shape: [ready file, ...]}.",
    )

    objects = FirmImageQuerySet.as_manager()

    stored_file_name: str | None = None
    alt_here: str | None = None

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = "image"
        verbose_name_plural = "images"

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        image = super().from_db(*args, **kwargs)
        if "file" not in image.get_deferred_fields():
            image.stored_file_name = image.file.name
        return image

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.file.name != self.stored_file_name:
            self.ready = {}
        super().save(*args, **kwargs)
        self.stored_file_name = self.file.name

    def with_alt(self, text: str) -> Self:
        """The same picture with another alternative text, for one place."""
        described = copy(self)
        described.alt_here = text
        return described

    @property
    def default_alt_text(self) -> str:
        """The alternative text that holds in this place.

        Never the title, which Wagtail falls back to: it is the file's name more
        often than a description, and worse to listen to than nothing.
        """
        return self.description if self.alt_here is None else self.alt_here

    def picture(self, shape: str) -> Picture:
        """The finished files in one shape; empty until the first is made."""
        files = [ReadyFile(**entry) for entry in self.ready.get(shape, [])]
        return Picture(self.default_alt_text, files, self.media_url)

    @property
    def focal_class(self) -> str:
        """Where the focal point lies, as class names for the style sheet.

        A picture that fills a frame is cropped by the browser, and our content
        policy allows no style attribute to say which part to keep.
        """
        point = self.get_focal_point()
        if point is None:
            return ""
        across = third(point.centroid_x, self.width, ("left", "", "right"))
        down = third(point.centroid_y, self.height, ("top", "", "bottom"))
        return " ".join(f"focal-{part}" for part in (across, down) if part)

    @cached_property
    def media_url(self) -> str:
        """Where the finished files are read from, with a trailing slash."""
        return settings.MEDIA_URL


def third(position: float, length: int, names: tuple[str, str, str]) -> str:
    """The name of the third of `length` in which the position lies."""
    return names[min(2, int(3 * position / max(length, 1)))]


class FirmRendition(AbstractRendition):
    """One size of an image, as Wagtail keeps it."""

    image = models.ForeignKey(
        FirmImage, on_delete=models.CASCADE, related_name="renditions"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="unique_rendition",
            )
        ]
