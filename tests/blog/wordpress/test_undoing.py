from django.core.management import call_command
from django.db.models import ProtectedError
from django.db.models.signals import pre_delete
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect

from blog.models import ArticlePage, Category
from blog.wordpress.undoing import undo
from cms.models import GoneAddress
from home.models import StandardPage
from tests.factories import ArticlePageFactory

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


def test_what_a_later_import_found_unchanged_goes_too_and_can_come_again(run_import):
    run = run_import(item(1), item(2, content="Old"))
    run_import(item(1), item(2, content="New"))

    assert undo(run) == {"removed": 2, "kept": 0}
    assert not ArticlePage.objects.exists()
    assert run_import(item(1), item(2, content="New")).counts == [("Created", 2)]


def test_tags_and_categories_that_something_else_uses_stay(run_import, blog):
    terms = [
        ("category", "crime", "Crime"),
        ("category", "taxes", "Taxes"),
        ("post_tag", "court", "Court"),
        ("post_tag", "bail", "Bail"),
    ]
    run = run_import(item(1, terms=terms))
    mine = ArticlePageFactory(parent=blog, category=Category.objects.get(name="Crime"))
    mine.tags.add("Court")
    mine.save()

    undo(run)

    assert [category.name for category in Category.objects.all()] == ["Crime"]
    assert [tag.name for tag in Tag.objects.all()] == ["Court"]


def test_a_category_made_anew_after_an_undoing_is_not_taken_by_the_next(run_import):
    run = run_import(item(1, terms=[("category", "crime", "Crime")]))
    undo(run)
    Category.objects.create(name="Crime", slug="crime")

    undo(run)

    assert Category.objects.count() == 1


def test_undoing_a_rehearsal_touches_nothing(run_import):
    Category.objects.create(name="Crime", slug="crime")
    run = run_import(item(1, terms=[("category", "law", "Law")]), rehearsal=True)
    Category.objects.create(name="Law", slug="law")

    assert undo(run) == {"removed": 0, "kept": 0}
    assert Category.objects.count() == 2


def test_an_editors_redirect_leads_where_it_led_before(run_import):
    mine = Redirect.add_redirect("/older/", "/entry-1/", is_permanent=True)
    run = run_import(item(1))
    mine.refresh_from_db()
    assert mine.redirect_page == ArticlePage.objects.get().page_ptr

    undo(run)

    mine.refresh_from_db()
    assert (mine.redirect_page, mine.redirect_link) == (None, "/entry-1/")


def test_one_page_that_cannot_go_keeps_no_other(run_import, monkeypatch):
    run = run_import(item(1, type="page"), item(2))

    def refuse(instance, **kwargs):
        raise ProtectedError("needed elsewhere", {instance})

    pre_delete.connect(refuse, sender=StandardPage)
    try:
        counts = undo(run)
    finally:
        pre_delete.disconnect(refuse, sender=StandardPage)

    assert counts == {"removed": 1, "kept": 1}
    assert run.status == "undone"
    assert "needed elsewhere" in run.items.get(key="1").reason


def test_what_failed_is_neither_removed_nor_kept(run_import):
    run = run_import(item(1), item(2))
    ArticlePage.objects.get(slug="entry-2").delete()
    run.items.filter(key="2").update(outcome="failed", page=10**9)

    assert undo(run) == {"removed": 1, "kept": 0}
