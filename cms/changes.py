"""When what a page says last changed, whatever else was done to the page.

Publishing a page again, moving it or describing it to search engines is no news to
its readers; sitemaps and feeds that call it news are soon not believed.
"""

import hashlib
import json
from typing import Any

from django.db import models
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Page


class ChangeDated(Page):
    """Keeps the date of the last change to what the public can read on a page."""

    changed_at = models.DateTimeField(null=True, blank=True, editable=False)
    content_digest = models.CharField(max_length=32, blank=True, editable=False)

    # Fields of which a change is no news to readers.
    not_content: tuple[str, ...] = ("changed_at", "content_digest")

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.live and not kwargs.get("update_fields"):
            self.note_change()
        super().save(*args, **kwargs)

    def note_change(self) -> None:
        """Date the page to now, if it says something else than when last dated."""
        digest = digest_of(self)
        if digest != self.content_digest:
            self.content_digest = digest
            self.changed_at = self.last_published_at or timezone.now()


def digest_of(page: Any) -> str:
    """Changes with the words, pictures and entries of a page, and with nothing else."""
    data = page.serializable_data()
    names = names_of_content(type(page))
    content = {name: value for name, value in data.items() if name in names}
    for relation in get_all_child_relations(type(page)):
        name = relation.get_accessor_name()
        if name in content:
            own = {"pk", relation.field.name}
            content[name] = [
                {key: value for key, value in entry.items() if key not in own}
                for entry in content[name]
            ]
    for name, value in content.items():
        if isinstance(page._meta.get_field(name), StreamField):
            # The database gives the members of a block back in an order of its own.
            content[name] = json.loads(value)
    text = json.dumps(content, sort_keys=True, default=str)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def names_of_content(model: type[ChangeDated]) -> set[str]:
    """The fields that hold what a page type shows: its own, and the title."""
    shared = {field.name for field in Page._meta.get_fields()} | {"page_ptr"}
    own = {field.name for field in model._meta.get_fields()} - shared
    return own - set(model.not_content) | {"title"}
