"""Pictures that stand beside the text, in both formats."""

import re

import pytest

from home.blocks import SectionStreamBlock
from tests.factories import StandardPageFactory

WORDS = ("paragraph", "<p>Beside it.</p>")
ROW = re.compile(r'<div class="text-run">(.*?)</main>', re.DOTALL)


@pytest.fixture
def page(home_page):
    def page(*blocks):
        page = StandardPageFactory(parent=home_page, title="Firm", slug="firm")
        page.sections = SectionStreamBlock().normalize(blocks)
        page.save()
        return page

    return page


def section(client, page):
    """The first section of a page, as programs read it."""
    answer = client.get(f"/api/content/v1/pages/{page.pk}/").json()
    return answer["sections"][0]["value"]


@pytest.mark.parametrize("alignment", ["left", "right", "center"])
def test_an_aligned_picture_says_where_it_stands(alignment, page, picture, client):
    value = {"image": picture, "size": "full", "alignment": alignment}
    shown = page(("image", value), WORDS)

    html = client.get(shown.url).content.decode()

    assert f'class="text-block figure figure--{alignment}"' in html
    assert section(client, shown)["alignment"] == alignment


def test_text_shares_a_row_with_the_picture_beside_it(page, picture, client):
    value = {"image": picture, "alignment": "left"}
    quotation = ("quote", {"text": "On its own."})

    html = client.get(page(WORDS, ("image", value), WORDS, quotation).url)

    row = html.content.decode().partition('<div class="text-run">')[2]
    together, end, after = row.partition("</div>\n")
    assert "<picture>" in together
    assert html.content.decode().count("text-run") == 1
    assert "On its own." in after


def test_a_picture_across_the_page_stays_in_a_row_of_its_own(page, picture, client):
    html = client.get(page(("image", {"image": picture}), WORDS).url).content.decode()

    assert 'class="text-block figure figure--text"' in html
    assert "text-run" not in html


def test_pictures_stored_before_they_had_an_alignment_stay_as_they_were(
    page, picture, client
):
    shown = page(WORDS)
    stored = {"image": picture.pk, "alt_text": "", "caption": "", "size": "wide"}
    type(shown).objects.filter(pk=shown.pk).update(
        sections=[{"type": "image", "value": stored, "id": "a"}]
    )

    html = client.get(shown.url).content.decode()

    assert 'class="text-block figure figure--wide"' in html
    assert section(client, shown)["alignment"] == "none"
