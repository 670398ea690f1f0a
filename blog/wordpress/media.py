"""Files of the old site become images and documents: one file, one of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha1
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import transaction
from PIL import Image as PillowImage
from wagtail.documents.models import Document

from blog.models import ImportItem, ImportRun
from blog.wordpress.addresses import OldSite, original_path
from blog.wordpress.fetching import NotFetched
from blog.wordpress.inline import plain
from blog.wordpress.resolving import REHEARSED, Library
from blog.wordpress.survey import Survey
from blog.wordpress.uploads import NOT_AMONG_UPLOADS, FileSource
from cms.models import FirmImage
from cms.picture_files import picture_address

KIND = "attachment"
# As the bytes themselves tell, whatever the name ends in.
FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")
MOST_PIXELS = 128_000_000  # as many as editors may upload: all sizes are made of it
NO_SOURCE = "No files were given: use --uploads or --fetch-media."
Outcome = ImportItem.Outcome


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that the old site has, or that a text there shows."""

    key: str
    address: str
    title: str
    alt: str
    attachment_id: int = 0


class MediaImporter:
    """Imports the files of a run that earlier runs have not."""

    def __init__(
        self, run: ImportRun, survey: Survey, library: Library, site: OldSite
    ) -> None:
        self.run, self.survey, self.library, self.site = run, survey, library, site

    def go(
        self,
        source: FileSource | None,
        tell: Callable[[int, int], None] = lambda done, total: None,
    ) -> None:
        """Find or make every file; what fails is noted, and the rest goes on."""
        found = ImportItem.objects.latest_of(self.run.source).filter(kind=KIND)
        known = {
            item.key: item
            for item in found.select_related("image", "document").iterator(500)
        }
        noted = set(self.run.items.filter(kind=KIND).values_list("key", flat=True))
        wanted = list(self.wanted())
        for done, file in enumerate(wanted, start=1):
            earlier = known.get(file.key)
            if earlier and (earlier.image or earlier.document):
                self.remember(file, earlier.image, earlier.document)
                if file.key not in noted:
                    self.note(file, Outcome.UNCHANGED, earlier.image, earlier.document)
            elif self.run.is_rehearsal:
                self.rehearse(file, source)
            else:
                self.add(file, source)
            if done % 20 == 0 or done == len(wanted):
                tell(done, len(wanted))

    def wanted(self) -> Iterator[Wanted]:
        """The files of the media library, and those that only texts name."""
        paths = set()
        for attachment in self.survey.attachments.values():
            path = self.site.path(attachment.url)
            paths.add(original_path(path or ""))
            yield Wanted(
                str(attachment.post_id),
                attachment.url,
                attachment.title,
                attachment.alt,
                attachment.post_id,
            )
        for address in self.survey.uploads:
            path = self.site.path(address)
            if path is not None and (original := original_path(path)) not in paths:
                paths.add(original)
                full = address if "//" in address else self.survey.site_url + address
                yield Wanted(original[-200:], full, "", "")

    def rehearse(self, file: Wanted, source: FileSource | None) -> None:
        """Note what would become of a file."""
        suffix = ending(file.address)
        path = original_path(self.site.path(file.address) or "")
        library = self.library
        if source is None:
            self.note(file, Outcome.SKIPPED, reason=NO_SOURCE)
        elif not source.has(file.address):
            self.note(file, Outcome.FAILED, reason=NOT_AMONG_UPLOADS)
        elif suffix in settings.WAGTAILIMAGES_EXTENSIONS:
            library.images_by_path[path] = REHEARSED
            library.files_of_images[REHEARSED] = "/"
            if file.attachment_id:
                library.images[file.attachment_id] = REHEARSED
            self.note(file, Outcome.CREATED)
        elif suffix in settings.WAGTAILDOCS_EXTENSIONS:
            library.documents_by_path[path] = REHEARSED
            library.documents[REHEARSED] = "/"
            self.note(file, Outcome.CREATED)
        else:
            self.note(file, Outcome.FAILED, reason=not_kept(suffix))

    def add(self, file: Wanted, source: FileSource | None) -> None:
        """Bring one file in, and note what became of it."""
        if source is None:
            self.note(file, Outcome.SKIPPED, reason=NO_SOURCE)
            return
        try:
            data = source.read(file.address)
            with transaction.atomic():
                image, document, is_new = stored(file, data)
                outcome = Outcome.CREATED if is_new else Outcome.UNCHANGED
                self.note(file, outcome, image, document, is_new=is_new)
        except NotFetched as error:
            self.note(file, Outcome.FAILED, reason=str(error))
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            self.note(file, Outcome.FAILED, reason=reason[:500])
        else:
            self.remember(file, image, document)

    def note(
        self,
        file: Wanted,
        outcome: str,
        image: FirmImage | None = None,
        document: Document | None = None,
        *,
        reason: str = "",
        is_new: bool = False,
    ) -> None:
        """Write down what became of a file."""
        ImportItem.objects.update_or_create(
            run=self.run,
            kind=KIND,
            key=file.key,
            defaults={
                "title": file.title or name_of(file.address),
                "address": file.address,
                "outcome": outcome,
                "reason": reason,
                "image": image,
                "document": document,
                "is_made_here": is_new,
            },
        )

    def remember(
        self, file: Wanted, image: FirmImage | None, document: Document | None
    ) -> None:
        """Let texts find the file by its number and by its address."""
        path = original_path(self.site.path(file.address) or "")
        library = self.library
        if image is not None:
            library.images[file.attachment_id] = library.images_by_path[path] = image.pk
            if image.file:
                library.files_of_images[image.pk] = picture_address(image)
        elif document is not None:
            library.documents_by_path[path] = document.pk
            library.documents[document.pk] = document.url
        library.images.pop(0, None)


def stored(file: Wanted, data: bytes) -> tuple[FirmImage | None, Document | None, bool]:
    """The image or document of these bytes, and whether it is new.

    Raises:
        NotFetched: when files of this type are not kept here.
    """
    digest = sha1(data, usedforsecurity=False).hexdigest()
    suffix = ending(file.address)
    if suffix in settings.WAGTAILIMAGES_EXTENSIONS:
        known = FirmImage.objects.filter(file_hash=digest).first()
        return (known, None, False) if known else (new_image(file, data), None, True)
    if suffix in settings.WAGTAILDOCS_EXTENSIONS:
        found = Document.objects.filter(file_hash=digest).first()
        return (None, found, False) if found else (None, new_document(file, data), True)
    raise NotFetched(not_kept(suffix))


def not_kept(suffix: str) -> str:
    """Why a file is left out for its type."""
    return f"Files of the type {suffix or 'unknown'} are not kept here."


def new_image(file: Wanted, data: bytes) -> FirmImage:
    """An image in the library.

    Raises:
        NotFetched: when the bytes are no picture, or one with too many pixels.
    """
    try:
        with PillowImage.open(BytesIO(data), formats=FORMATS) as picture:
            pixels = picture.width * picture.height
            picture.verify()
    except Exception as error:
        raise NotFetched("The file is no picture, or a damaged one.") from error
    if pixels > MOST_PIXELS:
        raise NotFetched(f"The picture has more than {MOST_PIXELS:,} pixels.")
    image = FirmImage(
        title=(plain(file.title) or name_of(file.address))[:255],
        description=plain(file.alt)[:255],
        file=ImageFile(BytesIO(data), name_of(file.address)),
    )
    image._set_image_file_metadata()
    image.save()
    return image


def new_document(file: Wanted, data: bytes) -> Document:
    """A document in the library."""
    document = Document(
        title=(plain(file.title) or name_of(file.address))[:255],
        file=ContentFile(data, name_of(file.address)),
    )
    document._set_document_file_metadata()
    document.save()
    return document


def name_of(address: str) -> str:
    """The name of the file itself."""
    return PurePosixPath(unquote(urlsplit(address).path)).name[-100:] or "file"


def ending(address: str) -> str:
    """The type of a file, as its name tells it."""
    return PurePosixPath(urlsplit(address).path).suffix.lower().lstrip(".")
