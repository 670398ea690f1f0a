"""Template tags for what the site's templates share."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Site

from cms.languages import language_at_hand
from cms.request_cache import once_per_request
from cms.rich_text import rich_text_html, without_dead_links
from cms.structured_data import as_script
from cms.visibility import is_public_file

register = template.Library()

FRAME_VALUES = ("request", "firm", "navigation", "home_address", "frame_language")


@register.filter
def linked_to_public(html: str) -> SafeString:
    """Rich text with links that lead nowhere reduced to their text."""
    return mark_safe(without_dead_links(html))  # noqa: S308 - made by Wagtail


@register.filter
def displayed(text: Any) -> SafeString:
    """Rich text of a block; a template for each piece would cost more than the text."""
    source = getattr(text, "source", text) or ""
    return mark_safe(rich_text_html(source))  # noqa: S308 - made by Wagtail


@register.simple_tag
def picture(image: Any, shape: str, sizes: str = "100vw", **attributes: Any) -> str:
    """A `<picture>` of the finished files; nothing for a missing or private image.

    `alt` overrides the image's own alternative text; other keywords become
    attributes of the `<img>`.
    """
    if not is_public_file(image):
        return ""
    found = image.picture(shape)
    if not found:
        return ""
    attributes = {
        "alt": found.alt,
        "loading": "lazy",
        "decoding": "async",
        **attributes,
    }
    sources = format_html_join(
        "",
        '<source type="{}" srcset="{}" sizes="{}">',
        ((source.type, source.srcset, sizes) for source in found.sources[:-1]),
    )
    fallback = found.sources[-1]
    return format_html(
        '<picture>{}<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}"{}>'
        "</picture>",
        sources,
        found.src,
        fallback.srcset,
        sizes,
        found.width,
        found.height,
        written(attributes),
    )


def written(attributes: dict[str, Any]) -> SafeString:
    """HTML attributes, with `class_` and `fetch_priority` spelled as HTML does."""
    return format_html_join(
        "",
        ' {}="{}"',
        (
            (name.rstrip("_").replace("fetch_priority", "fetchpriority"), value)
            for name, value in attributes.items()
            if value is not None and (value or name != "class_")
        ),
    )


@register.simple_tag(name="structured_data")
def structured_data_script(page: Any, firm: Any) -> SafeString | str:
    """The page's JSON-LD graph; nothing for a page that is not one of ours."""
    if not hasattr(page, "structured_data"):
        return ""
    return as_script(page.structured_data(firm))


@register.simple_tag(takes_context=True)
def frame_part(context: Any, template_name: str) -> SafeString:
    """A part of the frame around every page, rendered once for many of them.

    It shows the firm and its menus; of the page only whether a link leads to it.
    """
    request, firm, language = context["request"], context["firm"], language_at_hand()
    here = request.path if request.path in frame_addresses(context) else ""
    return once_per_request(
        f"{template_name}-{firm.site_id}-{language}-{here}",
        lambda: mark_safe(  # noqa: S308 - a template's output
            render_to_string(
                template_name,
                {name: context[name] for name in FRAME_VALUES},
            )
        ),
    )


@register.simple_tag(takes_context=True)
def page_card(context: Any, template_name: str, **page: Any) -> SafeString:
    """A page as other pages show it, rendered once for all of them.

    `{% page_card "includes/article_card.html" article=found %}`: the template has the
    page under this name, and nothing of the page that shows it.
    """
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    [shown] = page.values()
    return once_per_request(
        f"{template_name}-{shown.pk}-{site.pk if site else None}-{language_at_hand()}",
        lambda: mark_safe(  # noqa: S308 - a template's output
            render_to_string(template_name, {"request": request, **page})
        ),
    )


def frame_addresses(context: Any) -> set[str]:
    """Where the links of the frame lead."""
    firm, navigation = context["firm"], context["navigation"]

    def read() -> set[str]:
        links = [entry.value for entry in navigation.header_links]
        links += [column.value for column in navigation.footer_columns]
        links += [link for menu in links for link in menu.get("links") or []]
        action = firm.primary_call_to_action
        return {getattr(link, "url", "") for link in links} | {
            action.url if action else ""
        }

    key = f"frame-addresses-{firm.site_id}-{language_at_hand()}"
    return once_per_request(key, read)


@register.filter(expects_localtime=True)
def long_date(value: Any) -> str:
    """A day in words, as one writes it in the language at hand: “March 31, 2027”."""
    is_english = language_at_hand().partition("-")[0] == "en"
    return date_format(value, "F j, Y" if is_english else "DATE_FORMAT")


@register.filter
def own_name(language: str) -> str:
    """What a language calls itself, for whoever looks for it: “Español”."""
    name = translation.get_language_info(language)["name_local"]
    return name[:1].upper() + name[1:]
