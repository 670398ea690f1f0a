"""Blocks as JSON: each kind has a type, and one without stops the start."""

import datetime
import decimal

import pytest
from pydantic import TypeAdapter
from pydantic_core import to_jsonable_python
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock, EmbedValue
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Collection, CollectionViewRestriction, Site
from wagtail.rich_text import RichText
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail_factories import DocumentFactory

from cms.api.mapping import NotShown, UnmappedBlock
from cms.api.reading import Reading
from cms.api.structures import mapping_of
from cms.blocks.struct import StructBlock
from cms.blocks.text import TableBlock
from home.blocks import SectionStreamBlock
from home.models import HomePage
from tests.factories import StandardPageFactory

HTML, MARKDOWN = "html", "markdown"
MOMENT = datetime.datetime(2027, 3, 31, 9, 30, tzinfo=datetime.UTC)


@pytest.fixture
def reading():
    site = Site(hostname="testserver", root_page=HomePage(path="00010001"))
    return Reading(site, "https://firm.example")


def as_json(block, value, reading):
    """The JSON of a value, checked against the type that the API promises.

    Nothing corrects what is read: it is of that type already.
    """
    mapping = mapping_of(block, "test_place")
    adapter = TypeAdapter(mapping.type)
    shown = to_jsonable_python(mapping.read(block.normalize(value), reading))
    assert adapter.dump_python(adapter.validate_python(shown), mode="json") == shown
    return shown


@pytest.mark.parametrize(
    ("block", "value", "expected"),
    [
        (blocks.CharBlock(), "words", "words"),
        (blocks.TextBlock(required=False), None, ""),
        (blocks.EmailBlock(), "a@firm.example", "a@firm.example"),
        (blocks.BooleanBlock(), True, True),
        (blocks.IntegerBlock(), 3, 3),
        (blocks.IntegerBlock(required=False), None, None),
        (blocks.FloatBlock(), 1.5, 1.5),
        (blocks.DecimalBlock(), decimal.Decimal("1.50"), "1.50"),
        (blocks.DateBlock(), datetime.date(2027, 3, 31), "2027-03-31"),
        (blocks.TimeBlock(), datetime.time(9, 30), "09:30"),
        (blocks.TimeBlock(required=False), None, None),
        (blocks.DateTimeBlock(), MOMENT, "2027-03-31T09:30:00Z"),
        (blocks.ChoiceBlock(choices=[("a", "A"), ("b", "B")]), "b", "b"),
        (blocks.URLBlock(), "https://x.example/ü", "https://x.example/%C3%BC"),
        (blocks.URLBlock(required=False), "", None),
        (EmbedBlock(), EmbedValue("https://youtu.be/x"), "https://youtu.be/x"),
        (blocks.RichTextBlock(), RichText("<p>Hi</p>"), "<p>Hi</p>"),
        (blocks.ListBlock(blocks.CharBlock()), ["a", "b"], ["a", "b"]),
        (blocks.StaticBlock(), None, None),
    ],
    ids=lambda part: type(part).__name__,
)
def test_each_kind_of_block_has_a_type(block, value, expected, reading):
    assert as_json(block, value, reading) == expected


@pytest.mark.parametrize(
    ("kind", "stored", "shown"),
    [
        (blocks.IntegerBlock, "5", 5),
        (blocks.IntegerBlock, 5.0, 5),
        (blocks.IntegerBlock, "many", None),
        (blocks.FloatBlock, "1.5", 1.5),
        (blocks.FloatBlock, "NaN", None),
        (blocks.DecimalBlock, "NaN", None),
    ],
)
def test_a_number_that_is_stored_as_something_else_is_a_number(
    kind, stored, shown, reading
):
    assert as_json(kind(required=False), stored, reading) == shown


def test_a_choice_that_is_gone_becomes_the_default(reading):
    block = blocks.ChoiceBlock(choices=[("a", "A"), ("b", "B")], default="a")

    assert as_json(block, "removed", reading) == "a"


def test_streams_are_typed_to_any_depth(reading):
    inner = blocks.StreamBlock(
        [("word", blocks.CharBlock()), ("line", blocks.StaticBlock())]
    )
    block = blocks.StreamBlock(
        [("box", StructBlock([("parts", blocks.ListBlock(inner))]))]
    )
    value = block.to_python(
        [
            {
                "type": "box",
                "id": "b1",
                "value": {"parts": [[{"type": "word", "id": "w1", "value": "deep"}]]},
            }
        ]
    )

    assert as_json(block, value, reading) == [
        {
            "type": "box",
            "id": "b1",
            "value": {"parts": [[{"type": "word", "id": "w1", "value": "deep"}]]},
        }
    ]


def test_tables_tell_the_type_of_each_cell(reading):
    shown = as_json(TableBlock(), TableBlock().get_preview_value(), reading)

    assert shown["table"]["columns"][0] == {"type": "text", "heading": "Step"}
    assert shown["table"]["rows"][0][0] == {"type": "text", "value": "Arraignment"}


def test_a_kind_of_block_without_a_type_is_refused():
    class Odd(blocks.Block):
        pass

    stream = blocks.StreamBlock([("odd", Odd())])

    with pytest.raises(UnmappedBlock, match="no type for Odd at “odd”"):
        mapping_of(stream, "test")


def test_a_chosen_model_without_a_schema_is_refused():
    with pytest.raises(UnmappedBlock, match="shows a auth.Group, which has no schema"):
        mapping_of(SnippetChooserBlock("auth.Group"), "test")


def test_a_computed_value_that_does_not_say_its_type_is_refused():
    class Value(blocks.StructValue):
        @property
        def anything(self):
            return object()

    class Vague(StructBlock):
        class Meta:
            value_class = Value

    with pytest.raises(
        UnmappedBlock, match="Value.anything does not say what it holds"
    ):
        mapping_of(Vague(), "test")


def test_two_different_blocks_of_one_name_are_told_apart():
    class NoteBlock(StructBlock):
        text = blocks.CharBlock()

    first = mapping_of(NoteBlock(), "one")
    NoteBlock.base_blocks = {**NoteBlock.base_blocks, "more": blocks.CharBlock()}
    second = mapping_of(NoteBlock(), "two")

    assert first.type.__name__ == "NoteValue"
    assert second.type.__name__ == "TwoValue"


def test_every_public_block_of_the_product_has_an_example_that_is_valid():
    for name, block in SectionStreamBlock().child_blocks.items():
        if name != "attention":
            mapping = mapping_of(block, name)
            TypeAdapter(mapping.type).validate_python(mapping.example)


def test_blocks_for_editors_never_leave_the_admin(reading):
    stream = SectionStreamBlock()
    value = stream.normalize([("attention", {"reason": "Look", "original": "[x]"})])

    assert as_json(stream, value, reading) == []


@pytest.mark.django_db
def test_a_required_picture_that_is_restricted_takes_its_block_along(picture, reading):
    stream = SectionStreamBlock()
    value = stream.normalize([("image", {"image": picture, "caption": "Secret"})])
    assert as_json(stream, value, reading)[0]["value"]["caption"] == "Secret"

    restrict(picture)

    assert as_json(stream, value, reading) == []


@pytest.mark.django_db
def test_a_gallery_without_public_pictures_leaves_no_heading_behind(picture, reading):
    stream = SectionStreamBlock()
    gallery = {"heading": "Our office", "images": [{"image": picture}] * 2}
    value = stream.normalize([("gallery", gallery)])
    assert as_json(stream, value, reading)[0]["value"]["heading"] == "Our office"
    assert "Our office" in stream.render(value)

    restrict(picture)

    assert as_json(stream, value, reading) == []
    assert "Our office" not in stream.render(value)


@pytest.mark.django_db
def test_an_optional_picture_that_is_restricted_is_null(picture, reading):
    block = StructBlock([("image", ImageChooserBlock(required=False))])
    restrict(picture)

    assert as_json(block, {"image": picture}, reading) == {"image": None}


@pytest.mark.django_db
def test_the_alternative_text_of_a_place_is_the_pictures_own(picture, reading):
    stream = SectionStreamBlock()
    value = stream.normalize([("image", {"image": picture, "alt_text": "A gavel"})])

    shown = as_json(stream, value, reading)[0]["value"]

    assert shown["image"]["alt"] == "A gavel"
    assert shown["image"]["src"] == "https://firm.example/media/images/wide.jpg"
    assert "alt_text" not in shown


def test_a_chosen_page_says_where_it_is(home_page):
    reading = Reading(home_page.get_site(), "https://firm.example")
    page = StandardPageFactory(parent=home_page, title="Fees", slug="fees")

    assert as_json(blocks.PageChooserBlock(), page, reading) == {
        "title": "Fees",
        "url": "https://firm.example/fees/",
        "path": "/fees/",
    }


@pytest.mark.django_db
def test_a_chosen_file_says_where_it_is(reading):
    file = DocumentFactory(title="What to bring", file__filename="bring.pdf")

    shown = as_json(DocumentChooserBlock(), file, reading)

    assert (shown["title"], shown["file_type"]) == ("What to bring", "PDF")
    assert shown["url"].startswith("https://firm.example/documents/")


@pytest.mark.django_db
def test_an_empty_required_value_takes_its_block_along(reading):
    block = StructBlock([("file", DocumentChooserBlock())])

    with pytest.raises(NotShown):
        mapping_of(block, "place").read(block.normalize({"file": None}), reading)


def restrict(picture):
    """Put a picture where only people who signed in may see it."""
    hidden = Collection.get_first_root_node().add_child(name="Hidden")
    CollectionViewRestriction.objects.create(
        collection=hidden, restriction_type=CollectionViewRestriction.LOGIN
    )
    picture.collection = hidden
    picture.save()


def test_headings_with_the_same_words_have_the_anchors_of_the_html(
    api, client, home_page
):
    page = StandardPageFactory(parent=home_page, slug="fees")
    heading = ("heading", {"text": "Flat fees", "level": "h2"})
    page.sections = page.sections.stream_block.normalize([heading, heading])
    page.save()

    sections = api(f"pages/{page.pk}/").json()["sections"]
    html = client.get(page.url).text

    anchors = [section["value"]["anchor"] for section in sections]
    assert anchors == ["flat-fees", "flat-fees-2"]
    assert all(f'id="{anchor}"' in html for anchor in anchors)
