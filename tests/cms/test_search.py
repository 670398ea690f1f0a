import pytest

from cms.search import clean_query, excerpts

pytestmark = pytest.mark.django_db


def test_a_word_is_marked_where_its_stem_matches():
    [passage] = excerpts(["The officer was arresting him at the door."], "arrested")

    assert "<mark>arresting</mark>" in passage


def test_markup_in_a_text_is_shown_and_never_run():
    [passage] = excerpts(["An <img src=x onerror=alert(1)> arrest"], "arrest")

    assert "<img" not in passage
    assert "&lt;img" in passage


def test_excerpts_keep_the_order_of_the_texts():
    first, second = excerpts(["bail is set", "bail is denied"], "bail")

    assert "set" in first
    assert "denied" in second


def test_control_characters_in_a_query_are_dropped():
    assert clean_query("bail\x00 \x02hearing\n") == "bail hearing"


def test_a_query_is_cut_at_two_hundred_characters():
    assert len(clean_query("x" * 5_000)) == 200
