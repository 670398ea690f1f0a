import pytest
from wagtail.rich_text import get_text_for_indexing

from cms.blocks.text import ParagraphBlock


@pytest.mark.parametrize(
    "rich",
    [
        "<p>One <b>two</b> three</p><p>Four</p>",
        "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><p>d<br/>e</p>",
        '<p>x &lt; y &amp; <a linktype="page" id="3">z</a>&nbsp;“q”</p>',
        '<p><a href="https://a.example/?a=1&amp;b=&lt;2&gt;">go</a></p>',
        "",
    ],
)
def test_search_finds_a_text_by_the_words_that_wagtail_finds_in_it(rich):
    block = ParagraphBlock()

    found = block.get_searchable_content(block.to_python(rich))

    assert found == [get_text_for_indexing(rich)]
