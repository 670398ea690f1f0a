"""Long quotations fold at the end of a sentence; nothing of them is lost."""

from people.models import Testimonial

SENTENCE = "They answered at four in the morning and stayed until noon. "


def test_a_short_quotation_shows_in_full():
    testimonial = Testimonial(quote=SENTENCE * 2)

    assert testimonial.quote_opening == (SENTENCE * 2).strip()
    assert testimonial.quote_rest == ""


def test_a_long_quotation_opens_with_whole_sentences():
    testimonial = Testimonial(quote=SENTENCE * 20)

    assert testimonial.quote_opening.endswith("until noon.")
    assert testimonial.quote_rest.startswith("They answered")


def test_both_parts_together_are_the_clients_words():
    words = (SENTENCE * 20).split()

    testimonial = Testimonial(quote=SENTENCE * 20)

    parts = f"{testimonial.quote_opening} {testimonial.quote_rest}"
    assert parts.split() == words


def test_a_quotation_without_sentences_folds_between_words():
    testimonial = Testimonial(quote="thank you " * 100)

    assert testimonial.quote_opening.split()[-1] in {"thank", "you"}
    assert testimonial.quote_rest


def test_one_endless_word_is_kept_whole():
    testimonial = Testimonial(quote="a" * 1000)

    assert testimonial.quote_opening == "a" * 1000
