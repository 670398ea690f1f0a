"""The menus around every page."""

from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField

from cms.blocks.struct import StructBlock
from cms.links import LinkBlock


class MenuBlock(StructBlock):
    """A heading in the header menu that opens a short list of links."""

    text = blocks.CharBlock(
        label="Text", help_text="Opens the menu when it is chosen.", max_length=40
    )
    links = blocks.ListBlock(
        LinkBlock(), label="Links", help_text="Shown in this order.", min_num=1
    )

    class Meta:
        label = "Menu with links"
        icon = "list-ul"


class FooterColumnBlock(StructBlock):
    """A titled list of links at the foot of each page."""

    heading = blocks.CharBlock(
        label="Heading", help_text="Stands above the links.", max_length=40
    )
    links = blocks.ListBlock(
        LinkBlock(), label="Links", help_text="Shown in this order.", min_num=1
    )

    class Meta:
        label = "Column"
        icon = "list-ul"


@register_setting(icon="list-ul")
class NavigationSettings(BaseSiteSetting):
    """The header menu and the footer columns of a site."""

    header_links = StreamField(
        [("link", LinkBlock()), ("menu", MenuBlock())],
        verbose_name="header menu",
        blank=True,
        max_num=7,
        help_text="Up to seven entries. The firm's name already leads home.",
    )
    footer_columns = StreamField(
        [("column", FooterColumnBlock())],
        verbose_name="footer columns",
        blank=True,
        max_num=4,
        help_text="Up to four short lists of links.",
    )

    panels = [FieldPanel("header_links"), FieldPanel("footer_columns")]

    class Meta:
        verbose_name = "menus"

    def __str__(self) -> str:
        return "Menus"
