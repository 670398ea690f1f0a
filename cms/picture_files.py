"""An address of a picture that stays, whatever sizes of it there are."""

from pathlib import PurePosixPath

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from cms.images import MEDIA_TYPES, SHAPES
from cms.models import FirmImage
from cms.origins import read_only
from cms.serving.public import public_content
from cms.visibility import is_public_file

WIDE = SHAPES["wide"]


def picture_address(image: FirmImage) -> str:
    """Where others may link to a picture; its name is asked for, so none is guessed."""
    return reverse("picture", args=[image.pk, file_name(image)])


def file_name(image: FirmImage) -> str:
    """The name of the original, without its folder."""
    return PurePosixPath(image.file.name).name


@read_only
@public_content
def picture(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """The largest finished size of a picture, in the format that everyone reads.

    Pages name finished files themselves; this is for old addresses that lead here.

    Raises:
        Http404: when there is no such picture, or not everyone may see it.
    """
    image = FirmImage.objects.filter(pk=pk).first()
    if image is None or not is_public_file(image) or file_name(image) != name:
        raise Http404
    image_format = WIDE.formats[-1]
    rendition = image.get_rendition(WIDE.filter_specs(image_format)[-1])
    with rendition.file.open() as file:
        return HttpResponse(file.read(), content_type=MEDIA_TYPES[image_format])
