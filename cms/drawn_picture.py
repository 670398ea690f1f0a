"""A picture that was drawn for a page, in the place of one from the library."""

from dataclasses import dataclass

from django.conf import settings

from cms.images import Picture, ReadyFile
from cms.share_card import HEIGHT, WIDTH


@dataclass(frozen=True, slots=True)
class DrawnPicture:
    """Looks to templates and schemas like an image of the library."""

    file: str
    alt: str

    credit = ""
    collection_id = None  # in no collection, so in none that is restricted

    @property
    def pk(self) -> str:
        """What tells it from others: for another title another file is drawn."""
        return self.file

    @property
    def alt_here(self) -> str:
        """The alternative text, which holds in each place."""
        return self.alt

    def picture(self, shape: str) -> Picture:
        """The drawn file; it has the shape for sharing and no other."""
        drawn = ReadyFile(self.file, "png", WIDTH, HEIGHT)
        files = [drawn] if shape == "share" else []
        return Picture(self.alt, files, settings.MEDIA_URL)
