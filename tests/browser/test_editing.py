import pytest
from playwright.sync_api import expect

from blog.models import ArticlePage, BlogIndexPage
from home.models import HomePage
from tests.factories import StandardPageFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def add_block(editor, section, label=None):
    """Add a block at the end of a stream; one with a single kind asks for none."""
    stream = editor.locator(f"#panel-child-content-{section}-content")
    stream.get_by_title("Insert a block").last.click()
    if label:
        editor.get_by_role("option", name=label, exact=True).first.click()
    block = stream.locator("[data-streamfield-child]").last
    expect(block).to_be_visible()
    return block


def write(block, text):
    """Type into the rich text of a block."""
    area = block.locator("[contenteditable=true]").first
    area.click()
    area.press_sequentially(text)


def act(editor, action):
    """Choose an action from the menu beside “Save draft”, once autosave is done."""
    editor.wait_for_url("**/edit/")
    expect(editor.get_by_text("Saving…")).to_be_hidden()
    editor.locator(
        "footer .w-dropdown__toggle, footer [data-w-dropdown-target=toggle]"
    ).last.click()
    editor.get_by_role("button", name=action, exact=True).click()


def write_article(editor):
    """A new article with a heading, a text that cites, a list and a reference."""
    blog = BlogIndexPage.objects.get()
    editor.goto(f"/admin/pages/add/blog/articlepage/{blog.pk}/")
    editor.fill("#id_title", "When the police knock")
    heading = add_block(editor, "body", "Heading")
    heading.locator("input[type=text]").first.fill("Before you open the door")
    write(add_block(editor, "body", "Text"), "You may ask who is there [1].")
    points = add_block(editor, "body", "List with bold openings")
    points.locator("input[type=text]").first.fill("Stay calm")
    write(points, "and keep the chain on.")
    reference = add_block(editor, "references")
    reference.locator("input[type=text]").first.fill("Fourth Amendment")


def test_an_article_is_written_previewed_published_and_read(editor):
    write_article(editor)

    editor.get_by_role("button", name="Toggle preview").click()
    preview = editor.frame_locator("iframe[title=Preview]").last
    expect(
        preview.get_by_role("heading", name="Before you open the door")
    ).to_be_visible()
    for device, width in (("mobile", "375px"), ("desktop", "1280px")):
        editor.get_by_label(f"Preview in {device} size").check(force=True)
        expect(editor.locator("iframe[title=Preview]").last).to_have_css("width", width)
    editor.get_by_role("button", name="Toggle preview").click()
    act(editor, "Publish")
    editor.wait_for_url("**/admin/pages/**")

    article = ArticlePage.objects.get()
    assert article.live
    editor.goto(article.url)
    expect(editor.get_by_role("heading", level=1)).to_have_text("When the police knock")
    editor.get_by_role("link", name="Reference 1", exact=True).click()
    assert editor.url.endswith("#ref-1")
    expect(editor.locator("strong, b").filter(has_text="Stay calm")).to_be_visible()


def test_a_moved_page_is_found_at_its_old_address(editor, visitor):
    home = HomePage.objects.get()
    old_parent = StandardPageFactory(parent=home, title="Fees", slug="fees")
    new_parent = StandardPageFactory(parent=home, title="About", slug="about")
    page = StandardPageFactory(parent=old_parent, title="Flat fees", slug="flat-fees")
    StandardPageFactory(parent=page, title="Wills", slug="wills")

    editor.goto(f"/admin/pages/{page.pk}/move/{new_parent.pk}/confirm/")
    editor.get_by_role("button", name="Yes, move this page").click()
    editor.wait_for_url("**/admin/pages/**")

    visitor.goto("/fees/flat-fees/")
    assert visitor.url.endswith("/about/flat-fees/")
    visitor.goto("/fees/flat-fees/wills/")
    assert visitor.url.endswith("/about/flat-fees/wills/")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Wills")
