"""Work that follows from saving shared content."""

from typing import Any

from django.db.models.signals import post_save

from cms.models import FirmImage


def connect() -> None:
    """Connect the handlers; called once, when the apps are ready."""
    post_save.connect(
        prepare_pictures, sender=FirmImage, dispatch_uid="prepare_pictures"
    )


def prepare_pictures(instance: FirmImage, raw: bool = False, **kwargs: Any) -> None:
    """Have the finished sizes of a saved image made."""
    if not raw and not kwargs.get("update_fields"):
        from cms.tasks import make_pictures

        make_pictures.enqueue(instance.pk)
