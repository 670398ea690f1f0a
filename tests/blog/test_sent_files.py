import os
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from blog.models import ImportRun
from blog.sent_files import folders_of, kept, remove_files_of, remove_old_files
from blog.wordpress.runs import new_run
from cms import housekeeping

LONG_AGO = timezone.now() - timedelta(days=40)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def root(settings, tmp_path):
    """Where exports are kept."""
    settings.IMPORT_ROOT = tmp_path / "imports"
    settings.IMPORT_ROOT.mkdir()
    return settings.IMPORT_ROOT


@pytest.fixture
def sent():
    """Sends a file long ago, for a run of a status that ended at a moment."""

    def sent(ended_at=LONG_AGO, status="finished"):
        path = kept(SimpleUploadedFile("export.xml", b"<rss>"))
        os.utime(path.parent, (LONG_AGO.timestamp(), LONG_AGO.timestamp()))
        run = new_run([path], {})
        ImportRun.objects.filter(pk=run.pk).update(
            started_at=LONG_AGO, finished_at=ended_at, status=status
        )
        run.refresh_from_db()
        return path, run

    return sent


def test_nobody_else_may_look_into_sent_files():
    path = kept(SimpleUploadedFile("../../a b.xml", b"<rss>"))

    assert path.name == "a_b.xml"
    assert path.parent.stat().st_mode & 0o077 == 0


def test_files_go_a_month_after_the_last_import_that_used_them(sent):
    old, _ = sent()
    shared, _ = sent()
    new_run([shared], {})
    fresh = kept(SimpleUploadedFile("export.xml", b"<rss>"))

    remove_old_files()

    assert not old.parent.exists()
    assert shared.exists()
    assert fresh.exists()


def test_an_import_under_way_keeps_its_files_however_old(sent):
    path, _ = sent(status="running")

    remove_old_files()

    assert path.exists()


def test_what_an_operator_put_there_stays(root):
    (root / "export.xml").write_text("<rss>")
    (root / "uploaded-by-hand").mkdir()
    (root / "uploaded-0123456789abcdef").symlink_to(root / "uploaded-by-hand")
    for name in ("export.xml", "uploaded-by-hand"):
        os.utime(root / name, (0, 0))

    remove_old_files()

    assert len(list(root.iterdir())) == 3


def test_files_named_elsewhere_are_never_taken_for_sent_ones(root, tmp_path):
    outside = tmp_path / "uploaded-0123456789abcdef"
    outside.mkdir()
    run = new_run([outside / "export.xml"], {"uploads": str(root / "uploads.zip")})

    assert folders_of(run) == set()
    remove_files_of(run)
    assert outside.exists()


def test_files_that_another_import_reads_now_stay(sent):
    path, run = sent()
    other = new_run([path], {})

    remove_files_of(run)
    assert path.exists()
    ImportRun.objects.filter(pk=other.pk).update(status="finished")
    remove_files_of(run)
    assert not path.parent.exists()


def test_the_worker_tidies_up_once_an_hour_and_goes_on_after_a_fault(monkeypatch):
    done = []

    def broken():
        done.append("broken")
        raise OSError

    monkeypatch.setattr(housekeeping, "CHORES", [broken, lambda: done.append("next")])
    monkeypatch.setattr(housekeeping, "last_round", None)

    housekeeping.tidy_up()
    housekeeping.tidy_up()

    assert done == ["broken", "next"]
