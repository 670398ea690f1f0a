"""Reads one whole page by its key."""

from wagtail.models import Page

from cms.fetching import FETCH_REMEMBERED
from cms.statements import key_column, objects_where


def whole_page[P: Page](model: type[P], pk: int | None) -> P:
    """The page with all of its fields.

    Raises:
        DoesNotExist: of the model, when there is no such page.
    """
    key = key_column(model)  # type: ignore[arg-type]  # classes are hashable
    condition = f"WHERE {key} = %s"
    found = objects_where(model, condition, [pk], fetch_mode=FETCH_REMEMBERED)
    if not found:
        raise model.DoesNotExist
    return found[0]
