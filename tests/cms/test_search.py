import pytest

from cms.search import clean_query, excerpts

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
