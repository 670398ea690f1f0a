"""Work that the worker does in the background."""

from django.tasks import task
from wagtail.models import Page

from cms.images import make_ready
from cms.models import FirmImage
from cms.share_pictures import keep_picture
from cms.words_beside_files import index_below

PICTURES_AT_A_TIME = 50


@task()
def make_pictures(image_pk: int) -> None:
    """Make every size of an image, the formats that everyone reads first."""
    image = FirmImage.objects.filter(pk=image_pk).first()
    if image is None:
        return
    saved = FirmImage.objects.filter(pk=image_pk, file=image.file.name)
    saved.update(ready=make_ready(image, only_fallbacks=True))
    saved.update(ready=make_ready(image))


@task()
def draw_share_picture(page_pk: int) -> None:
    """Bring the drawn picture of a page up to date."""
    keep_picture(page_pk)


@task()
def draw_share_pictures(branch: str, after: str = "") -> None:
    """Bring those of a whole branch of the page tree up to date.

    A few at a time, then it queues for the rest behind whatever else waits.
    """
    pages = Page.objects.filter(path__startswith=branch, path__gt=after)
    paths = dict(pages.order_by("path").values_list("pk", "path")[:PICTURES_AT_A_TIME])
    for page_pk in paths:
        keep_picture(page_pk)
    if len(paths) == PICTURES_AT_A_TIME:
        draw_share_pictures.enqueue(branch, max(paths.values()))


@task()
def index_pages_showing(collection_path: str) -> None:
    """Have search learn or forget the words beside the files of a collection."""
    index_below(collection_path)
