"""Finished sizes of pictures, as files."""

from wsgiref.util import setup_testing_defaults

import pytest

from cms.serving.picture_files import picture_path, with_picture_files

PICTURE = bytes(range(100))


@pytest.fixture
def ask(settings, tmp_path):
    """Ask for a path: status, headers, body."""
    settings.MEDIA_ROOT = tmp_path
    for folder in ("images", "original_images"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "court.avif").write_bytes(PICTURE)
    application = with_picture_files(otherwise)

    def ask(path, **headers):
        found = {}
        environ = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        environ |= {"PATH_INFO": path, "REQUEST_METHOD": "GET"}
        setup_testing_defaults(environ)

        def start(status, headers):
            found.update(status=int(status[:3]), headers=dict(headers))

        body = b"".join(application(environ, start))
        return found["status"], found["headers"], body

    return ask


def otherwise(environ, start_response):
    start_response("404 Not Found", [])
    return [b"the site"]


def test_a_finished_picture_is_kept_by_browsers_and_believed_to_be_one(ask):
    status, headers, body = ask(f"{picture_path()}court.avif")

    assert (status, body) == (200, PICTURE)
    assert headers["Content-Type"] == "image/avif"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "public" in headers["Cache-Control"]


def test_a_picture_that_was_made_while_the_site_runs_is_there(ask, tmp_path):
    (tmp_path / "images" / "later.webp").write_bytes(PICTURE)

    assert ask(f"{picture_path()}later.webp")[2] == PICTURE


def test_a_part_of_a_picture_may_be_asked_for(ask):
    status, _, body = ask(f"{picture_path()}court.avif", range="bytes=10-19")

    assert (status, body) == (206, PICTURE[10:20])


@pytest.mark.parametrize(
    "path",
    [
        "/media/original_images/court.avif",
        "/media/images/../original_images/court.avif",
        "/media/images//court.avif",
        "/media/images/",
        "/media/images",
        "/media/images/none.avif",
    ],
)
def test_nothing_else_of_the_media_is_handed_out_as_a_file(ask, path):
    assert ask(path)[2] == b"the site"
