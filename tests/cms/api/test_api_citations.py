"""Marks such as [1] lead clients to the sources, as they lead visitors there."""

import pytest

from tests.factories import ArticlePageFactory


@pytest.fixture
def article(blog):
    text = "<p>You may refuse [1], and again [1]. See [2], never [9].</p>"
    return ArticlePageFactory(
        parent=blog,
        slug="refusing",
        body=[
            ("paragraph", text),
            ("callout", {"tone": "note", "heading": "Mind [2]", "text": text}),
        ],
        references=[
            ("reference", {"text": "First Case", "url": "", "publisher": ""}),
            ("reference", {"text": "Second Case", "url": "", "publisher": ""}),
        ],
    )


def test_references_tell_their_numbers_and_what_marks_lead_to(api, article):
    references = api("articles/refusing/").json()["references"]

    assert [(found["number"], found["anchor"]) for found in references] == [
        (1, "ref-1"),
        (2, "ref-2"),
    ]


def test_marks_in_html_are_links_to_the_references(api, article):
    [paragraph, callout] = api("articles/refusing/").json()["body"]

    for html in (paragraph["value"], callout["value"]["text"]):
        assert html.count('href="#ref-1" aria-label="Reference 1">[1]</a>') == 2
        assert 'href="#ref-2"' in html
        assert "never [9].</p>" in html


def test_each_mark_of_a_document_has_an_id_of_its_own(api, article):
    [paragraph, callout] = api("articles/refusing/").json()["body"]

    assert 'id="cite-1"' in paragraph["value"]
    assert 'id="cite-1-2"' in paragraph["value"]
    assert 'id="cite-1-3"' in callout["value"]["text"]


def test_marks_in_markdown_are_links_to_the_references(api, article):
    [paragraph, _] = api("articles/refusing/?rich_text=markdown").json()["body"]

    assert paragraph["value"] == (
        "You may refuse [[1]](#ref-1), and again [[1]](#ref-1). "
        "See [[2]](#ref-2), never [9]."
    )


def test_marks_in_plain_text_stay_as_they_are(api, article):
    [_, callout] = api("articles/refusing/").json()["body"]

    assert callout["value"]["heading"] == "Mind [2]"


def test_articles_of_a_list_count_their_marks_apart(api, article, blog):
    ArticlePageFactory(
        parent=blog, body=article.body, references=article.references, title="Other"
    )

    items = api("articles/?view=full").json()["items"]

    assert [item["body"][0]["value"].count('id="cite-1"') for item in items] == [1, 1]
    assert [len(item["references"]) for item in items] == [2, 2]


def test_wagtails_api_has_the_same_marks(client, article):
    page = client.get(f"/api/v2/pages/{article.pk}/").json()

    assert 'href="#ref-1"' in page["body"][0]["value"]
    assert page["references"][1]["anchor"] == "ref-2"
