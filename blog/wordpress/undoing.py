"""Takes back what a run made, as far as nobody has worked on it since."""

import logging
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, ReferenceIndex

from blog.models import Category, ImportItem, ImportRun
from blog.wordpress.ledger import is_edited, marks_of
from blog.wordpress.menus import remove_menus
from blog.wordpress.redirecting import LED_ON, OF_ARCHIVES
from cms.models import GoneAddress
from cms.picture_files import picture_address

logger = logging.getLogger(__name__)

Outcome = ImportItem.Outcome
Advance = Callable[[int, int], None]


def undo(run: ImportRun, advance: Advance = lambda done, total: None) -> dict[str, int]:
    """Remove the pages and files of a run, and what was made around them.

    Returns how many were removed, and how many stay because somebody edited them,
    put other pages below them, or uses them elsewhere.
    """
    counts = {"removed": 0, "kept": 0}
    made = run.items.filter(is_made_here=True, run__is_rehearsal=False)
    pages = made.filter(page__isnull=False).order_by("-page__depth", "-pk")
    files = made.filter(Q(image__isnull=False) | Q(document__isnull=False))
    total = pages.count() + files.count()
    led_on = run.summary.get(LED_ON, {})
    for item in [*pages, *files.select_related("image", "document")]:
        was_removed = attempt(item, led_on)
        if was_removed is not None:
            counts["removed" if was_removed else "kept"] += 1
        advance(counts["removed"] + counts["kept"], total)
    remove_redirects(run, made)
    remove_menus(run)
    remove_terms(made)
    run.status = ImportRun.Status.UNDONE
    run.save(update_fields=["status"])
    return counts


def attempt(item: ImportItem, led_on: dict[str, str]) -> bool | None:
    """Remove the page or file of an item; one that cannot go keeps no other.

    Returns whether it is gone, and nothing where it never came to be.
    """
    try:
        with transaction.atomic():
            if item.page_id:
                return remove_page(item, led_on)
            return remove_file(item, item.image or item.document)
    except Exception as error:
        logger.exception("What was made of item %s could not be removed", item.key)
        item.reason = f"Kept when the import was undone: {error}"[:500]
        item.save(update_fields=["reason"])
        return False


def remove_page(item: ImportItem, led_on: dict[str, str]) -> bool | None:
    """Remove the page of an item, unless somebody edited it or built on it."""
    page = Page.objects.filter(pk=item.page_id).first()
    if page is None:  # it failed, and its key alone was kept
        return None
    if was_edited(page) or page.numchild:
        item.reason = "Kept when the import was undone: somebody worked on it since."
        item.save(update_fields=["reason"])
        return False
    for redirect in Redirect.objects.filter(pk__in=led_on, redirect_page=page):
        redirect.redirect_page, redirect.redirect_page_route_path = None, ""
        redirect.redirect_link = led_on[str(redirect.pk)]
        redirect.save()
    # Runs that found the page unchanged since must not take it for deleted here.
    items = ImportItem.objects.filter(page=page.pk)
    items.update(outcome=Outcome.UNDONE, page=None)
    parts = page.get_url_parts()
    page.specific.delete()
    if parts:  # an address that is taken back was never promised to anybody
        GoneAddress.objects.filter(site_id=parts[0], path=parts[2]).delete()
    return True


def was_edited(page: Page) -> bool:
    """Whether a person changed the page after the last import that wrote it."""
    mark = marks_of([page.pk])[page.pk]
    items = ImportItem.objects.filter(page=page.pk).values_list("written", flat=True)
    return all(is_edited(written, mark) for written in items)


def remove_file(item: ImportItem, file: Any) -> bool:
    """Remove an image or document that nothing refers to."""
    if ReferenceIndex.get_references_to(file).exists():
        return False
    file.delete()
    item.outcome, item.image, item.document = Outcome.UNDONE, None, None
    item.save(update_fields=["outcome", "image", "document"])
    return True


def remove_redirects(run: ImportRun, made: QuerySet[ImportItem]) -> None:
    """Remove the redirects of archives, and of files that are gone.

    Those of pages went with their pages.
    """
    images = [i.image for i in made.select_related("image") if i.image]
    documents = [i.document for i in made.select_related("document") if i.document]
    kept = [
        *map(picture_address, images),
        *(document.url for document in documents),
    ]
    keys = run.summary.get(OF_ARCHIVES, [])
    Redirect.objects.filter(pk__in=keys).exclude(redirect_link__in=kept).delete()


def remove_terms(made: QuerySet[ImportItem]) -> None:
    """Remove the categories and tags that a run made and nothing uses."""
    items = made.filter(kind="category")
    slugs, names = [i.key for i in items], [i.title for i in items]
    unused = Category.objects.filter(Q(slug__in=slugs) | Q(name__in=names))
    for _ in range(len(slugs)):
        if not unused.filter(articles=None, children=None).delete()[0]:
            break
    names += made.filter(kind="post_tag").values_list("title", flat=True)
    tags = Tag.objects.filter(name__in=names)
    for relation in Tag._meta.related_objects:
        tags = tags.filter(**{relation.name: None})
    tags.delete()
    # Whoever makes them anew makes something of their own.
    made.filter(kind__in=("category", "post_tag")).update(is_made_here=False)
