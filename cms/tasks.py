"""Work that the worker does in the background."""

from django.tasks import task

from cms.images import make_ready
from cms.models import FirmImage


@task()
def make_pictures(image_pk: int) -> None:
    """Make every size of an image, the formats that everyone reads first."""
    image = FirmImage.objects.filter(pk=image_pk).first()
    if image is None:
        return
    saved = FirmImage.objects.filter(pk=image_pk, file=image.file.name)
    saved.update(ready=make_ready(image, only_fallbacks=True))
    saved.update(ready=make_ready(image))
