"""Makes the sizes of the demo's pictures, as the worker does within some minutes."""

import os
import sys
from concurrent.futures import ProcessPoolExecutor

import django

django.setup()

from django.db import connection  # noqa: E402
from wagtail.models import Page  # noqa: E402

from cms.images import make_ready  # noqa: E402
from cms.models import FirmImage  # noqa: E402
from cms.share_pictures import keep_picture  # noqa: E402


def make_pictures(formats):
    """Make all pictures in "fallback" or in "all" formats, on all processors."""
    for page in Page.objects.values_list("pk", flat=True):
        keep_picture(page)
    numbers = list(FirmImage.objects.values_list("pk", flat=True))
    connection.close()
    with ProcessPoolExecutor(os.cpu_count()) as processes:
        list(processes.map(make_picture, numbers, [formats] * len(numbers)))


def make_picture(number, formats):
    image = FirmImage.objects.get(pk=number)
    if formats == "all" or not image.ready:
        ready = make_ready(image, only_fallbacks=formats == "fallback")
        FirmImage.objects.filter(pk=number).update(ready=ready)


if __name__ == "__main__":
    make_pictures(sys.argv[1])
