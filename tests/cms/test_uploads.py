import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cms.models import FirmImage

pytestmark = pytest.mark.django_db


def jpeg(size=(64, 64)):
    content = io.BytesIO()
    Image.new("RGB", size, "#14231f").save(content, "JPEG")
    return content.getvalue()


def upload(admin_client, name, content, content_type="image/jpeg"):
    file = SimpleUploadedFile(name, content, content_type)
    data = {"title": "A picture", "file": file, "description": "", "tags": ""}
    return admin_client.post("/admin/images/add/", data | {"collection": "1"})


def test_a_photo_is_taken_in(admin_client):
    response = upload(admin_client, "photo.jpg", jpeg())

    assert response.status_code == 302
    assert FirmImage.objects.count() == 1


def test_a_photo_of_thirty_megabytes_is_refused_with_the_limit_named(admin_client):
    response = upload(admin_client, "huge.jpg", jpeg() + b"\0" * 30_000_000)

    assert "too big" in response.content.decode()
    assert "25.0" in response.content.decode()
    assert not FirmImage.objects.exists()


def test_a_drawing_that_could_run_a_script_is_refused(admin_client):
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

    response = upload(admin_client, "logo.svg", drawing, "image/svg+xml")

    assert "Not a supported image format" in response.content.decode()
    assert not FirmImage.objects.exists()


@pytest.mark.parametrize(
    "content", [b"just words", b"<svg xmlns='http://www.w3.org/2000/svg'></svg>"]
)
def test_a_file_that_only_claims_to_be_a_photo_is_refused(admin_client, content):
    response = upload(admin_client, "notes.jpg", content)

    assert response.status_code == 200
    assert not FirmImage.objects.exists()


def test_a_document_that_browsers_would_run_is_refused(admin_client):
    page = SimpleUploadedFile("page.html", b"<script>alert(1)</script>", "text/html")
    data = {"title": "A page", "file": page, "collection": "1", "tags": ""}

    response = admin_client.post("/admin/documents/add/", data)

    assert response.status_code == 200
    assert "not allowed" in response.content.decode()


def test_a_photo_with_more_pixels_than_memory_bears_is_refused(admin_client, settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1_000

    response = upload(admin_client, "wide.jpg", jpeg((100, 100)))

    assert "too many pixels" in response.content.decode().lower()
    assert not FirmImage.objects.exists()
