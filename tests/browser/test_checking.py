import pytest
from playwright.sync_api import expect

from blog.models import BlogIndexPage
from tests.factories import ArticlePageFactory, FirmImageFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.xdist_group("browser"),
]

FAULTS = [
    ("heading", {"text": "Before", "level": "h2"}),
    ("heading", {"text": "A level skipped", "level": "h4"}),
    (
        "paragraph",
        '<p>For our fees <a href="https://court.example/">Click here</a>.</p>',
    ),
]


@pytest.fixture
def checks(editor):
    """Opens the checks that the editor sees beside a page."""

    def checks(page):
        editor.goto(f"/admin/pages/{page.pk}/edit/")
        editor.get_by_role("button", name="Toggle checks").click()
        return editor.locator("[data-side-panel=checks]")

    yield checks
    # The server outlives the test: leave it nothing to answer.
    editor.goto("about:blank")
    editor.wait_for_load_state("networkidle")
    editor.wait_for_timeout(500)


def test_the_editor_is_told_what_to_mend_in_plain_words(checks, editor):
    picture = FirmImageFactory(title="Office", description="")
    block = {"image": picture, "alt_text": "", "size": "text"}
    page = ArticlePageFactory(
        parent=BlogIndexPage.objects.get(),
        slug="faulty",
        body=[*FAULTS, ("image", block)],
    )

    panel = checks(page)

    for message in (
        "A heading skips a level",
        "A link does not say where it leads",
        "The description for search engines is empty",
        "A picture has no description",
    ):
        expect(panel.get_by_text(message)).to_be_visible(timeout=20_000)


def test_a_sound_article_has_nothing_to_mend(checks):
    page = ArticlePageFactory(
        parent=BlogIndexPage.objects.get(),
        slug="sound",
        search_description="What bail costs and who pays it back.",
        body=[
            ("heading", {"text": "Before", "level": "h2"}),
            ("paragraph", '<p>See <a href="https://court.example/">the rules</a>.</p>'),
        ],
    )

    panel = checks(page)

    expect(panel.get_by_text("Words")).to_be_visible(timeout=20_000)
    expect(panel.locator("[data-content-checker-name]")).to_have_count(0)
