"""What the editor is told about a page's content while writing it.

Wagtail runs axe-core over the preview; these are its rules with ours added, as
its guide on custom content checks says.
"""

from typing import Any

from wagtail import hooks
from wagtail.admin.userbar import ContentCheckerItem

VAGUE_LINK_TEXTS = (
    "click",
    "click here",
    "continue",
    "here",
    "learn more",
    "link",
    "more",
    "read more",
    "this",
    "this page",
)


VAGUE_LINK_PATTERN = rf"^\s*({'|'.join(VAGUE_LINK_TEXTS)})\W*$"


class FirmContentChecker(ContentCheckerItem):
    """Wagtail's content checks, and those that a law firm's pages need."""

    # The frame around the page is nothing that an editor of the page could mend.
    axe_include = ["main"]
    axe_run_only = [
        *ContentCheckerItem.axe_run_only,
        "image-alt",
        "picture-without-words",
        "vague-link-text",
    ]
    axe_custom_rules = [
        *ContentCheckerItem.axe_custom_rules,
        {
            # An empty alt is right for decoration only, which axe cannot know.
            "id": "picture-without-words",
            "impact": "serious",
            "selector": "main figure img:not(.decoration)",
            "tags": ["best-practice"],
            "any": ["non-empty-alt"],
            "enabled": True,
        },
        {
            "id": "vague-link-text",
            "impact": "moderate",
            "selector": "main a[href]",
            "tags": ["best-practice"],
            "any": ["check-vague-link-text"],
            "enabled": True,
        },
    ]
    axe_custom_checks = [
        *ContentCheckerItem.axe_custom_checks,
        {"id": "check-vague-link-text", "options": {"pattern": VAGUE_LINK_PATTERN}},
    ]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        "image-alt": {
            "error_name": "A picture has no description",
            "help_text": "Write what it shows, or mark it as decoration.",
        },
        "picture-without-words": {
            "error_name": "A picture has no description",
            "help_text": "Write what it shows, or tick “Only decoration”.",
        },
        "alt-text-quality": {
            "error_name": "A picture's description looks like a file name",
            "help_text": "Write what it shows, as you would say it on the phone.",
        },
        "heading-order": {
            "error_name": "A heading skips a level",
            "help_text": "Below a main heading comes one of the next level.",
        },
        "vague-link-text": {
            "error_name": "A link does not say where it leads",
            "help_text": "Name the page or file instead of “click here”.",
        },
        "empty-meta-description": {
            "error_name": "The description for search engines is empty",
            "help_text": "Write one or two sentences under “Search and sharing”.",
        },
    }

    class Media:
        js = ["cms/admin/content_checks.js"]


@hooks.register("construct_wagtail_userbar")
def use_firm_content_checker(request: Any, items: list[Any], page: Any) -> None:
    """Put our checks in the place of Wagtail's."""
    items[:] = [
        FirmContentChecker(item.in_editor)
        if isinstance(item, ContentCheckerItem)
        else item
        for item in items
    ]
