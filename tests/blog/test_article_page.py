import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    streamfield,
)

from blog.models import ArticlePage
from tests.factories import (
    ArticlePageFactory,
    AttorneyPageFactory,
    BlogIndexPageFactory,
    CategoryFactory,
    PeopleIndexPageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def blog(home_page):
    return BlogIndexPageFactory(parent=home_page, slug="articles")


@pytest.fixture
def attorney(home_page, blog):
    home_page.refresh_from_db()
    people = PeopleIndexPageFactory(parent=home_page, slug="people")
    return AttorneyPageFactory(
        parent=people, given_name="Ada", family_name="Lowell", slug="ada-lowell"
    )


@pytest.fixture
def article(blog, attorney):
    article = ArticlePageFactory(parent=blog, slug="bail", legal_reviewer=attorney)
    article.authors.create(attorney=attorney)
    article.save()
    return article


def read(client, article):
    return client.get(article.url).content.decode()


def test_a_byline_links_to_the_profile(client, article, attorney):
    html = read(client, article)

    assert f'href="{attorney.url}"' in html
    assert "Ada Lowell" in html


def test_an_attorney_who_left_keeps_the_byline_as_text(client, article, attorney):
    attorney.left_on = timezone.localdate()
    attorney.save()

    html = read(client, article)

    assert "Ada Lowell" in html
    assert f'href="{attorney.url}"' not in html


def test_the_byline_outlives_the_profile(client, article, attorney):
    attorney.delete()

    assert "Ada Lowell" in read(client, article)
    assert ArticlePage.objects.get().reviewer_name == "Ada Lowell"


def test_the_byline_outlives_the_profile_in_drafts_too(client, blog, attorney):
    article = ArticlePageFactory(parent=blog, slug="bail")
    draft = article.authors.create(attorney=attorney)
    article.legal_reviewer = attorney
    draft.clean()
    article.clean()
    article.save_revision()

    attorney.delete()
    article.refresh_from_db()
    article.get_latest_revision().publish()

    assert "Ada Lowell" in read(client, article)
    assert ArticlePage.objects.get().reviewer_name == "Ada Lowell"


def test_an_author_without_profile_is_named_as_written(client, article):
    article.authors.create(name="Bea Stone")
    article.save()

    assert article.byline_text == "Ada Lowell and Bea Stone"
    assert "Bea Stone" in read(client, article)


def test_an_article_is_dated_when_it_is_first_published(blog):
    draft = ArticlePageFactory(parent=blog, live=False)
    assert draft.published_at is None

    draft.save_revision().publish()

    draft.refresh_from_db()
    assert draft.published_at == draft.first_published_at


def test_a_date_given_by_the_editor_stays(blog):
    given = timezone.now() - timezone.timedelta(days=400)

    article = ArticlePageFactory(parent=blog, published_at=given)

    assert article.published_at == given


def test_references_and_their_marks_link_to_each_other(client, blog):
    article = ArticlePageFactory(
        parent=blog,
        body=[("paragraph", "<p>You may refuse [1], and again [1]. See [2] [9].</p>")],
        references=[
            ("reference", {"text": "First Case", "url": "", "publisher": ""}),
            ("reference", {"text": "Second Case", "url": "", "publisher": ""}),
        ],
    )

    html = read(client, article)

    assert 'id="cite-1" href="#ref-1"' in html
    assert 'id="cite-1-2" href="#ref-1"' in html
    assert 'id="ref-2"' in html
    assert 'href="#cite-2"' in html
    assert "[9]." in html


def test_an_article_without_category_says_nothing_of_categories(client, article):
    assert "uncategor" not in read(client, article).lower()
    assert "/category/" not in read(client, article)


def test_an_archive_shows_the_articles_of_all_its_parts(client, blog):
    law = CategoryFactory(name="Law", slug="law")
    crime = CategoryFactory(name="Crime", slug="crime", parent=law)
    bail = CategoryFactory(name="Bail", slug="bail", parent=crime)
    ArticlePageFactory(parent=blog, title="How bail is set", category=bail)

    html = client.get("/articles/category/law/").content.decode()

    assert "How bail is set" in html


def test_a_category_is_never_part_of_itself():
    law = CategoryFactory()
    crime = CategoryFactory(parent=law)
    bail = CategoryFactory(parent=crime)
    law.parent = bail

    with pytest.raises(ValidationError, match="cannot be part of itself"):
        law.full_clean()


def test_articles_live_in_blogs_only(home_page, blog):
    assert ArticlePage.can_create_at(blog)
    assert not ArticlePage.can_create_at(home_page)
    assert ArticlePage.allowed_subpage_models() == []


def editor_data(article):
    """What the editor posts for an article with one empty author row."""
    return nested_form_data(
        {
            "title": article.title,
            "slug": article.slug,
            "body": streamfield([]),
            "references": streamfield([]),
            "authors": inline_formset([{"attorney": "", "name": "", "ORDER": "1"}]),
            "comments": inline_formset([]),
        }
    )


def test_an_author_row_needs_a_name_before_publication(admin_client, blog):
    article = ArticlePageFactory(parent=blog)
    address = f"/admin/pages/{article.pk}/edit/"

    draft = admin_client.post(address, editor_data(article))
    published = admin_client.post(
        address, editor_data(article) | {"action-publish": "1"}
    )

    assert draft.status_code == 302
    assert published.status_code == 200
    assert "Choose an attorney or write a name." in published.content.decode()


def test_headings_with_the_same_words_can_each_be_led_to(client, article):
    texts = ["Scope", "Scope", "Scope 2", "!"]
    article.body = [("heading", {"text": text, "level": "h2"}) for text in texts]
    article.save_revision().publish()

    page = BeautifulSoup(read(client, article), "html.parser")
    anchors = [heading["id"] for heading in page.select(".article-text h2")]

    assert anchors == ["scope", "scope-2", "scope-2-2", "section"]
    assert [link["href"] for link in page.select(".contents a")] == [
        f"#{anchor}" for anchor in anchors
    ]
