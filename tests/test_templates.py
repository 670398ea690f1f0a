"""What holds for the HTML of every page, whatever its editors filled in."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from lxml import html

from home.models import HomePage
from tests.factories import (
    ArticlePageFactory,
    AttorneyPageFactory,
    BlogIndexPageFactory,
    CallToActionFactory,
    ConsultationPageFactory,
    PeopleIndexPageFactory,
    StandardPageFactory,
    TestimonialFactory,
)

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
BLOCKS = HomePage.sections.field.stream_block.child_blocks
INVISIBLE = {"attention"}
NEEDS_CONTENT = {"image", "gallery", "call_bar"}
# Downloaded and opened as a file, without our policy and without our style sheet.
FILES = {"import_report.html"}


@pytest.fixture
def bare_pages(home_page):
    """A page of each type with only what is required."""
    blog = BlogIndexPageFactory(parent=home_page)
    people = PeopleIndexPageFactory(parent=home_page)
    return [
        home_page,
        blog,
        people,
        StandardPageFactory(parent=home_page, title="Practice"),
        ConsultationPageFactory(parent=home_page, title="Write to us"),
        ArticlePageFactory(parent=blog),
        AttorneyPageFactory(parent=people),
    ]


def test_bare_pages_show_no_empty_parts(client, bare_pages):
    for page in bare_pages:
        document = html.fromstring(client.get(page.url).content)

        assert empty_parts(document) == [], page
        assert "None" not in document.text_content(), page


def test_each_page_has_one_main_heading_and_a_title(client, bare_pages):
    for page in bare_pages:
        document = html.fromstring(client.get(page.url).content)

        assert len(document.findall(".//h1")) == 1, page
        assert document.findtext(".//title").strip(), page


@pytest.mark.parametrize("name", BLOCKS)
def test_each_block_has_a_preview(rf, home_page, name):
    CallToActionFactory()
    TestimonialFactory()
    ArticlePageFactory(parent=BlogIndexPageFactory(parent=home_page))
    AttorneyPageFactory(parent=PeopleIndexPageFactory(parent=home_page))
    block = BLOCKS[name]

    page = render_to_string(
        "wagtailcore/shared/block_preview.html",
        {"bound_block": block.bind(block.get_preview_value())},
        request=rf.get("/"),
    )

    main = html.fromstring(page).find(".//main")
    if name in INVISIBLE:
        assert not main.text_content().strip()
    elif name not in NEEDS_CONTENT:
        assert len(main)


def test_an_unknown_address_gets_the_error_page(client, home_page):
    response = client.get("/there-is-no-such-page/")

    assert response.status_code == 404
    assert "This page is not on file" in response.text


def test_the_page_for_server_errors_needs_no_context():
    assert "Something went wrong" in render_to_string("500.html")


@pytest.mark.parametrize(
    "path",
    sorted(path for path in TEMPLATES.rglob("*.html") if path.name not in FILES),
    ids=lambda path: path.name,
)
def test_templates_hold_nothing_that_a_strict_policy_forbids(path):
    text = path.read_text()

    assert not re.search(r"\sstyle=", text)
    assert not re.search(r"\son[a-z]+=", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert "<style" not in text


def empty_parts(document):
    """Elements that a visitor would meet as a frame without content."""
    names = ("h1", "h2", "h3", "h4", "p", "ul", "ol", "dl", "figure", "section", "nav")
    return [
        html.tostring(element)
        for name in names
        for element in document.iter(name)
        if not element.text_content().strip()
        and element.find(".//img") is None
        and element.find(".//input") is None
    ]
