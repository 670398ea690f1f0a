"""New pages written in bulk: rows are copied, and whole as if saved one by one.

Each page has its place in the tree, child rows, first revision, search entry and
references, and nothing is left to background tasks.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.urls import Resolver404, resolve
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.models import (
    Page,
    PageLogEntry,
    PageViewRestriction,
    ReferenceIndex,
    Revision,
)

from blog.models import BlogIndexPage
from blog.rows import copy_rows, next_keys, values_of
from blog.wordpress.search_entries import write_entries
from cms.models import GoneAddress


@dataclass
class NewPage:
    """A page to be written, and where."""

    page: Any
    parent_pk: int
    modified_at: datetime | None = None
    restriction: dict[str, str] | None = None
    user_pk: int | None = None


def write_pages(news: Sequence[NewPage]) -> None:
    """Write new pages below parents that exist; to be called in a transaction."""
    by_parent: dict[int, list[NewPage]] = defaultdict(list)
    for new in news:
        by_parent[new.parent_pk].append(new)
    for parent_pk, children in by_parent.items():
        parent = Page.objects.select_for_update().get(pk=parent_pk)
        place(parent, children)
    by_model: dict[type[Any], list[NewPage]] = defaultdict(list)
    for new in news:
        by_model[type(new.page)].append(new)
    for model, group in by_model.items():
        write_rows(model, group)
    PageViewRestriction.objects.bulk_create(
        PageViewRestriction(page_id=new.page.pk, **new.restriction)
        for new in news
        if new.restriction
    )
    live = [new.page.url_path for new in news if new.page.live]
    forget_gone(live)


def place(parent: Page, children: list[NewPage]) -> None:
    """Give pages their places and names below a parent, after its last child."""
    last = parent.get_last_child()
    position = Page._str2int(last.path[-Page.steplen :]) if last else 0
    names = FreeNames(parent, [new.page.slug for new in children])
    for offset, new in enumerate(children, start=1):
        page = new.page
        page.slug = names.take(page.slug)
        page.depth = parent.depth + 1
        page.path = Page._get_path(parent.path, page.depth, position + offset)
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.locale_id = parent.locale_id
        page.numchild = 0
        page.translation_key = page.translation_key or uuid.uuid4()
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(children))


class FreeNames:
    """Gives each child of a page a name that no other child has."""

    def __init__(self, parent: Page, wanted: Iterable[str]) -> None:
        self.children = Page.objects.child_of(parent)
        found = self.children.filter(slug__in=set(wanted))
        self.taken = set(found.values_list("slug", flat=True))
        kind = parent.specific_class
        self.is_top = parent.depth == 2
        if kind is not None and issubclass(kind, BlogIndexPage):
            self.taken |= {"feed", "category", "tag", "author"}

    def take(self, slug: str) -> str:
        """The name, or the next free one with a number."""
        name, number = slug, 2
        while name in self.taken or (self.is_top and is_reserved(name)):
            name, number = f"{slug}-{number}", number + 1
            if self.children.filter(slug=name).exists():
                self.taken.add(name)
        self.taken.add(name)
        return name


def is_reserved(slug: str) -> bool:
    """Whether something other than a page answers at this address."""
    if slug in ("media", "static"):
        return True
    try:
        return resolve(f"/{slug}/").url_name not in ("wagtail_serve", None)
    except Resolver404:
        return False


def write_rows(model: type[Any], group: list[NewPage]) -> None:
    """Copy the rows of pages of one type into all their tables."""
    content_type = ContentType.objects.get_for_model(model)
    revisions = next_keys(Revision, len(group))
    now = timezone.now()
    for new, revision in zip(group, revisions, strict=True):
        page = new.page
        page.content_type_id = content_type.pk
        page.owner_id = new.user_pk
        page.latest_revision_id = revision
        page.latest_revision_created_at = new.modified_at or now
        page.live_revision_id = revision if page.live else None
        page.alias_of_id = None
    pages = [new.page for new in group]
    children = child_rows(model, pages)
    copy_rows(Revision, [revision_values(new, content_type) for new in group])
    copy_rows(Page, [values_of(Page, page) for page in pages])
    copy_rows(
        model, [values_of(model, page) | {"page_ptr_id": page.pk} for page in pages]
    )
    for child_model, rows in children.items():
        copy_rows(child_model, rows)
    write_entries(pages)
    write_references(pages, content_type)
    write_log(group, content_type, now)


def child_rows(model: type[Any], pages: list[Any]) -> dict[type[Any], list[dict]]:
    """The rows of everything that belongs to the pages: bylines, tags, comments."""
    rows: dict[type[Any], list[dict]] = {}
    for relation in get_all_child_relations(model):
        name, key = relation.get_accessor_name(), relation.field.attname
        children = []
        for page in pages:
            if name not in page.__dict__.get("_cluster_related_objects", {}):
                setattr(page, name, [])  # a new page has none: nobody need ask
            for child in getattr(page, name).all():
                setattr(child, key, page.pk)
                children.append(child)
        if not children:
            continue
        child_model = relation.related_model
        keys = next_keys(child_model, len(children))
        for child, pk in zip(children, keys, strict=True):
            child.pk = pk
        rows[child_model] = [values_of(child_model, child) for child in children]
    return rows


def revision_values(new: NewPage, content_type: ContentType) -> dict[str, Any]:
    """The row of a page's first revision."""
    page = new.page
    revision = Revision(
        pk=page.latest_revision_id,
        content_type=content_type,
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=str(page.pk),
        created_at=page.latest_revision_created_at,
        user_id=new.user_pk,
        object_str=str(page),
        content=page.serializable_data(),
        approved_go_live_at=page.go_live_at,
    )
    return values_of(Revision, revision)


def write_references(pages: list[Any], content_type: ContentType) -> None:
    """Note which pages, images and documents the pages refer to."""
    base = ContentType.objects.get_for_model(Page)
    found = [
        (page.pk, reference)
        for page in pages
        for reference in set(ReferenceIndex._extract_references_from_object(page))
    ]
    keys = next_keys(ReferenceIndex, len(found))
    copy_rows(
        ReferenceIndex,
        [
            {
                "id": key,
                "content_type_id": content_type.pk,
                "base_content_type_id": base.pk,
                "object_id": str(pk),
                "to_content_type_id": to_type,
                "to_object_id": to_pk,
                "model_path": model_path,
                "content_path": path,
                "content_path_hash": ReferenceIndex._get_content_path_hash(path),
            }
            for key, (pk, (to_type, to_pk, model_path, path)) in zip(
                keys, found, strict=True
            )
        ],
    )


def write_log(group: list[NewPage], content_type: ContentType, now: datetime) -> None:
    """Note in each page's history that it was imported."""
    copy_rows(
        PageLogEntry,
        [
            values_of(
                PageLogEntry,
                PageLogEntry(
                    content_type=content_type,
                    page_id=new.page.pk,
                    label=str(new.page)[:255],
                    action="wagtail.create",
                    timestamp=now,
                    content_changed=True,
                    user_id=new.user_pk,
                    uuid=uuid.uuid4(),
                    revision_id=new.page.latest_revision_id,
                    data={"import": "wordpress"},
                ),
            )
            for new in group
        ],
        with_keys=True,
    )


def forget_gone(url_paths: list[str]) -> None:
    """Addresses that lead to a page again are no longer gone."""
    if not GoneAddress.objects.exists():
        return
    paths = ["/" + path.strip("/").partition("/")[2] + "/" for path in url_paths]
    GoneAddress.objects.filter(path__in=paths).delete()
