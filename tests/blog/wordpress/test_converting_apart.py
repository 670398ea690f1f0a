import pytest

from blog.wordpress import converting_apart
from blog.wordpress.addresses import OldSite
from blog.wordpress.converting_apart import ConverterApart, NotConverted
from blog.wordpress.resolving import Library

# A pattern looks for the end of each of these comments, and there is none.
ENDLESS = "[x] " + "<!--" * 60_000


@pytest.fixture
def converter():
    """A converter of texts of an old site."""
    with ConverterApart(Library(OldSite({"old.example"}))) as converter:
        yield converter


def words(results):
    return [result.converted.body[0]["value"] for result in results]


def test_batches_come_back_in_their_order(converter):
    converter.begin(["One", "Two"])
    first = converter.finish()
    converter.begin(["Three"])

    assert words(first) == ["<p>One</p>", "<p>Two</p>"]
    assert words(converter.finish()) == ["<p>Three</p>"]


def test_nothing_to_convert_starts_no_process(converter):
    converter.begin([])

    assert converter.finish() == []
    assert converter.process is None


def test_a_batch_survives_the_end_of_its_process(converter):
    converter.begin(["One"])
    converter.finish()
    converter.process.kill()
    converter.process.wait()

    converter.begin(["Two", "Three"])

    assert words(converter.finish()) == ["<p>Two</p>", "<p>Three</p>"]


def test_a_text_without_end_fails_alone(converter, monkeypatch):
    monkeypatch.setattr(converting_apart, "LONGEST", 2.0)

    converter.begin(["One", ENDLESS, "Three"])
    one, endless, three = converter.finish()

    assert words([one, three]) == ["<p>One</p>", "<p>Three</p>"]
    assert isinstance(endless, NotConverted)
    assert "could not be converted in 2 seconds" in str(endless)
