"""Pages of earlier runs, written anew where WordPress has something newer."""

from typing import Any

from wagtail.models import Page, PageViewRestriction

from blog.wordpress.dates import modified_at
from blog.wordpress.drafting import Draft
from blog.wordpress.targets import Surroundings, Target


def update_page(pk: int, draft: Draft, target: Target, around: Surroundings) -> None:
    """Give a page what WordPress has now, as a revision that can be undone.

    Its address stays: the new one of WordPress is redirected to it.
    """
    page = Page.objects.get(pk=pk).specific
    published_before = page.first_published_at
    draft.fill(page)
    target.fill(page, draft, around)
    page.first_published_at = page.first_published_at or published_before
    page.save(clean=False)
    revision = page.save_revision(
        clean=False,
        approved_go_live_at=page.go_live_at,
        log_action="wagtail.edit",
    )
    changed: dict[str, Any] = {
        "live_revision": revision if page.live else None,
        "has_unpublished_changes": not page.live,
        "latest_revision_created_at": modified_at(draft.item) or revision.created_at,
    }
    Page.objects.filter(pk=pk).update(**changed)
    restrict(page, draft.restriction)


def restrict(page: Any, wanted: dict[str, str] | None) -> None:
    """Let only those read the page who could in WordPress."""
    found = PageViewRestriction.objects.filter(page=page)
    (found.exclude(**wanted) if wanted else found).delete()
    if wanted and not found.exists():
        PageViewRestriction.objects.create(page=page, **wanted)
