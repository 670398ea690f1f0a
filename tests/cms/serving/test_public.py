import pytest
from django.contrib.auth import get_user_model
from wagtail.models import PageViewRestriction

from tests.factories import (
    ArticlePageFactory,
    BlogIndexPageFactory,
    ConsultationPageFactory,
    StandardPageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(home_page):
    return StandardPageFactory(parent=home_page, title="Fees", slug="fees")


@pytest.fixture
def blog(home_page):
    blog = BlogIndexPageFactory(parent=home_page, slug="articles")
    ArticlePageFactory(parent=blog, slug="bail")
    return blog


def control(response):
    return response.headers.get("Cache-Control", "")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/fees/",
        "/articles/",
        "/articles/bail/",
        "/articles/feed/",
        "/articles/feed/atom/",
        "/articles/feed/json/",
        "/sitemap.xml",
        "/sitemap-articlepage.xml",
        "/robots.txt",
        "/search/?q=fees",
        "/api/content/v1/articles/",
        "/api/content/v1/resolve/?path=/fees/",
        "/api/content/v1/site/",
    ],
)
def test_what_is_the_same_for_everybody_may_be_kept(client, page, blog, path):
    response = client.get(path)

    assert response.status_code == 200
    assert control(response).startswith("public, max-age=0, s-maxage=0")
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not response.cookies


def test_what_an_editor_sees_is_not_for_others(client, page):
    visitors = client.get("/fees/")
    client.force_login(get_user_model().objects.create_superuser("editor"))

    editors = client.get("/fees/")

    assert "public" in control(visitors)
    assert "public" not in control(editors) or editors.text == visitors.text


@pytest.mark.parametrize(
    "kind", [PageViewRestriction.PASSWORD, PageViewRestriction.LOGIN]
)
def test_private_pages_are_never_public(client, page, kind):
    PageViewRestriction.objects.create(
        page=page, restriction_type=kind, password="secret"
    )

    assert "public" not in control(client.get("/fees/"))


def test_forms_that_know_when_they_were_opened_are_not_kept(client, home_page):
    ConsultationPageFactory(parent=home_page, slug="consultation")

    assert "no-store" in control(client.get("/consultation/"))


@pytest.mark.parametrize("path", ["/nowhere/", "/fees", "/admin/login/"])
def test_errors_redirects_and_the_admin_are_not_kept(client, page, path):
    assert "public" not in control(client.get(path))


def test_posts_are_not_kept(client, page):
    assert "public" not in control(client.post("/fees/"))


def test_a_cdn_keeps_pages_only_as_long_as_the_operator_says(settings, client, page):
    settings.CDN_MAX_AGE = 30
    client.handler._middleware_chain = None

    assert "s-maxage=30" in control(client.get("/fees/"))
