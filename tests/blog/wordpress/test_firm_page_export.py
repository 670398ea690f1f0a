"""A page of the kind that firms have today survives the import, word by word.

The page lies outside of the repository, beside it: its text is not ours.
"""

import re
from itertools import groupby

import pytest
from lxml import html

from blog.models import ArticlePage
from cms.settings import BASE_DIR

from .exports import item

PAGE = BASE_DIR.parent / "shared" / "reference" / "firm-page.txt"
WORD = re.compile(r"[^\W_]+")
BULLET = "•"
REFERENCE = re.compile(r"\[(\d+)\] (.+)")
LONGEST_HEADING = 60

pytestmark = pytest.mark.skipif(not PAGE.exists(), reason=f"{PAGE.name} is not there")


@pytest.fixture(scope="module")
def lines():
    """The article of the page: its title stands twice, its sources follow it."""
    lines = [line.strip() for line in PAGE.read_text().splitlines() if line.strip()]
    title = next(line for line in lines if lines.count(line) == 2 and len(line) > 40)
    start = len(lines) - lines[::-1].index(title)
    end = max(n for n, line in enumerate(lines) if REFERENCE.fullmatch(line)) + 1
    return lines[start:end]


@pytest.fixture
def article(lines, run_import):
    run_import(item(1, title="An article", content=exported(lines)))
    return ArticlePage.objects.get()


def exported(lines):
    """The article as the classic editor of WordPress keeps it."""
    parts = []
    for is_list, group in groupby(lines, lambda line: line.startswith(BULLET)):
        if is_list:
            points = (f"<li>{bold_opening(line)}</li>" for line in group)
            parts.append(f"<ul>{''.join(points)}</ul>")
        else:
            parts += [f"<h2>{x}</h2>" if is_heading(x) else x for x in group]
    return "\n\n".join(parts)


def is_heading(line):
    return len(line) <= LONGEST_HEADING and line[-1] not in ".:" and line[0] != "["


def bold_opening(line):
    lead, dash, text = line.removeprefix(BULLET).strip().partition(" – ")
    return f"<strong>{lead}</strong>{dash}{text}"


def words(text):
    return WORD.findall(text)


def test_every_word_of_the_article_is_on_the_page_in_order(article, lines, client):
    main = html.fromstring(client.get(article.url).content).find(".//main")

    shown = iter(words(main.text_content()))

    wanted = words(re.sub(r"\[\d+\]", "", " ".join(lines)))
    assert len(wanted) > 500
    assert [word for word in wanted if word not in shown] == []


def test_each_list_keeps_its_points_and_their_bold_openings(article, lines):
    wanted = [
        [line.removeprefix(BULLET).strip().split(" – ")[0] for line in group]
        for is_list, group in groupby(lines, lambda line: line.startswith(BULLET))
        if is_list
    ]

    found = [
        [point["lead"] for point in block.value["items"]]
        for block in article.body
        if block.block_type == "lead_in_list"
    ]

    assert len(found) == 4
    assert found == wanted


def test_the_six_references_are_the_articles_references(article, lines):
    wanted = [m[2] for line in lines if (m := REFERENCE.fullmatch(line))]

    assert len(wanted) == 6
    assert [block.value["text"] for block in article.references] == wanted


def test_each_heading_is_a_heading(article, lines):
    headings = [line for line in lines if is_heading(line)][:-1]

    assert [
        block.value["text"] for block in article.body if block.block_type == "heading"
    ] == headings
