import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.wordpress.composing import convert, words_of
from blog.wordpress.counting import words_in
from blog.wordpress.nodes import Unresolved
from blog.wordpress.verifying import source_words


class Library(Unresolved):
    """Has every picture and document, and one page."""

    def image(self, address, attachment_id):
        return attachment_id or 1

    def link(self, address):
        return 'linktype="page" id="5"' if "/fees/" in address else f'href="{address}"'


def blocks(source, resolver=None):
    """Type and value of each block."""
    found = convert(source, resolver or Library()).body
    return [(block["type"], block["value"]) for block in found]


def test_classic_text_becomes_paragraphs_and_line_breaks():
    assert blocks("One “quoted” word\nnext line\n\nTwo – <em>dash</em>") == [
        (
            "paragraph",
            "<p>One “quoted” word<br/>next line</p><p>Two – <i>dash</i></p>",
        )
    ]


def test_headings_keep_their_text_and_step_down_one_level_at_a_time():
    found = blocks("<h1>A</h1><h4>B <em>c</em></h4><h6>D</h6><h1>E</h1>")

    assert [(value["level"], value["text"]) for _, value in found] == [
        ("h2", "A"),
        ("h3", "B c"),
        ("h4", "D"),
        ("h2", "E"),
    ]


def test_a_list_with_bold_openings_becomes_one():
    [(kind, found)] = blocks("<ul><li><strong>Stay calm</strong> – say no</li></ul>")

    [item] = found["items"]
    assert (kind, found["style"]) == ("lead_in_list", "bullet")
    assert item["value"] == {"lead": "Stay calm", "text": "<p>say no</p>"}
    assert item["id"]  # or Wagtail reads an empty item


def test_nested_lists_stay_nested():
    [(kind, value)] = blocks("<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>")

    assert kind == "paragraph"
    assert value == "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"


def test_a_captioned_picture_of_classic_text_keeps_caption_and_alternative_text():
    [(kind, value)] = blocks(
        '[caption id="attachment_9" align="alignright" width="300"]'
        '<img class="wp-image-9" src="a.jpg" alt="The court" /> At noon[/caption]'
    )

    assert kind == "image"
    assert (value["image"], value["alt_text"]) == (9, "The court")
    assert value["caption"] == "At noon"


def test_a_caption_never_swallows_what_an_editor_has_to_see():
    found = blocks(
        '[caption id="a"]<img src="a.jpg" /><p>At</p><p>noon</p>[map id="4"][/caption]'
    )

    (kind, picture), (other, attention) = found
    assert (kind, picture["caption"], other) == ("image", "At noon", "attention")
    assert attention["original"] == '[map id="4"]'


def test_pictures_and_galleries_of_the_block_editor_become_ours():
    image = '<figure class="wp-block-image {}"><img src="x.jpg" class="wp-image-{}"/>'
    source = (
        "<!-- wp:image -->" + image.format("alignwide", 2) + "</figure>"
        '<!-- /wp:image --><!-- wp:gallery --><figure class="wp-block-gallery">'
        + image.format("", 3)
        + "<figcaption>One</figcaption></figure>"
        + image.format("", 4)
        + "</figure></figure><!-- /wp:gallery -->"
    )

    (first, picture), (second, gallery) = blocks(source)

    assert (first, picture["size"], second) == ("image", "wide", "gallery")
    entries = [entry["value"] for entry in gallery["images"]]
    assert [(entry["image"], entry["caption"]) for entry in entries] == [
        (3, "One"),
        (4, ""),
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<img class="alignleft" src="a.jpg"/> Words', "left"),
        ('<p>Words <img class="size-full alignright" src="a.jpg"/></p>', "right"),
        ('<img class="alignnone" src="a.jpg"/>', "none"),
        ('<img align="right" src="a.jpg"/>', "right"),
        ('<img align="middle" src="a.jpg"/>', "none"),
        ('<figure class="aligncenter"><img src="a.jpg"/></figure>', "center"),
        (
            '<figure><a href="/"><img class="alignleft" src="a.jpg"/></a></figure>',
            "left",
        ),
        ('[caption align="alignright"]<img src="a.jpg"/> Noon[/caption]', "right"),
        ('[caption align="alignnone"]<img src="a.jpg"/> Noon[/caption]', "none"),
        (
            '<!-- wp:image {"id":3,"align":"left"} --><figure class="wp-block-image">'
            '<img src="a.jpg"/></figure><!-- /wp:image -->',
            "left",
        ),
        (
            '<!-- wp:image {"align":"left"} --><!-- /wp:image -->'
            '<!-- wp:html --><img src="a.jpg"/><!-- /wp:html -->',
            "none",
        ),
    ],
)
def test_pictures_keep_their_alignment(source, expected):
    [picture] = [value for kind, value in blocks(source) if kind == "image"]

    assert (picture["alignment"], picture["size"]) == (expected, "text")


def test_the_width_of_the_block_editor_is_no_alignment():
    [(_, picture)] = blocks(
        '<!-- wp:image {"align":"full"} --><figure class="wp-block-image alignfull">'
        '<img src="a.jpg"/></figure><!-- /wp:image -->'
    )

    assert (picture["size"], picture["alignment"]) == ("full", "none")


def test_videos_quotes_tables_code_and_separators_become_blocks():
    found = blocks(
        '<!-- wp:embed --><figure class="wp-block-embed"><div>'
        "https://www.youtube.com/watch?v=jNQXAC9IVRw</div></figure>"
        "<blockquote><p>Words</p><cite>Ada</cite></blockquote>"
        "<table><tr><th>Step</th></tr><tr><td>One</td></tr></table>"
        "<pre>a < b</pre><hr/>"
    )

    kinds = [kind for kind, _ in found]
    assert kinds == ["video", "quote", "table", "code", "separator"]
    assert found[1][1]["attribution"] == "Ada"
    assert found[2][1]["table"]["columns"][0]["heading"] == "Step"
    assert found[2][1]["table"]["rows"] == [{"values": ["<p>One</p>"]}]


FILE = (
    '<!-- wp:file --><div class="wp-block-file"><object class="wp-block-file__embed" '
    'data="a.pdf"></object><a href="/a.pdf">Our fees</a><a href="/a.pdf" '
    'class="wp-block-file__button" download>Download</a></div><!-- /wp:file -->'
)


def test_the_words_below_a_table_are_its_caption():
    source = (
        '<figure class="wp-block-table"><table><tr><th>Charge</th></tr><tr><td>One'
        "</td></tr></table><figcaption>{} amounts</figcaption></figure>"
    )

    [(kind, table)] = blocks(source.format("Usual"))
    (_, uncaptioned), (_, words) = blocks(source.format("Long" * 60))

    assert (kind, table["caption"]) == ("table", "Usual amounts")
    assert (uncaptioned["caption"], words[-11:]) == ("", "amounts</p>")
    assert source_words(source.format("Usual"))[:3] == ["Usual", "amounts", "Charge"]


def test_a_file_of_the_block_editor_becomes_a_download():
    class WithFiles(Library):
        def document(self, address):
            return 4

    assert blocks(FILE, WithFiles()) == [
        ("document", {"document": 4, "text": "Our fees"})
    ]
    assert blocks(FILE) == [("paragraph", '<p><a href="/a.pdf">Our fees</a></p>')]
    assert words_in(FILE) == 2


def test_links_to_imported_pages_become_page_links():
    [(_, value)] = blocks('<p><a href="https://old.example/fees/">Fees</a></p>')

    assert value == '<p><a linktype="page" id="5">Fees</a></p>'


@pytest.mark.parametrize(
    "source",
    [
        '<a href="javascript:alert(1)">x</a>',
        '<a href="java&#10;script:alert(1)">x</a>',
        '<p onclick="alert(1)">x</p><script>alert(1)</script>',
        '<img src="x" onerror="alert(1)">',
        "<svg onload=alert(1)>x</svg>",
        '<a href="data:text/html,<script>alert(1)</script>">x</a>',
        '<a href="vbscript:alert(1)">x</a>',
        '<a href="&#x6A;avascript&colon;alert(1)">x</a>',
        '<a href="\u200bjavascript:alert(1)">x</a>',
        '<a href="//old.example" onmouseover="alert(1)" style="x:alert(1)">x</a>',
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        '<iframe src="javascript:alert(1)//youtube.com/embed/jNQXAC9IVRw"></iframe>',
        '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
        '<form action="javascript:alert(1)"><button formaction="javascript:alert(1)">',
        '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
        "<style>*{background:url(javascript:alert(1))}</style>",
        '<math><a xlink:href="javascript:alert(1)">x</a></math>',
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "[embed]javascript:alert(1)//youtube.com/watch?v=jNQXAC9IVRw[/embed]",
        '[video src="javascript:alert(1)//youtu.be/jNQXAC9IVRw"]',
        '<blockquote cite="javascript:alert(1)">x</blockquote>',
        "<h2>References</h2><ol><li><a href='javascript:alert(1)'>y</a></li></ol>",
        '<div class="wp-block-file"><a href="javascript:alert(1)">x</a></div>',
        "<xmp><script>alert(1)</script></xmp>",
    ],
)
def test_nothing_that_can_run_is_shown(source):
    shown = [value for kind, value in blocks(source) if kind != "attention"]

    assert not re.search("alert|script:|onclick", str(shown))


def test_what_is_unknown_waits_for_the_editor_with_its_original():
    found = blocks(
        'Before [slider id="3"] after\n\n<!-- wp:acme/map {"x":1} /-->', Unresolved()
    )

    attention = [value["original"] for kind, value in found if kind == "attention"]
    assert '[slider id="3"]' in attention
    assert '<!-- wp:acme/map {"x":1} /-->' in attention
    assert "[slider" not in str([value for kind, value in found if kind == "paragraph"])


def test_brackets_of_legal_writing_are_words():
    [(_, value)] = blocks("They [sic] said it [emphasis added] in [1].")

    assert value == "<p>They [sic] said it [emphasis added] in [1].</p>"


@pytest.mark.parametrize(
    "ending",
    [
        '<h2>References</h2><ol><li><a href="https://a.example/">Act</a></li>'
        "<li>Rules</li></ol>",
        '<p>[1] <a href="https://a.example/">Act</a></p><p>[2] Rules</p>',
        "<h3>Sources:</h3>[1] Act https://a.example/<br>[2] Rules",
    ],
)
def test_references_at_the_end_become_the_articles_references(ending):
    found = convert(f"<p>As held<sup>[1]</sup> and [2].</p>{ending}", Library())

    assert [block["value"] for block in found.references] == [
        {"text": "Act", "publisher": "", "url": "https://a.example/"},
        {"text": "Rules", "publisher": "", "url": ""},
    ]
    assert found.body[0]["value"] == "<p>As held[1] and [2].</p>"
    assert len(found.body) == 1


WORD = st.text("abcdefgäß’–“”123", min_size=1, max_size=6)
INLINE = st.sampled_from(["b", "em", "span", "a", "u", "sup", "mark"])
SPACE = st.sampled_from(["", " "])
OUTER = st.sampled_from(
    [
        *("p", "div", "h2", "h5", "li", "ul", "ol", "blockquote", "section"),
        *("td", "table", "figure", "figcaption", "details", "summary"),
        *("dl", "dt", "dd", "center", "address", "h1", "main"),
    ]
)


def element(tag, content):
    return f"<{tag}>{content}</{tag}>"


HTML = st.recursive(
    st.builds("{}{}{}".format, SPACE, WORD, SPACE)
    | WORD.map("<pre>{0}</pre>{0}<code>{0}</code>".format)
    | WORD.map('[caption]<img src="a.jpg"/>{0}[/caption]{0}'.format),
    lambda inner: st.one_of(
        st.builds(element, INLINE | OUTER, inner),
        st.lists(inner, min_size=2, max_size=4).map("".join),
        inner.map(lambda html: f"<ul><li>{html}</li><li>{html}</li></ul>"),
        inner.map(
            lambda html: f"<table><tr><th>{html}</th><td>{html}</td></tr></table>"
        ),
        inner.map(lambda html: f"<!-- wp:group --><div>{html}</div><!-- /wp:group -->"),
        inner.map(lambda html: f"\n\n{html}\n{html}"),
        inner.map(lambda html: f"<blockquote>{html} <cite>{html}</cite></blockquote>"),
        inner.map(lambda html: f"<li><strong>{html}</strong>: {html}</li>"),
        inner.map(lambda html: f'[vc_row][et_pb_text x="1"]{html}[/et_pb_text]'),
    ),
    max_leaves=12,
)


INLINE_TAG = re.compile(r"</?(?:b|strong|em|span|a|u|sup|code|mark|cite)>")

MARKUP = re.compile(r"<!--.*?-->|<[^>]*>|\[[^\]]*\]")


def visible(html):
    """The words as a browser shows them: inline elements part none."""
    joined = INLINE_TAG.sub("", html)
    return re.findall(r"[^\W_]+", MARKUP.sub(" ", joined))


@settings(max_examples=200, deadline=None)
@given(HTML)
def test_the_visible_words_come_out_in_the_same_order_and_none_is_lost(html):
    found = convert(html, Library())

    words = re.findall(r"[^\W_]+", words_of([*found.body, *found.references]))
    assert words == visible(html)
