import pytest
from django.core.management import call_command

from cms import search
from cms.search import clean_query, excerpts, find_pages
from tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db


def test_a_word_is_marked_where_its_stem_matches():
    [passage] = excerpts(["The officer was arresting him at the door."], "arrested")

    assert "<mark>arresting</mark>" in passage


def test_markup_in_a_text_is_shown_and_never_run():
    [passage] = excerpts(["An arrest & a < b, 1 > 0, <b onclick=alert(1)>"], "arrest")

    assert "<b" not in passage
    assert "&amp; a &lt; b" in passage


def test_dots_stand_only_where_the_text_goes_on():
    long = " ".join(f"word{number}" for number in range(60))
    middle, start = excerpts([f"{long} bail {long}", f"Bail {long}"], "bail")

    assert middle.startswith("… word")
    assert middle.endswith(" …")
    assert start.startswith("<mark>Bail</mark>")


def test_excerpts_keep_the_order_of_the_texts():
    first, second = excerpts(["The bail was set today", "The bail was denied"], "bail")

    assert "today" in first
    assert "denied" in second


def test_control_characters_in_a_query_are_dropped():
    assert clean_query("bail\x00 \x02hearing\n") == "bail hearing"


def test_a_query_is_cut_at_two_hundred_characters():
    assert len(clean_query("x" * 5_000)) == 200


def test_words_in_a_title_come_first_however_many_pages_hold_them(
    home_page, monkeypatch
):
    monkeypatch.setattr(search, "MOST_WEIGHED", 1)
    for number in range(3):
        page = StandardPageFactory(parent=home_page, slug=f"text-{number}")
        page.introduction = "Bail, bail and bail again."
        page.save()
    titled = StandardPageFactory(parent=home_page, title="Bail", slug="bail")
    call_command("update_index", verbosity=0)

    found = find_pages("bail", home_page.get_site())

    assert len(found) == 4
    assert found[0].pk == titled.pk


def test_only_pages_of_the_types_asked_for_are_found(home_page):
    StandardPageFactory(parent=home_page, title="Bail", slug="bail")
    call_command("update_index", verbosity=0)

    assert find_pages("bail", home_page.get_site(), [type(home_page)]) == []
