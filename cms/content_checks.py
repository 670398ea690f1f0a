"""What the editor is told about a page's content while writing it.

Wagtail runs axe-core over the preview; these are its rules with ours added.
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


def any_case(text: str) -> str:
    """A pattern for the text in any case; axe-core has no flag for that."""
    return "".join(f"[{c.lower()}{c.upper()}]" if c.isalpha() else c for c in text)


VAGUE_LINK_PATTERN = "|".join(any_case(text) for text in VAGUE_LINK_TEXTS)


class FirmContentChecker(ContentCheckerItem):
    """Wagtail's content checks, and those that a law firm's pages need."""

    # The frame around the page is nothing that an editor of the page could mend.
    axe_include = ["main"]
    axe_run_only = [*ContentCheckerItem.axe_run_only, "image-alt", "vague-link-text"]
    axe_custom_rules = [
        *ContentCheckerItem.axe_custom_rules,
        {
            "id": "vague-link-text",
            "impact": "moderate",
            "selector": "main a[href]",
            "tags": ["best-practice"],
            "none": ["check-vague-link-text"],
            "enabled": True,
        },
    ]
    axe_custom_checks = [
        *ContentCheckerItem.axe_custom_checks,
        {
            "id": "check-vague-link-text",
            "evaluate": "matches-definition-evaluate",
            "options": {
                "matcher": {"accessibleName": f"/^\\s*({VAGUE_LINK_PATTERN})\\W*$/"}
            },
        },
    ]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        "image-alt": {
            "error_name": "A picture has no description",
            "help_text": "Write what it shows, or mark it as decoration.",
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
            "help_text": "Write one or two sentences under “Listing and sharing”.",
        },
    }


@hooks.register("construct_wagtail_userbar")
def use_firm_content_checker(request: Any, items: list[Any], page: Any) -> None:
    """Put our checks in the place of Wagtail's."""
    items[:] = [
        FirmContentChecker(item.in_editor)
        if isinstance(item, ContentCheckerItem)
        else item
        for item in items
    ]
