"""Keeps search in step with which pictures and documents everyone may see.

The words beside a file, such as its caption, are found as long as the file shows. The
pages that show it are indexed anew when its collection is restricted or opened, and
when it moves to another.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import IntegerField, Model
from django.db.models.functions import Cast
from django.db.models.signals import post_delete, post_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import CollectionViewRestriction, Page, ReferenceIndex
from wagtail.search.index import insert_or_update_object


def connect() -> None:
    """Connect the handlers; called once, when the apps are ready."""
    for signal in (post_save, post_delete):
        signal.connect(
            collection_changed,
            sender=CollectionViewRestriction,
            dispatch_uid="words_of_collection",
        )
    for model in (get_image_model(), get_document_model()):
        post_save.connect(file_changed, sender=model, dispatch_uid="words_of_file")


def collection_changed(instance: CollectionViewRestriction, **kwargs: Any) -> None:
    """Have the worker index what shows files of a collection: it may be much."""
    from cms.tasks import index_pages_showing

    index_pages_showing.enqueue(instance.collection.path)


def file_changed(
    instance: Any, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    """Index what shows a file, which may have moved to another collection."""
    if not (created or raw or kwargs.get("update_fields")):
        index_showing(type(instance), [instance.pk])


def index_below(collection_path: str) -> None:
    """Index what shows files of a collection or of those within it."""
    for model, keys in files_below(collection_path):
        index_showing(model, keys)


def index_showing(model: type[Model], keys: list[int]) -> None:
    """Index the pages that show files of a model."""
    pages = Page.objects.filter(pk__in=pages_showing(model, keys))
    for page in pages.specific().iterator(chunk_size=100):
        insert_or_update_object(page)


def files_below(collection_path: str) -> Iterator[tuple[type[Model], list[int]]]:
    """The images, then the documents, of a collection and of those within it."""
    for model in (get_image_model(), get_document_model()):
        files = model.objects.filter(collection__path__startswith=collection_path)
        yield model, list(files.values_list("pk", flat=True))


def pages_showing(model: type[Model], keys: list[int]) -> Any:
    """The keys of the pages that refer to files, from Wagtail's index of references."""
    return (
        ReferenceIndex.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            to_content_type=ContentType.objects.get_for_model(model),
            to_object_id__in=[str(key) for key in keys],
        )
        .annotate(page_key=Cast("object_id", IntegerField()))
        .values("page_key")
    )
