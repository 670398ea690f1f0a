from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, PageViewRestriction

from blog.models import ArticlePage, Category, ImportRun
from blog.wordpress import converting_apart, item_writing
from home.models import StandardPage
from people.models import AttorneyPage
from tests.factories import AttorneyPageFactory, PeopleIndexPageFactory

from .exports import export, item

AUTHOR = (
    "<wp:author><wp:author_login>ada</wp:author_login>"
    "<wp:author_display_name>Ada Lowell, Esq.</wp:author_display_name></wp:author>"
)


def article(slug):
    return ArticlePage.objects.get(slug=slug)


def test_a_post_becomes_an_article_with_all_that_belongs_to_it(run_import, client):
    run_import(
        item(
            7,
            slug="bail",
            title="Bail &amp; bond",
            excerpt="What it <em>costs</em>.",
            content="<p>Some <strong>words</strong>.</p>",
            terms=[
                ("category", "federal", "Federal"),
                ("post_tag", "court", "Court"),
                ("category", "crime", "Crime"),
            ],
            modified="2024-04-01 08:00:00",
            modified_gmt="2024-04-01 12:00:00",
            meta={
                "_yoast_wpseo_title": "%%title%% %%sep%% %%sitename%%",
                "_yoast_wpseo_metadesc": "In short",
                "_yoast_wpseo_meta-robots-noindex": "1",
            },
        ),
        head="<wp:category><wp:category_nicename>federal</wp:category_nicename>"
        "<wp:category_parent>crime</wp:category_parent>"
        "<wp:cat_name>Federal</wp:cat_name></wp:category>" + AUTHOR,
    )

    page = article("bail")
    assert (page.title, page.standfirst) == ("Bail & bond", "What it costs.")
    assert page.seo_title == "Bail & bond – Lowell & Marsh"
    assert (page.search_description, page.is_indexed) == ("In short", False)
    assert page.first_published_at == datetime(2024, 3, 21, 14, tzinfo=UTC)
    assert page.last_published_at == datetime(2024, 4, 1, 12, tzinfo=UTC)
    assert page.category.name == "Federal"
    assert page.category.parent.name == "Crime"
    assert [tag.name for tag in page.tags.all()] == ["Court"]
    assert page.byline_text == "Ada Lowell, Esq."
    assert b"Some <b>words</b>." in client.get(page.url).content


@pytest.mark.parametrize(
    ("robots", "is_indexed"),
    [
        ('a:1:{i:0;s:7:"noindex";}', False),
        ('a:1:{i:0;s:5:"index";}', True),
        ('a:2:{i:0;s:5:"index";i:1;s:8:"nofollow";}', True),
        ("", True),
    ],
)
def test_what_rank_math_says_to_search_engines_is_kept(run_import, robots, is_indexed):
    run_import(
        item(
            1,
            title="Bail",
            excerpt="What it costs.",
            meta={
                "rank_math_title": "%title% %sep% %sitename%",
                "rank_math_description": "%excerpt% Call us.",
                "rank_math_robots": robots,
            },
        )
    )

    page = article("entry-1")
    assert page.seo_title == "Bail – Lowell & Marsh"
    assert page.search_description == "What it costs. Call us."
    assert page.is_indexed == is_indexed


def test_a_text_that_is_beyond_the_converter_fails_alone(
    run_import, outcome, monkeypatch
):
    monkeypatch.setattr(converting_apart, "LONGEST", 2.0)

    run = run_import(item(1), item(2, content="[x] " + "<!--" * 60_000), item(3))

    assert ArticlePage.objects.count() == 2
    assert outcome(run, 2).outcome == "failed"
    assert outcome(run, 2).reason.startswith("Its text could not be converted")


def test_pages_written_in_bulk_are_whole(run_import, blog, client):
    run_import(item(1, title="Habeas corpus"), item(2))

    page = article("entry-1")
    blog.refresh_from_db()
    assert blog.numchild == 2
    assert Page.find_problems() == ([], [], [], [], [])
    assert page.latest_revision.as_object().title == "Habeas corpus"
    assert page.get_latest_revision_as_object().body == page.body
    assert [found.pk for found in Page.objects.search("habeas")] == [page.pk]
    assert page.full_url == "http://testserver/blog/entry-1/"


def test_authors_are_matched_to_attorneys_by_name(run_import, home_page):
    people = PeopleIndexPageFactory(parent=home_page)
    attorney = AttorneyPageFactory(
        parent=people, given_name="Ada", middle_name="B.", family_name="Lowell"
    )

    run_import(item(1), head=AUTHOR)

    [author] = article("entry-1").authors.all()
    assert author.attorney_id == attorney.pk


def test_pages_keep_their_tree_whatever_their_order(run_import, home_page):
    run_import(
        item(3, type="page", parent=2, slug="bail"),
        item(2, type="page", parent=1, slug="crime"),
        item(1, type="page", slug="areas"),
    )

    page = StandardPage.objects.get(slug="bail")
    assert page.url_path == f"{home_page.url_path}areas/crime/bail/"
    assert Page.find_problems() == ([], [], [], [], [])


def test_pages_that_are_each_others_parents_are_both_kept(run_import):
    run_import(item(1, type="page", parent=2), item(2, type="page", parent=1))

    assert StandardPage.objects.count() == 2


def test_attorneys_of_the_same_export_are_the_authors_of_its_posts(run_import):
    run_import(
        item(1, slug="bail"),
        item(2, type="team", title="Ada Lowell", slug="ada-lowell"),
        head=AUTHOR,
        map={"team": "attorneys"},
    )

    [author] = article("bail").authors.all()
    assert author.attorney == AttorneyPage.objects.get()


def test_a_chosen_type_becomes_attorneys(run_import):
    run_import(
        item(1, type="team", title="Dr. Ada B. Lowell Jr., Esq."),
        map={"team": "attorneys"},
    )

    page = AttorneyPage.objects.get()
    assert (page.name_prefix, page.given_name, page.middle_name) == ("Dr.", "Ada", "B.")
    assert (page.family_name, page.name_suffix, page.post_nominals) == (
        "Lowell",
        "Jr.",
        "Esq.",
    )


def test_drafts_scheduled_private_and_protected_posts_stay_so(run_import, client):
    run_import(
        item(1, status="draft", date_gmt="0000-00-00 00:00:00"),
        item(2, status="future", date_gmt="2099-01-01 00:00:00"),
        item(3, status="private"),
        item(4, password="open sesame"),
        item(5, status="trash"),
    )

    assert not article("entry-1").live
    scheduled = article("entry-2")
    assert (scheduled.live, scheduled.go_live_at.year) == (False, 2099)
    assert scheduled.scheduled_revision.as_object().title == "Entry 2"
    kinds = PageViewRestriction.objects.values_list("page__slug", "restriction_type")
    assert set(kinds) == {("entry-3", "login"), ("entry-4", "password")}
    assert not ArticlePage.objects.filter(slug="entry-5").exists()


def test_uncategorized_posts_have_no_category_and_are_listed(run_import, outcome):
    run = run_import(item(1, terms=[("category", "uncategorized", "Uncategorized")]))

    assert article("entry-1").category is None
    assert not Category.objects.exists()
    assert "It has no category." in outcome(run, 1).notes


def test_a_second_category_becomes_a_tag(run_import):
    names = (("federal", "Federal"), ("taxes", "Taxes"))
    run_import(
        item(1, terms=[("category", *name) for name in names]),
        head="".join(
            f"<wp:category><wp:term_id>{number}</wp:term_id>"
            f"<wp:category_nicename>{slug}</wp:category_nicename>"
            f"<wp:cat_name>{name}</wp:cat_name></wp:category>"
            for number, (slug, name) in enumerate(names, start=3)
        ),
    )

    assert article("entry-1").category.name == "Federal"
    assert [tag.name for tag in article("entry-1").tags.all()] == ["Taxes"]


def test_links_between_imported_pages_follow_the_page(run_import, outcome):
    run = run_import(
        item(1, content='<a href="https://www.old.example/entry-2/#a">Two</a>'),
        item(2, content='<a href="/?p=1">One</a> <a href="/nowhere/">no</a>'),
    )

    first, second = article("entry-1"), article("entry-2")
    assert f'<a linktype="page" id="{second.pk}">' in str(first.body.raw_data)
    assert f'<a linktype="page" id="{first.pk}">' in str(second.body.raw_data)
    assert outcome(run, 2).unresolved == ["/nowhere/"]


def test_two_posts_of_one_name_both_get_an_address(run_import):
    run_import(item(1, slug="same"), item(2, slug="same"), item(3, slug="feed"))

    slugs = set(ArticlePage.objects.values_list("slug", flat=True))
    assert slugs == {"same", "same-2", "feed-2"}


def test_one_bad_item_never_stops_the_rest(run_import, outcome, monkeypatch):
    """A text that PostgreSQL cannot take fails alone."""
    bad = item(2, title="Bad", meta={"_yoast_wpseo_metadesc": "x"})

    def fill(page, draft, around, fill=item_writing.TARGETS["articles"].fill):
        fill(page, draft, around)
        if draft.item.post_id == 2:
            page.standfirst = "x" * 600 + "\x00"
        if draft.item.post_id == 4:
            raise ValueError("no good")

    monkeypatch.setattr(item_writing.TARGETS["articles"], "fill", fill)

    run = run_import(item(1), bad, item(3), item(4))

    assert ArticlePage.objects.count() == 2
    assert outcome(run, 2).outcome == "failed"
    assert outcome(run, 2).reason
    assert outcome(run, 4).reason == "ValueError: no good"
    assert outcome(run, 3).outcome == "created"


def test_the_editor_sees_what_needs_attention_and_the_public_does_not(
    run_import, client, admin_client
):
    run_import(item(1, content='Before [slider id="3"] after'))

    page = article("entry-1")
    assert b"slider" not in client.get(page.url).content
    edit = admin_client.get(f"/admin/pages/{page.pk}/edit/").content
    assert b"slider" in edit


def test_a_second_run_changes_nothing_when_nothing_changed(run_import):
    items = [item(1), item(2, type="page")]
    run_import(*items)
    before = list(Page.objects.values())

    run = run_import(*items)

    assert list(Page.objects.values()) == before
    assert run.counts == [("Unchanged", 2)]


def test_a_second_run_updates_what_changed(run_import, outcome):
    tag = [("post_tag", "court", "Court")]
    run_import(item(1, content="Old words", terms=tag), item(2))
    before = article("entry-1").latest_revision_id

    run = run_import(item(1, content="New words", title="Renamed"), item(2))

    page = article("entry-1")
    assert (page.title, outcome(run, 1).outcome) == ("Renamed", "updated")
    assert "New words" in str(page.body.raw_data)
    assert not page.tags.exists()
    assert page.latest_revision_id != before
    assert page.latest_revision.as_object().title == "Renamed"
    assert run_import(item(1, content="New words", title="Renamed")).counts == [
        ("Unchanged", 1)
    ]


def test_what_an_editor_changed_is_never_overwritten(run_import, outcome):
    run_import(item(1, content="Old"))
    page = article("entry-1")
    page.title = "Mine"
    page.save_revision().publish()

    run = run_import(item(1, content="New"))
    forced = run_import(item(1, content="Newer"), force=["1"])

    assert outcome(run, 1).outcome == "skipped"
    assert "editor's version stays" in outcome(run, 1).reason
    assert outcome(forced, 1).outcome == "updated"
    assert article("entry-1").title == "Entry 1"


def test_a_page_deleted_here_stays_deleted(run_import, outcome):
    run_import(item(1))
    article("entry-1").delete()

    run = run_import(item(1, content="New"))

    assert not ArticlePage.objects.exists()
    assert outcome(run, 1).reason == "Its page was deleted here, and stays so."
    run_import(item(1), force=["1"])
    assert ArticlePage.objects.count() == 1


def test_an_interrupted_run_goes_on_where_it_stopped(run_import, monkeypatch):
    items = [item(number) for number in range(1, 7)]
    items.append(item(9, type="product"))
    monkeypatch.setattr(item_writing, "BATCH", 2)
    write, calls = item_writing.write_pages, []

    def stop_at_the_second(news):
        calls.append(len(news))
        if len(calls) == 2:
            raise KeyboardInterrupt
        write(news)

    monkeypatch.setattr(item_writing, "write_pages", stop_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        run_import(*items)
    stopped = ImportRun.objects.get()
    assert (stopped.status, ArticlePage.objects.count()) == ("stopped", 2)

    run = run_import(*items, resume=True)

    assert run.pk == stopped.pk
    assert run.counts == [("Created", 6), ("Skipped", 1)]
    assert ArticlePage.objects.count() == 6
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_dry_run_reports_and_writes_nothing(run_import, outcome):
    before = Page.objects.count()

    run = run_import(item(1, content="[slider x='1']"), rehearsal=True)

    assert (Page.objects.count(), outcome(run, 1).outcome) == (before, "created")
    assert outcome(run, 1).words_before == 0
    assert not Category.objects.exists()


@pytest.mark.usefixtures("blog")
def test_the_command_imports_and_tells_the_counts(tmp_path, capsys):
    path = tmp_path / "export.xml"
    path.write_text(export(item(1), item(2, type="wp_block")))

    call_command("import_wordpress", path)

    assert "1 Created" in " ".join(capsys.readouterr().out.split())
    assert ArticlePage.objects.count() == 1


@pytest.mark.usefixtures("blog")
def test_the_command_says_how_to_go_on_when_it_is_interrupted(
    tmp_path, monkeypatch, capsys
):
    path = tmp_path / "export.xml"
    path.write_text(export(item(1)))

    def interrupt(news):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(item_writing, "write_pages", interrupt)
        with pytest.raises(CommandError, match="The same command goes on"):
            call_command("import_wordpress", path)
    call_command("import_wordpress", path)

    assert "Going on with run" in capsys.readouterr().out
    assert ArticlePage.objects.count() == 1


def test_imported_pages_get_a_drawn_picture_for_sharing(
    run_import, drawing, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        run_import(item(1))

    assert ArticlePage.objects.get().share_picture_url.endswith(".png")
