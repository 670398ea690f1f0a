import pytest
from wagtail.models import Site

from blog.wordpress.undoing import undo
from cms.models import NavigationSettings
from home.models import StandardPage

from .exports import item


def entry(post_id, order, title="", above=0, menu="main", **meta):
    values = {"_menu_item_menu_item_parent": str(above)}
    values |= {f"_menu_item_{name}": value for name, value in meta.items()}
    terms = [("nav_menu", menu, menu.title())]
    return item(
        post_id,
        type="nav_menu_item",
        title=title,
        order=order,
        terms=terms,
        meta=values,
    )


PAGES = [
    item(1, type="page", slug="fees", title="Our fees"),
    item(2, type="page", slug="hours", title="Hours"),
]
ENTRIES = [
    entry(11, 2, "Elsewhere", type="custom", url="https://bar.example/"),
    entry(10, 1, type="post_type", object_id="1"),
    entry(12, 1, "How we count", above=10, type="custom", url="/hours/"),
    entry(13, 1, "Lost", type="post_type", object_id="99"),
    entry(14, 1, "Hours", menu="footer", type="post_type", object_id="2"),
]


@pytest.fixture
def menus():
    """The menus as they are now."""
    return lambda: NavigationSettings.for_site(Site.objects.get())


def test_menus_become_the_header_and_columns_of_the_footer(run_import, menus, outcome):
    run = run_import(*ENTRIES, *PAGES)

    menu, link = menus().header_links
    fees, hours = menu.value["links"]
    assert (menu.block_type, menu.value["text"]) == ("menu", "Our fees")
    assert fees["page"].specific == StandardPage.objects.get(slug="fees")
    assert (hours["text"], hours["page"].slug) == ("How we count", "hours")
    assert link.value.url == "https://bar.example/"
    [column] = menus().footer_columns
    assert column.value["heading"] == "Footer"
    assert (outcome(run, 10).outcome, outcome(run, 13).outcome) == (
        "created",
        "skipped",
    )


def test_a_menu_that_an_editor_set_stays_and_an_undone_one_is_emptied(
    run_import, menus, outcome
):
    undo(run_import(*ENTRIES, *PAGES))
    assert not menus().header_links

    mine = menus()
    mine.header_links = [("link", {"text": "Mine", "address": "https://a.example/"})]
    mine.save()
    run = run_import(*ENTRIES, *PAGES)

    [link] = menus().header_links
    assert link.value["text"] == "Mine"
    assert "was not empty" in outcome(run, 11).reason
    undo(run)
    assert len(menus().header_links) == 1


def test_a_rehearsal_leaves_menus_empty(run_import, menus):
    run_import(*ENTRIES, *PAGES, rehearsal=True)

    assert not menus().header_links


def test_a_second_run_reports_menus_as_unchanged_and_does_not_own_them(
    run_import, menus, outcome
):
    run_import(*ENTRIES, *PAGES)

    again = run_import(*ENTRIES, *PAGES)

    assert {outcome(again, key).outcome for key in (10, 11, 12, 14)} == {"unchanged"}
    undo(again)
    assert menus().header_links
