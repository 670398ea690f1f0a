"""How the admin lists articles."""

from django.urls import reverse

from tests.factories import (
    ArticlePageFactory,
    BlogIndexPageFactory,
    CategoryFactory,
)


def test_articles_without_a_category_can_be_listed(admin_client, home_page):
    blog = BlogIndexPageFactory(parent=home_page)
    ArticlePageFactory(parent=blog, title="Sorted", category=CategoryFactory())
    ArticlePageFactory(parent=blog, title="Left to sort", category=None)

    listing = admin_client.get(reverse("articles:index"), {"has_no_category": "true"})

    html = listing.content.decode()
    assert "Left to sort" in html
    assert "Sorted" not in html.partition("<table")[2]
