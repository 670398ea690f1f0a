"""Work that the worker does in the background."""

from django.tasks import task

from cms.images import SHAPES, make_ready
from cms.models import FirmImage


@task()
def make_pictures(image_pk: int) -> None:
    """Make every size of an image in the background."""
    image = FirmImage.objects.filter(pk=image_pk).first()
    if image is not None:
        ready = make_ready(image, tuple(SHAPES))
        FirmImage.objects.filter(pk=image_pk).update(ready=ready)
