from django.core.management import call_command

from blog.models import ArticlePage, Category
from blog.wordpress.undoing import undo
from cms.models import GoneAddress
from home.models import StandardPage

from .exports import item


def test_undoing_removes_what_a_run_made_and_nobody_edited(run_import, client):
    run = run_import(
        item(1, terms=[("category", "crime", "Crime")]),
        item(2),
        item(3, type="page", slug="areas"),
        item(4, type="page", slug="bail", parent=3),
    )
    mine = ArticlePage.objects.get(slug="entry-2")
    mine.title = "Mine"
    mine.save_revision().publish()
    bail = StandardPage.objects.get(slug="bail")
    bail.save_revision()

    counts = undo(run)

    assert counts == {"removed": 1, "kept": 3}
    assert list(ArticlePage.objects.all()) == [mine]
    assert StandardPage.objects.count() == 2
    assert not Category.objects.exists()
    assert run.status == "undone"


def test_what_was_undone_leaves_no_trace_and_can_come_again(run_import, client):
    run = run_import(item(1))

    call_command("import_wordpress", undo=run.pk)

    assert not GoneAddress.objects.exists()
    assert client.get("/blog/entry-1/").status_code == 404
    assert run_import(item(1)).counts == [("Created", 1)]
