import pytest

from blog.models import ArticlePage
from tests.factories import ArticlePageFactory, BlogIndexPageFactory

pytestmark = pytest.mark.django_db


def test_an_article_of_two_hundred_thousand_characters_is_kept_and_shown(
    client, home_page
):
    blog = BlogIndexPageFactory(parent=home_page, slug="articles")
    sentence = "Counsel may be asked for at any time. "
    text = f"<p>{sentence * (200_000 // len(sentence))}</p>"
    article = ArticlePageFactory(
        parent=blog, title="All of it", body=[("paragraph", text)] * 1
    )

    response = client.get(article.url)

    assert response.status_code == 200
    assert response.content.decode().count(sentence.strip()) > 5_000
    assert len(ArticlePage.objects.get().body_text) > 190_000
