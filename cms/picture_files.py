"""An address of a picture that stays, whatever sizes of it there are."""

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.images.models import SourceImageIOError

from cms.images import MEDIA_TYPES, SHAPES
from cms.models import FirmImage
from cms.origins import read_only
from cms.serving.public import public_content
from cms.visibility import is_public_file

WIDE = SHAPES["wide"]


def picture_address(image: FirmImage) -> str:
    """Where others may link to a picture, whatever file it holds later on."""
    return reverse("picture", args=[image.pk, key_of(image)])


def key_of(image: FirmImage) -> str:
    """A key that counting does not find: from the first moment, which never changes."""
    moment = f"{image.pk} {image.created_at.timestamp():.6f}"
    return hashlib.blake2b(moment.encode(), digest_size=8).hexdigest()


@read_only
@public_content
def picture(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """The largest finished size of a picture, in the format that everyone reads.

    Pages name finished files themselves; this is for old addresses that lead here.

    Raises:
        Http404: when there is no such picture, its file is lost, or not everyone
            may see it.
    """
    image = FirmImage.objects.filter(pk=pk).first()
    if image is None or not is_public_file(image) or key_of(image) != key:
        raise Http404
    image_format = WIDE.formats[-1]
    try:
        rendition = image.get_rendition(WIDE.filter_specs(image_format)[-1])
        with rendition.file.open() as file:
            content = file.read()
    except (SourceImageIOError, FileNotFoundError) as error:
        raise Http404 from error
    return HttpResponse(content, content_type=MEDIA_TYPES[image_format])
