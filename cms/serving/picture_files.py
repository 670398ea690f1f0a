"""Finished sizes of pictures, handed out as files.

Only these are public among the media. Originals and documents lie beside them
and have views that ask who may see them.
"""

from pathlib import Path
from wsgiref.headers import Headers

from django.conf import settings
from whitenoise import WhiteNoise

from cms.serving.page_cache import Application

FOLDER = "images"
MONTH = 30 * 24 * 60 * 60  # seconds; names of files change with their content


def picture_path() -> str:
    """What the addresses of finished pictures begin with."""
    return f"{settings.MEDIA_URL}{FOLDER}/"


def with_picture_files(application: Application) -> Application:
    """The application, with finished pictures from the disk beside it."""
    if not settings.SERVES_MEDIA:
        return application
    files: Application = WhiteNoise(
        application,
        root=Path(settings.MEDIA_ROOT) / FOLDER,
        prefix=picture_path(),
        # Files come and go while we run, so the disk is asked each time.
        autorefresh=True,
        max_age=MONTH,
        add_headers_function=forbid_guessing,
    )
    return files


def forbid_guessing(headers: Headers, path: str, url: str) -> None:
    """Have browsers believe the type that a file is said to have."""
    headers["X-Content-Type-Options"] = "nosniff"
