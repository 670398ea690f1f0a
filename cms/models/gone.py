"""The addresses of pages that were deleted."""

from django.db import models
from wagtail.models import Site


class GoneAddressQuerySet(models.QuerySet):
    """Addresses that led to a page once."""

    def at(self, site: Site, path: str) -> "GoneAddressQuerySet":
        """The record of an address of a site, if there is one."""
        return self.filter(site=site, path=path)


class GoneAddress(models.Model):
    """An address that answers 410: its page was public, and is gone for good."""

    site = models.ForeignKey(
        "wagtailcore.Site", on_delete=models.CASCADE, related_name="+"
    )
    path = models.CharField(max_length=1_000)
    gone_at = models.DateTimeField(auto_now_add=True)

    objects = GoneAddressQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "path"], name="gone_once")
        ]

    def __str__(self) -> str:
        return self.path
