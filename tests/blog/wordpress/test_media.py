import io
import zipfile
from urllib.parse import unquote

import pytest
from PIL import Image
from wagtail.documents.models import Document

from blog.models import ArticlePage
from blog.wordpress import media
from cms.models import FirmImage

from .exports import item

UPLOADS = "https://old.example/wp-content/uploads"


def picture(color="blue", size=(40, 30)):
    buffer = io.BytesIO()
    Image.new("RGB", size, color).save(buffer, "PNG")
    return buffer.getvalue()


def attachment(post_id, name, **values):
    return item(
        post_id,
        type="attachment",
        status="inherit",
        extra=f"<wp:attachment_url>{UPLOADS}/{name}</wp:attachment_url>",
        **values,
    )


@pytest.fixture
def uploads(tmp_path):
    """A copy of the uploads with two files."""
    folder = tmp_path / "copy" / "wp-content" / "uploads" / "2024"
    folder.mkdir(parents=True)
    (folder / "court.png").write_bytes(picture())
    (folder / "fees.pdf").write_bytes(b"%PDF-1.4 fees")
    return tmp_path / "copy"


COURT = attachment(
    9, "2024/court.png", title="Court", meta={"_wp_attachment_image_alt": "The court"}
)
TEXT = (
    f'<img class="wp-image-9" src="{UPLOADS}/2024/court-300x200.png" alt="Steps">'
    f'<p><a href="{UPLOADS}/2024/fees.pdf">Our fees</a></p>'
)


def test_files_of_a_folder_become_images_and_documents(run_import, uploads, outcome):
    run = run_import(
        item(1, content=TEXT, meta={"_thumbnail_id": "9"}), COURT, uploads=str(uploads)
    )

    image, document = FirmImage.objects.get(), Document.objects.get()
    page = ArticlePage.objects.get()
    assert (image.title, image.description) == ("Court", "The court")
    assert page.hero_image == image
    [shown, paragraph] = page.body.raw_data
    assert shown["value"]["image"] == image.pk
    assert f'<a linktype="document" id="{document.pk}">' in paragraph["value"]
    line = outcome(run, 1)
    assert (line.images_before, line.images_after, line.missing) == (1, 1, [])


def test_a_zip_serves_as_well(run_import, uploads, tmp_path):
    with zipfile.ZipFile(tmp_path / "uploads.zip", "w") as archive:
        archive.writestr("uploads/2024/court-scaled.png", picture())

    run_import(COURT, uploads=str(tmp_path / "uploads.zip"))

    assert FirmImage.objects.count() == 1


def test_one_file_is_one_image_also_by_another_name(run_import, uploads):
    folder = uploads / "wp-content" / "uploads" / "2024"
    (folder / "copy.png").write_bytes(picture())

    run_import(COURT, attachment(10, "2024/copy.png"), uploads=str(uploads))
    run_import(COURT, attachment(10, "2024/copy.png"), uploads=str(uploads))

    assert FirmImage.objects.count() == 1


def test_missing_files_are_listed_with_their_pages_and_come_in_later(
    run_import, uploads, outcome
):
    first = run_import(item(1, content=TEXT), COURT)
    assert outcome(first, 9).outcome == "skipped"
    assert len(outcome(first, 1).missing) == 2
    assert ArticlePage.objects.get().body.raw_data[0]["type"] == "attention"

    run = run_import(
        item(1, content=TEXT), COURT, uploads=str(uploads), retry_media=True
    )

    assert outcome(run, 1).outcome == "updated"
    assert outcome(run, 1).missing == []
    assert ArticlePage.objects.get().body.raw_data[0]["type"] == "image"


def test_a_file_that_is_no_picture_fails_alone(run_import, uploads, outcome):
    (uploads / "wp-content/uploads/2024/bad.png").write_bytes(b"<html>")

    run = run_import(
        attachment(8, "2024/bad.png"),
        COURT,
        attachment(10, "2024/x.exe"),
        uploads=str(uploads),
    )

    assert outcome(run, 8).reason == "The file is no picture, or a damaged one."
    assert outcome(run, 9).outcome == "created"
    assert outcome(run, 10).outcome == "failed"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("page.jpg", b"<html><script>alert(1)</script>", "no picture"),
        (
            "page.jpg",
            b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9",
            "no picture",
        ),
        ("logo.svg", b"<svg onload='alert(1)'/>", "type svg are not kept"),
        ("brief.pdf.exe", b"MZ", "type exe are not kept"),
        ("photo.png.html", b"<html>", "type html are not kept"),
        ("photo.png%2Ehtml", b"<html>", "are not kept"),
        ("photo", b"<html>", "type unknown are not kept"),
        ("zeros.png", bytes(3_000), "too large"),
    ],
)
def test_only_files_that_are_what_they_seem_come_in(
    run_import, uploads, outcome, settings, name, data, reason
):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 2_000
    (uploads / "wp-content/uploads/2024" / unquote(name)).write_bytes(data)

    run = run_import(attachment(8, f"2024/{name}"), COURT, uploads=str(uploads))

    assert outcome(run, 8).outcome == "failed"
    assert reason in outcome(run, 8).reason
    assert outcome(run, 9).outcome == "created"
    assert not Document.objects.exists()


def test_a_picture_of_too_many_pixels_stays_out(
    run_import, uploads, outcome, monkeypatch
):
    monkeypatch.setattr(media, "MOST_PIXELS", 10)

    run = run_import(COURT, uploads=str(uploads))

    assert outcome(run, 9).reason == "The picture has more than 10 pixels."


def test_links_out_of_the_copy_are_not_followed(run_import, uploads, tmp_path, outcome):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.pdf").write_bytes(b"%PDF secret")
    folder = uploads / "wp-content/uploads"
    (folder / "link.pdf").symlink_to(tmp_path / "outside" / "secret.pdf")
    (folder / "inside").symlink_to(tmp_path / "outside")

    run = run_import(
        attachment(8, "link.pdf"),
        attachment(9, "inside/secret.pdf"),
        attachment(10, "../../../outside/secret.pdf"),
        uploads=str(uploads),
    )

    reasons = {outcome(run, key).reason for key in (8, 9, 10)}
    assert reasons == {"The file is not among the uploads."}
    assert not Document.objects.exists()


def test_a_zip_is_only_read_by_name_and_within_limits(
    run_import, tmp_path, outcome, settings
):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 100_000
    link = zipfile.ZipInfo("uploads/link.pdf")
    link.external_attr = 0o120777 << 16  # a symbolic link
    path = tmp_path / "uploads.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("uploads/bomb.pdf", bytes(10_000_000))
        archive.writestr("uploads/../../evil.pdf", b"%PDF")
        archive.writestr(link, "/etc/hostname")

    run = run_import(
        attachment(7, "bomb.pdf"),
        attachment(8, "link.pdf"),
        attachment(9, "../../evil.pdf"),
        uploads=str(path),
    )

    assert outcome(run, 7).reason == "The file is too large."
    documents = {document.file.read() for document in Document.objects.all()}
    assert documents <= {b"/etc/hostname", b"%PDF"}  # what the zip itself holds
    outside = {*tmp_path.glob("*.pdf"), *tmp_path.parent.glob("*.pdf")}
    assert not outside


def test_old_addresses_of_files_lead_to_the_new_ones(run_import, uploads, client):
    run_import(item(1, content=TEXT), COURT, uploads=str(uploads))

    document = Document.objects.get()
    assert client.get("/wp-content/uploads/2024/fees.pdf").url == document.url
    picture = client.get("/wp-content/uploads/2024/court.png", follow=True)
    assert len(picture.redirect_chain) == 1
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/jpeg")


def test_a_rehearsal_brings_no_file_in(run_import, uploads, outcome):
    run = run_import(item(1, content=TEXT), COURT, uploads=str(uploads), rehearsal=True)

    assert not FirmImage.objects.exists()
    assert outcome(run, 1).images_after == 1


def test_a_rehearsal_reports_as_the_import_does(run_import, uploads):
    links = (
        '<a href="https://old.example/fees/">fees</a> <a href="/?p=1">self</a> '
        f'<a href="{UPLOADS}/2024/court.png">court</a> '
        f'<a href="{UPLOADS}/2024/lost.pdf">lost</a> <a href="/gone/">gone</a>'
        f'<img src="{UPLOADS}/2024/lost.png">'
    )
    menu = {"_menu_item_type": "post_type", "_menu_item_object_id": "2"}
    items = [
        item(1, content=TEXT + links, meta={"_thumbnail_id": "9"}),
        item(2, type="page", slug="fees"),
        COURT,
        attachment(8, "2024/deed.exe"),
        item(3, type="nav_menu_item", terms=[("nav_menu", "main", "Main")], meta=menu),
    ]
    told = ("kind", "key", "outcome", "reason", "missing", "unresolved", "notes")
    told += ("words_before", "words_after", "images_before", "images_after")

    rehearsed = run_import(*items, uploads=str(uploads), rehearsal=True)
    imported = run_import(*items, uploads=str(uploads))

    rows = list(rehearsed.items.order_by("kind", "key").values_list(*told))
    assert rows == list(imported.items.order_by("kind", "key").values_list(*told))
    assert any("/gone/" in str(row) for row in rows)
