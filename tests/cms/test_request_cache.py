from django.core.cache import cache

from cms.request_cache import (
    MOST_SHARED,
    SharedValues,
    once_for_each,
    once_per_request,
    request_scope,
)


def test_a_value_is_remembered_within_a_request():
    with request_scope():
        cache.set("roots", ["/"])

        assert cache.get("roots") == ["/"]
        assert "roots" in cache


def test_a_value_is_forgotten_when_the_request_ends():
    with request_scope():
        cache.set("roots", ["/"])

    with request_scope():
        assert cache.get("roots", "nothing") == "nothing"


def test_outside_of_a_request_nothing_is_remembered():
    cache.set("roots", ["/"])

    assert cache.get("roots") is None
    assert cache.add("roots", ["/"])
    assert not cache.delete("roots")


def test_add_keeps_the_first_value():
    with request_scope():
        assert cache.add("roots", "first")
        assert not cache.add("roots", "second")

        assert cache.get("roots") == "first"


def test_a_deleted_value_is_gone():
    with request_scope():
        cache.set("roots", ["/"])

        assert cache.delete("roots")
        assert cache.get("roots") is None


def test_requests_of_one_generation_share_what_they_read():
    shared = SharedValues()
    with request_scope(shared):
        once_per_request("roots", lambda: "/")

    with request_scope(shared):
        assert once_per_request("roots", lambda: "read again") == "/"
    with request_scope(SharedValues()):
        assert once_per_request("roots", lambda: "read again") == "read again"


def test_of_several_values_only_those_not_known_yet_are_asked_for():
    asked = []

    def lengths(words):
        asked.append(words)
        return {word: len(word) for word in words if word != "unknown"}

    with request_scope():
        once_for_each("length", ["bail", "unknown"], lengths)
        found = once_for_each("length", ["bail", "jury", "unknown"], lengths)

    assert found == {"bail": 4, "jury": 4}
    assert asked == [["bail", "unknown"], ["jury", "unknown"]]


def test_too_many_shared_values_begin_anew():
    shared = SharedValues()
    for number in range(MOST_SHARED + 1):
        shared[str(number)] = number

    assert len(shared) == 1
