"""Links by which people without an account read a draft."""

import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from wagtail.models import Page

SIGNER = signing.Signer(salt="preview-link")


class PreviewLinkQuerySet(models.QuerySet):
    """Preview links, as the admin and the public address ask for them."""

    def shared(self) -> "PreviewLinkQuerySet":
        """The links that somebody handed out; not those of the preview panel."""
        return self.filter(content__isnull=True)

    def usable(self) -> "PreviewLinkQuerySet":
        """The links that still work."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())

    def with_token(self, token: str) -> "PreviewLink | None":
        """The link with this token, if it still works."""
        try:
            key = uuid.UUID(SIGNER.unsign(token))
        except (signing.BadSignature, ValueError):
            return None
        return self.usable().select_related("page").filter(pk=key).first()


class PreviewLink(models.Model):
    """Shows the latest draft of one page to whoever has it, until it ends."""

    class Duration(models.IntegerChoices):
        HOUR = 1, "1 hour"
        DAY = 24, "1 day"
        WEEK = 168, "7 days"
        FORTNIGHT = 336, "14 days"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="preview_links"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(
        "for whom",
        max_length=120,
        blank=True,
        help_text="To recognize the link in the list. Readers do not see it.",
    )
    content = models.JSONField(null=True, encoder=DjangoJSONEncoder, editable=False)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.page.get_admin_display_title()}, until {self.expires_at:%d %B}"

    @property
    def token(self) -> str:
        """The secret in the link: the key of this record, signed."""
        return SIGNER.sign(self.pk.hex)

    @property
    def is_usable(self) -> bool:
        """Whether the link still works."""
        return self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def draft(self) -> Any:
        """The page as it stands: unsaved in the panel, or its latest revision."""
        page = self.page.specific
        if self.content is not None:
            return page.with_content_json(self.content)
        return page.get_latest_revision_as_object()

    def revoke(self) -> None:
        """Make the link stop working, at once and for good."""
        self.revoked_at = timezone.now()
        self.save(update_fields=["revoked_at"])

    @classmethod
    def share(cls, page: Page, user: Any, hours: int, note: str = "") -> "PreviewLink":
        """A new link to the latest draft of a page."""
        expires_at = timezone.now() + timedelta(hours=hours)
        return cls.objects.create(
            page_id=page.pk, created_by=user, expires_at=expires_at, note=note
        )

    @classmethod
    def for_panel(cls, page: Page, user: Any) -> "PreviewLink":
        """The link by which a preview panel shows what is not saved yet."""
        link, _ = cls.objects.update_or_create(
            page_id=page.pk,
            created_by=user,
            content__isnull=False,
            defaults={
                "content": page.serializable_data(),
                "expires_at": timezone.now() + timedelta(hours=cls.Duration.HOUR),
            },
        )
        return link


class PreviewUse(models.Model):
    """One reading by a preview link."""

    link = models.ForeignKey(PreviewLink, on_delete=models.CASCADE, related_name="uses")
    used_at = models.DateTimeField(default=timezone.now)
    format = models.CharField(max_length=4)
    address = models.GenericIPAddressField(null=True)

    class Meta:
        ordering = ["-used_at"]

    def __str__(self) -> str:
        return f"{self.format} at {self.used_at:%d %B %Y, %H:%M}"
