"""Posts become articles."""

from html import escape
from typing import Any

from wagtail.models import Page, Site

from blog.models import (
    ArticleAuthor,
    ArticlePage,
    ArticleTag,
    BlogIndexPage,
    Category,
)
from blog.wordpress.dates import published_at
from blog.wordpress.drafting import Draft
from blog.wordpress.stored_blocks import stored_block
from blog.wordpress.targets import Surroundings, child_page, register

MAX_STANDFIRST = 500
PRIMARY = ("_yoast_wpseo_primary_category", "rank_math_primary_category")
AUTHOR_TAXONOMY = "author"  # of the plugin Co-Authors Plus


class ArticleTarget:
    """Makes articles of the blog."""

    has_tree = False

    def parent(self, site: Site) -> Page:
        return child_page(site.root_page, BlogIndexPage, "Articles", "blog")

    def new_page(self) -> ArticlePage:
        return ArticlePage()

    def fill(self, page: Any, draft: Draft, around: Surroundings) -> None:
        item, converted = draft.item, draft.converted
        page.published_at = published_at(item)
        page.hero_image_id = around.featured_image(item)
        page.standfirst, body = introduction(draft, MAX_STANDFIRST)
        page.body = body
        page.references = converted.references
        page.authors = bylines(draft, around)
        page.category, others = categories(draft, around)
        page.tagged_items = tags(draft, around, others)


def introduction(draft: Draft, longest: int) -> tuple[str, list[dict[str, Any]]]:
    """The excerpt as the words below the title, and the text.

    An excerpt that is too long for that place becomes the first paragraph.
    """
    excerpt, body = draft.excerpt, draft.converted.body
    if len(excerpt) <= longest:
        return excerpt, body
    draft.note("The excerpt was too long, and is now the first paragraph.")
    rich = f"<p>{escape(excerpt, quote=False)}</p>"
    return "", [stored_block("paragraph", rich), *body]


def bylines(draft: Draft, around: Surroundings) -> list[ArticleAuthor]:
    """The authors: those of a plugin for several, or else the one of the post."""
    terms = [term for term in draft.item.terms if term.taxonomy == AUTHOR_TAXONOMY]
    logins = [term.slug.removeprefix("cap-") for term in terms]
    names = {login: term.name for login, term in zip(logins, terms, strict=True)}
    authors = []
    for place, login in enumerate(logins or [draft.item.author]):
        found = around.bylines.get(login) or (None, names.get(login, login))
        attorney_pk, name = found
        if name:
            authors.append(
                ArticleAuthor(
                    attorney_id=attorney_pk, name=name[:160], sort_order=place
                )
            )
    return authors


def categories(
    draft: Draft, around: Surroundings
) -> tuple[Category | None, list[Category]]:
    """The category of an article, and the others that the post was in."""
    terms = [term for term in draft.item.terms if term.taxonomy == "category"]
    found = [around.categories[t.slug] for t in terms if t.slug in around.categories]
    if not found:
        draft.note("It has no category.")
        return None, []
    wider = {category.parent_id for category in found}
    chosen = next((entry for entry in found if entry.pk not in wider), found[0])
    for name in PRIMARY:
        primary = around.categories.get(f"#{draft.item.meta_value(name)}")
        chosen = primary if primary in found else chosen
    above = ancestors(chosen)
    others = [entry for entry in found if entry.pk not in above | {chosen.pk}]
    return chosen, others


def ancestors(category: Category) -> set[int]:
    """The keys of the wider subjects that a category is part of."""
    above: set[int] = set()
    while category.parent is not None and category.parent_id not in above:
        above.add(category.parent.pk)
        category = category.parent
    return above


def tags(
    draft: Draft, around: Surroundings, others: list[Category]
) -> list[ArticleTag]:
    """The tags; a second category is kept as one, for an article has but one."""
    slugs = [t.slug for t in draft.item.terms if t.taxonomy == "post_tag"]
    for category in others:
        draft.note(f"The category “{category.name}” became a tag.")
        slugs.append(f"category:{category.pk}")
    found = {tag.pk: tag for slug in slugs if (tag := around.tags.get(slug))}
    return [ArticleTag(tag=tag) for tag in found.values()]


register("articles", ArticleTarget())
