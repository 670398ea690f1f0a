import os
import pickle

import pytest

from blog.wordpress.kept import Kept


def test_it_is_a_dictionary_in_the_order_of_arrival():
    kept = Kept()
    assert (len(kept), list(kept), kept.get(1), 1 in kept) == (0, [], None, False)

    kept[9], kept[2], kept[9] = "a", ("b", None), "c"

    assert list(kept.items()) == [(9, "c"), (2, ("b", None))]
    assert (kept[2], kept.get(7, "no"), len(kept)) == (("b", None), "no", 2)
    assert kept.pop(9) == "c"
    with pytest.raises(KeyError):
        kept[9]


def test_values_may_change_while_they_are_gone_through():
    kept = Kept()
    for number in range(1_200):
        kept[number] = 0

    for number in kept:
        kept[number] = number

    assert list(kept.values()) == list(range(1_200))


def test_another_process_reads_the_same_file():
    kept = Kept()
    kept["/fees"] = 7

    sent = pickle.loads(pickle.dumps(kept))  # noqa: S301 - our own bytes

    assert (sent["/fees"], sent.get("/bail"), len(sent)) == (7, None, 1)
    empty = pickle.loads(pickle.dumps(Kept()))  # noqa: S301 - likewise
    assert len(empty) == 0


def test_its_file_goes_with_it():
    kept = Kept()
    kept[1] = "a"
    path = kept.file.name
    assert os.path.exists(path)

    del kept

    assert not os.path.exists(path)


@pytest.mark.parametrize("key", [10**30, "\ud800"])
def test_a_key_that_no_file_can_hold_is_not_there(key):
    kept = Kept()
    kept[1] = "a"

    assert key not in kept
    assert kept.get(key) is None
