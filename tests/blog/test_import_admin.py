import json

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import Site

from blog.models import ArticlePage, ImportRun
from tests.blog.wordpress.exports import export, item
from tests.factories import BlogIndexPageFactory

NEW = "/admin/wordpress/new/"
UPLOADS = "https://old.example/wp-content/uploads"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, home_page):
    """Where files on their way in are kept."""
    BlogIndexPageFactory(parent=home_page, slug="blog")
    settings.IMPORT_ROOT = tmp_path / "imports"
    settings.IMPORT_ROOT.mkdir()
    return settings.IMPORT_ROOT


@pytest.fixture
def send(admin_client):
    """Sends an export with these items, and returns the run."""

    def send(*items):
        file = SimpleUploadedFile("export.xml", export(*items).encode())
        response = admin_client.post(NEW, {"sent": [file]})
        assert response.status_code == 302, response.content.decode()
        return ImportRun.objects.latest("pk")

    return send


@pytest.fixture
def act(admin_client):
    """Chooses an action of a run, and returns the run that the browser shows next."""

    def act(run, action, **answers):
        address = reverse("act_on_wordpress_import", args=[run.pk])
        response = admin_client.post(address, {"action": action, **answers})
        return ImportRun.objects.get(pk=response.url.strip("/").rpartition("/")[2])

    return act


def page_of(client, run):
    return client.get(reverse("wordpress_import", args=[run.pk])).content.decode()


def test_files_are_looked_through_before_anything_is_written(send, admin_client):
    run = send(item(1), item(2, type="team"))

    assert run.status == "ready"
    page = page_of(admin_client, run)
    assert "Items of the type “team” (1) become" in page
    assert not ArticlePage.objects.exists()
    assert str(run) in admin_client.get("/admin/wordpress/").content.decode()


def test_a_rehearsal_then_an_import_then_its_undoing(send, act, admin_client):
    run = act(send(item(1, content="<p>One two.</p>")), "rehearse")
    assert (run.status, run.is_rehearsal) == ("finished", True)
    assert not ArticlePage.objects.exists()

    done = act(run, "again")
    assert (done.pk, done.is_rehearsal) != (run.pk, True)
    page = ArticlePage.objects.get()
    assert f"/admin/pages/{page.pk}/edit/" in page_of(admin_client, done)

    undone = act(done, "undo")
    assert (undone.pk, undone.status) == (done.pk, "undone")
    assert not ArticlePage.objects.exists()


def test_a_site_that_does_not_answer_is_told(send, act, admin_client):
    run = act(send(item(1)), "import")
    Site.objects.update(hostname="127.0.0.1", port=9)

    checked = act(run, "verify")

    assert checked.status == "finished"
    assert "does not answer" in page_of(admin_client, checked)


def test_a_type_becomes_what_was_chosen_for_it(send, act):
    act(send(item(1, type="news")), "import", type_0="articles")

    assert ArticlePage.objects.count() == 1


def test_the_report_comes_in_three_forms(send, act, admin_client):
    run = act(send(item(1)), "import")

    answers = {
        form: admin_client.get(reverse(f"wordpress_import_{form}", args=[run.pk]))
        for form in ("html", "csv", "json")
    }
    text = {form: answer.getvalue().decode() for form, answer in answers.items()}
    assert "Every item" in text["html"]
    assert text["csv"].splitlines()[1].startswith("post,1,")
    assert json.loads(text["json"])["items"][0]["outcome"] == "created"
    assert "attachment" in answers["csv"]["Content-Disposition"]


def test_the_state_says_how_far_the_worker_is(admin_client):
    run = ImportRun.objects.create(
        status="running", stage="Writing pages", done=20, total=80
    )

    state = admin_client.get(reverse("wordpress_import_state", args=[run.pk]))

    text = state.content.decode()
    assert "data-under-way" in text
    assert "20 of 80" in text
    assert "<html" not in text


def test_what_an_editor_changed_is_overwritten_where_that_is_chosen(
    send, act, admin_client
):
    act(send(item(1, content="Old")), "import")
    page = ArticlePage.objects.get()
    page.title = "Mine"
    page.save_revision().publish()
    run = act(send(item(1, content="New", title="Theirs")), "import")
    assert "Take WordPress" in page_of(admin_client, run)

    act(run, "force", item="1")

    assert ArticlePage.objects.get().title == "Theirs"


def test_missing_files_are_looked_for_again_and_nothing_else_is_done(
    send, act, admin_client, folder
):
    uploads = folder / "copy" / "uploads"
    uploads.mkdir(parents=True)
    text = f'<p><a href="{UPLOADS}/fees.pdf">Fees</a></p>'
    run = act(send(item(1, content=text), item(2)), "import", uploads_on_server="copy")
    assert "Look for missing files again" in page_of(admin_client, run)
    (uploads / "fees.pdf").write_bytes(b"%PDF-1.4 fees")

    further = act(run, "retry_media")

    assert further.options["retry_media"]
    outcomes = dict(further.items.filter(kind="post").values_list("key", "outcome"))
    assert outcomes == {"1": "updated", "2": "unchanged"}
    document = Document.objects.get()
    page = ArticlePage.objects.get(slug="entry-1")
    assert f'linktype="document" id="{document.pk}"' in str(page.body.raw_data)
    assert "Look for missing files again" not in page_of(admin_client, further)


def test_uploads_that_are_no_zip_are_refused_before_anything_is_done(
    send, admin_client
):
    run = send(item(1))
    address = reverse("act_on_wordpress_import", args=[run.pk])
    file = SimpleUploadedFile("uploads.zip", b"PK\x03\x04 broken")

    page = admin_client.post(address, {"action": "import", "uploads": file})

    assert "uploads.zip is no zip." in page.content.decode()
    assert not ArticlePage.objects.exists()


def test_a_copy_on_the_server_that_is_no_zip_is_named(send, act, folder):
    (folder / "copy.zip").write_bytes(b"PK broken")

    run = act(send(item(1)), "import", uploads_on_server="copy.zip")

    assert run.status == "unreadable"
    assert "copy.zip cannot be read" in run.error


def test_sent_files_are_removed_on_demand_and_then_nothing_reads_them(
    send, act, admin_client, folder
):
    run = act(send(item(1)), "import")
    assert "They are kept until" in page_of(admin_client, run)

    act(run, "remove_files")

    assert not list(folder.iterdir())
    page = page_of(admin_client, run)
    assert "The files of this import are gone" in page
    assert "Import again" not in page
    assert act(run, "again") == run
    assert ImportRun.objects.count() == 1


def test_old_addresses_can_be_checked_without_the_export(send, act, folder):
    run = act(send(item(1)), "import")
    act(run, "remove_files")
    Site.objects.update(hostname="127.0.0.1", port=9)

    checked = act(run, "verify")

    assert (checked.status, "does not answer" in checked.error) == ("finished", True)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("photo.jpg", b"x", "photo.jpg is no export"),
        ("export.xml", b"<html></html>", "is not a WordPress export"),
        ("export.zip", b"PK\x03\x04 broken", "cannot be read"),
    ],
)
def test_a_file_that_is_no_export_is_named(admin_client, name, content, words):
    file = SimpleUploadedFile(name, content)

    page = admin_client.post(NEW, {"sent": [file]}, follow=True).content.decode()

    assert words in page


def test_files_on_the_server_can_be_chosen_and_no_others(admin_client, folder):
    (folder / "there.xml").write_text(export(item(1)))
    (folder.parent / "secret.xml").write_text(export(item(1)))

    assert "there.xml" in admin_client.get(NEW).content.decode()
    admin_client.post(NEW, {"on_server": ["../secret.xml"]})
    assert not ImportRun.objects.exists()
    admin_client.post(NEW, {"on_server": ["there.xml"]})
    assert ImportRun.objects.get().status == "ready"


def test_only_those_who_may_import_come_in(client):
    user = User.objects.create_user("editor")
    user.groups.add(Group.objects.get(name="Editor"))
    client.force_login(user)
    run = ImportRun.objects.create()

    for address in (NEW, f"/admin/wordpress/{run.pk}/report.csv"):
        assert client.get(address).status_code == 302
    client.post(f"/admin/wordpress/{run.pk}/act/", {"action": "undo"})
    run.refresh_from_db()
    assert run.status == "running"
    assert "wordpress" not in client.get("/admin/").content.decode().lower()
