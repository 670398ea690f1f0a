"""How blocks with fields read what is stored."""

import pytest
from wagtail import blocks
from wagtail.blocks import StructBlock as WagtailsStructBlock

from cms.blocks.struct import ChoiceBlock, StructBlock

FIELDS = [
    ("words", blocks.CharBlock(required=False, default="none")),
    ("count", blocks.IntegerBlock(default=3)),
    ("points", blocks.ListBlock(blocks.CharBlock(), default=[])),
]
CHOICES = [("Ranks", [(1, "First"), (2, "Second")]), ("none", "None")]


@pytest.mark.parametrize(
    "stored",
    [
        [],
        [{}],
        [{"words": "a", "count": 1, "points": ["x", "y"]}],
        [{"words": "a"}, {"count": 2}, {"words": "c", "points": ["z"], "gone": 1}],
    ],
)
def test_many_values_are_read_as_wagtail_reads_them(stored):
    ours = StructBlock(FIELDS).bulk_to_python(stored)
    theirs = WagtailsStructBlock(FIELDS).bulk_to_python(stored)

    assert [plain(value) for value in ours] == [plain(value) for value in theirs]


def plain(value):
    return {**value, "points": list(value["points"])}


def test_a_struct_without_fields_is_read():
    assert StructBlock([]).bulk_to_python([{}, {}]) == [{}, {}]


@pytest.mark.parametrize("stored", ["1", 2, "none", "unknown", "", None])
def test_a_choice_is_found_by_its_text_also_in_a_group(stored):
    options = {"choices": CHOICES, "required": False}

    found = ChoiceBlock(**options).to_python(stored)

    assert found == blocks.ChoiceBlock(**options).to_python(stored)
    assert found in (1, 2, "none", "unknown", "", None)
