"""WordPress's dates, with their time zone."""

from datetime import UTC, datetime

from django.utils import timezone

from blog.wordpress.items import Item

FORMAT = "%Y-%m-%d %H:%M:%S"


def moment(gmt: str, local: str) -> datetime | None:
    """The moment that WordPress noted twice; drafts lack the first form.

    A local time without its GMT is read in the time zone of this site.
    """
    if found := read(gmt):
        return found.replace(tzinfo=UTC)
    if found := read(local):
        return timezone.make_aware(found)
    return None


def read(text: str) -> datetime | None:
    """A date as WordPress writes it; nothing for zeros and nonsense."""
    try:
        return datetime.strptime(text.strip(), FORMAT)
    except ValueError:
        return None


def published_at(item: Item) -> datetime | None:
    """When the item was, or is to be, published."""
    return moment(item.date_gmt, item.date)


def modified_at(item: Item) -> datetime | None:
    """When the item was last changed."""
    return moment(item.modified_gmt, item.modified) or published_at(item)
