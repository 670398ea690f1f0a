import os

from cms.serving.answers import Answer
from cms.serving.store import AnswerStore

HTML = [("Content-Type", "text/html")]


def answer(size=10_000, headers=HTML):
    return Answer(headers, os.urandom(size // 2).hex().encode(), 1)


def address(number=0):
    return (False, "firm.example", f"/{number}/", "")


def test_what_was_not_asked_for_the_longest_makes_room():
    store = AnswerStore(max_bytes=100_000)
    for number in range(5):
        store.add(address(number), answer(), {})
    store.find(address(0), {})

    for number in range(5, 12):
        store.add(address(number), answer(), {})

    assert store.find(address(0), {}) is not None
    assert store.find(address(1), {}) is None
    assert store.find(address(11), {}) is not None


def test_the_bytes_in_memory_stay_within_the_bound():
    store = AnswerStore(max_bytes=200_000)

    for number in range(100):
        kept = answer()
        store.add(address(number % 40), kept, {})
        store.form(kept, "gzip")
        store.form(kept, "identity")

    assert 100_000 < store.bytes + store.form_bytes <= 200_000
    assert store.evictions


def test_an_answer_replaced_frees_its_bytes():
    store = AnswerStore(max_bytes=1_000_000)

    for _ in range(10):
        store.add(address(), answer(), {})

    assert store.bytes == store.find(address(), {}).size


def test_pages_that_change_often_are_counted_as_they_are():
    store = AnswerStore(max_bytes=1_000_000)

    for number in range(60):
        kept = answer()
        store.add(address(number % 3), kept, {})
        store.form(kept, "gzip")
        store.form(kept, "identity")

    assert store.bytes == sum(kept.size for kept in store.answers.values())


def test_answers_that_depend_on_a_header_are_kept_apart():
    store = AnswerStore(max_bytes=1_000_000)
    negotiated = [*HTML, ("Vary", "Accept")]
    json, html = {"HTTP_ACCEPT": "application/json"}, {"HTTP_ACCEPT": "text/html"}
    of_json, of_html = answer(headers=negotiated), answer(headers=negotiated)

    store.add(address(), of_json, json)
    store.add(address(), of_html, html)

    assert store.find(address(), json) is of_json
    assert store.find(address(), html) is of_html
    assert store.find(address(), {}) is None


def test_nothing_is_kept_in_no_bytes():
    store = AnswerStore(max_bytes=0)

    store.add(address(), answer(), {})

    assert store.find(address(), {}) is None
    assert store.bytes == 0
