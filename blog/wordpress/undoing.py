"""Takes back what a run made, as far as nobody has worked on it since."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, ReferenceIndex

from blog.models import Category, ImportItem, ImportRun
from blog.wordpress.ledger import is_edited, marks_of
from blog.wordpress.menus import remove_menus
from cms.models import GoneAddress

Outcome = ImportItem.Outcome


def undo(run: ImportRun) -> dict[str, int]:
    """Remove the pages and files of a run, and what was made around them.

    Returns how many were removed, and how many stay because somebody edited them,
    put other pages below them, or uses them elsewhere.
    """
    counts = {"removed": 0, "kept": 0}
    made = run.items.filter(is_made_here=True)
    pages = made.filter(page__isnull=False).order_by("-page__depth", "-pk")
    for item in pages.select_related("page"):
        count(counts, remove_page(item))
    for item in made.filter(image__isnull=False).select_related("image"):
        count(counts, remove_file(item, item.image))
    for item in made.filter(document__isnull=False).select_related("document"):
        count(counts, remove_file(item, item.document))
    archives = run.summary.get("redirects of archives", [])
    Redirect.objects.filter(pk__in=archives).delete()
    remove_menus(run)
    remove_categories(made.filter(kind="category"))
    run.status = ImportRun.Status.UNDONE
    run.save(update_fields=["status"])
    return counts


def count(counts: dict[str, int], was_removed: bool) -> None:
    """Count one thing."""
    counts["removed" if was_removed else "kept"] += 1


def remove_page(item: ImportItem) -> bool:
    """Remove the page of an item, unless somebody edited it or built on it."""
    page = item.page
    if page is None:
        return False
    mark = marks_of([page.pk]).get(page.pk)
    fresh = Page.objects.filter(pk=page.pk).first()
    if fresh is None:  # it failed, and its key alone was kept
        return False
    if mark is None or is_edited(item.written, mark) or fresh.numchild:
        item.reason = "Kept when the import was undone: somebody worked on it since."
        item.save(update_fields=["reason"])
        return False
    with transaction.atomic():
        parts = fresh.get_url_parts()
        fresh.specific.delete()
        if parts:  # an address that is taken back was never promised to anybody
            GoneAddress.objects.filter(site_id=parts[0], path=parts[2]).delete()
        item.outcome, item.page = Outcome.UNDONE, None
        item.save(update_fields=["outcome", "page"])
    return True


def remove_file(item: ImportItem, file: Any) -> bool:
    """Remove an image or document that nothing refers to."""
    if ReferenceIndex.get_references_to(file).exists():
        return False
    with transaction.atomic():
        file.delete()
        item.outcome, item.image, item.document = Outcome.UNDONE, None, None
        item.save(update_fields=["outcome", "image", "document"])
    return True


def remove_categories(items: QuerySet[ImportItem]) -> None:
    """Remove the categories that a run made and nothing uses."""
    slugs = [item.key for item in items]
    unused = Category.objects.filter(slug__in=slugs, articles=None)
    for _ in range(len(slugs)):
        if not unused.filter(children=None).delete()[0]:
            break
