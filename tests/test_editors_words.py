"""Editors are not engineers: each field and each block speaks their language."""

import pytest
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel, PanelGroup, get_edit_handler
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.documents.forms import get_document_form
from wagtail.documents.models import Document
from wagtail.fields import StreamField
from wagtail.images.forms import get_image_form
from wagtail.models import Page, get_page_models
from wagtail.snippets.models import get_snippet_models

from cms.models import FirmImage
from cms.pages import BasePage
from home.blocks import SectionStreamBlock

OURS = ("cms", "people", "blog", "home")
EXPLAINED_BY_WAGTAIL = {
    *("title", "slug", "seo_title", "search_description"),
    *("go_live_at", "expire_at", "comment_notifications"),
}


def models():
    found = [*get_page_models(), *get_snippet_models(), *settings_registry]
    return [model for model in found if model._meta.app_label in OURS]


def edit_handler(model):
    if issubclass(model, Page):
        return model.get_edit_handler()
    return get_edit_handler(model)


def field_panels(panel):
    if isinstance(panel, FieldPanel):
        yield panel
    if isinstance(panel, InlinePanel):
        yield from field_panels(panel.child_edit_handler)
    if isinstance(panel, PanelGroup):
        for child in panel.children:
            yield from field_panels(child)


@pytest.mark.parametrize("model", models(), ids=lambda model: model._meta.label)
def test_each_field_of_a_form_is_explained_in_words(model):
    handler = edit_handler(model)

    for panel in field_panels(handler):
        field = panel.db_field
        help_text = panel.help_text or getattr(field, "help_text", "")
        label = str(getattr(field, "verbose_name", panel.field_name))
        assert "_" not in label, f"{model.__name__}.{panel.field_name}: {label}"
        assert help_text or panel.field_name in EXPLAINED_BY_WAGTAIL, (
            f"{model.__name__}.{panel.field_name} has no help text"
        )


LIBRARY_FORMS = [get_image_form(FirmImage), get_document_form(Document)]


@pytest.mark.django_db
@pytest.mark.parametrize("form_class", LIBRARY_FORMS)
def test_each_field_of_the_library_is_explained_in_words(form_class):
    for field in form_class().visible_fields():
        assert field.help_text, f"{field.name} has no help text"


STREAM_BLOCKS = SectionStreamBlock().child_blocks


@pytest.mark.parametrize("name", STREAM_BLOCKS)
def test_each_block_can_be_chosen_without_knowing_its_code(name):
    block = STREAM_BLOCKS[name]

    assert block.label
    assert "_" not in block.label
    assert block.get_description(), f"{name} has no description"
    assert block.meta.icon not in ("placeholder", ""), f"{name} has no icon"
    assert block.meta.group, f"{name} has no group"
    assert block.is_previewable, f"{name} has no preview"
    assert block.meta.template == f"blocks/{name}.html"


def child_blocks(block):
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield block, name, child
            yield from child_blocks(child)
    if isinstance(block, blocks.ListBlock):
        yield from child_blocks(block.child_block)


def streams():
    """Each kind of block of each stream that editors fill."""
    return {
        f"{model.__name__}.{field.name}.{name}": block
        for model in models()
        for field in model._meta.local_fields
        if isinstance(field, StreamField)
        for name, block in field.stream_block.child_blocks.items()
    }


@pytest.mark.parametrize("block", streams().values(), ids=streams().keys())
def test_each_field_of_a_block_is_explained_in_words(block):
    for owner, field, child in child_blocks(block):
        place = f"{type(owner).__name__}.{field}"
        explained = (child.meta, getattr(child, "field", None))
        help_text = any(getattr(found, "help_text", "") for found in explained)
        assert child.meta.label, f"{place} has no label"
        assert help_text, f"{place} has no help text"


@pytest.mark.django_db
@pytest.mark.parametrize("name", STREAM_BLOCKS)
def test_the_preview_of_each_block_shows_its_example(
    name, client, home_page, admin_user
):
    client.force_login(admin_user)
    block = STREAM_BLOCKS[name]

    html = block.render(block.get_preview_value(), context={"page": home_page})

    assert "None" not in html
    assert "{{" not in html


def test_each_page_type_has_the_three_tabs_of_every_page():
    for model in get_page_models():
        if issubclass(model, BasePage):
            tabs = [panel.heading for panel in model.get_edit_handler().children]
            assert tabs[0] == "Content"
            assert tabs[-2:] == ["Search and sharing", "Promote"]
