"""Posts of a chosen type become attorneys."""

from typing import Any

from wagtail.models import Page, Site

from blog.wordpress.articles import introduction
from blog.wordpress.drafting import Draft
from blog.wordpress.stored_blocks import stored_block, stored_items
from blog.wordpress.targets import Surroundings, child_page, register
from people.models import AttorneyPage, AttorneyRole, PeopleIndexPage

SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
LETTERS = {"esq", "jd", "llm", "phd", "md", "cpa", "esquire", "lld"}
PREFIXES = {"dr", "hon", "prof"}
ROLE = "Attorney"
LONGEST_INTRODUCTION = 1_000


class AttorneyTarget:
    """Makes profiles of attorneys; the name is taken apart from the title."""

    has_tree = False

    def parent(self, site: Site) -> Page:
        return child_page(site.root_page, PeopleIndexPage, "Attorneys", "attorneys")

    def new_page(self) -> AttorneyPage:
        role = AttorneyRole.objects.order_by("sort_weight", "pk").first()
        return AttorneyPage(role=role or AttorneyRole.objects.create(name=ROLE))

    def fill(self, page: Any, draft: Draft, around: Surroundings) -> None:
        for field, value in name_parts(draft.title).items():
            setattr(page, field, value)
        page.portrait_id = around.featured_image(draft.item)
        page.introduction, body = introduction(draft, LONGEST_INTRODUCTION)
        page.biography = [*body, *reference_list(draft)]


def reference_list(draft: Draft) -> list[dict[str, Any]]:
    """References as a block, for pages that have no field of their own for them."""
    references = draft.converted.references
    if not references:
        return []
    items = stored_items(entry["value"] for entry in references)
    return [stored_block("references", {"items": items})]


def name_parts(name: str) -> dict[str, str]:
    """The parts of a person's name, as in “Dr. Ada B. Lowell Jr., Esq.”."""
    main, *after = [part.strip() for part in name.split(",")]
    words = main.split()
    parts = dict.fromkeys(
        ("name_prefix", "given_name", "middle_name", "family_name"), ""
    )
    parts["name_suffix"], letters = "", []
    for part in after:
        if bare(part) in SUFFIXES:
            parts["name_suffix"] = part
        else:
            letters.append(part)
    if words and bare(words[0]) in PREFIXES:
        parts["name_prefix"] = words.pop(0)
    while len(words) > 1 and bare(words[-1]) in SUFFIXES | LETTERS:
        word = words.pop()
        if bare(word) in SUFFIXES:
            parts["name_suffix"] = word
        else:
            letters.insert(0, word)
    if len(words) == 1:
        words.insert(0, "")
    if words:
        parts["given_name"], *middle, parts["family_name"] = words
        parts["middle_name"] = " ".join(middle)[:60]
    parts["post_nominals"] = ", ".join(letters)[:60]
    for field, longest in (("given_name", 60), ("family_name", 80)):
        parts[field] = parts[field][:longest]
    parts["name_suffix"] = parts["name_suffix"][:20]
    return parts


def bare(word: str) -> str:
    """A word without dots, in small letters."""
    return word.replace(".", "").strip().lower()


register("attorneys", AttorneyTarget())
