import io

import pytest
from PIL import Image

from cms.share_card import RIGHT, ShareCard, can_set, fitted, serif, shortened

LONG = (
    "What a search warrant allows, what it does not, and how to answer agents at your "
    "own front door before you have called a lawyer, in the order in which it happens"
)


def test_a_picture_has_the_size_and_weight_that_other_sites_ask_for():
    file = ShareCard(LONG, "Lowell & Stone", "www.example.com").png()

    picture = Image.open(io.BytesIO(file))
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(file) < 100_000


@pytest.mark.parametrize(
    "title", ["Fees", "How bail is decided", LONG, LONG * 3, "Rechtsanwalt" * 12]
)
def test_each_line_of_a_title_fits_and_none_is_lost_but_of_the_longest(title):
    font, lines = fitted(title)

    assert max(map(font.getlength, lines)) <= RIGHT
    assert len(lines) <= 5
    if not lines[-1].endswith("…"):
        assert " ".join(lines) == title
    else:
        assert len(title) > 140


def test_the_lines_of_a_title_are_of_about_the_same_length():
    font, lines = fitted("Unpaid overtime: how a claim for wages is built and won")

    lengths = [font.getlength(line) for line in lines]
    assert len(lines) > 1
    assert min(lengths) > max(lengths) / 2


def test_a_long_name_of_a_firm_is_cut_at_a_word():
    assert shortened("Lowell, Stone and the others", serif(38), 300) == "Lowell, Stone…"


@pytest.mark.parametrize(
    ("text", "is_settable"),
    [
        ("Señora Đorđević, Nguyễn – “grüßt”", True),
        ("Закон", False),
        ("法", False),
    ],
)
def test_letters_that_the_face_lacks_are_noticed(text, is_settable):
    assert can_set(text) is is_settable
