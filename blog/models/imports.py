"""What was imported from WordPress: each run, and what became of each item."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import QuerySet


class ImportRun(models.Model):
    """One import, from its beginning until it is finished or undone."""

    class Status(models.TextChoices):
        """Where a run stands."""

        ANALYSING = "analysing", "Being looked through"
        READY = "ready", "Looked through: it waits for your decision"
        WAITING = "waiting", "Waiting for its turn"
        RUNNING = "running", "Running"
        STOPPED = "stopped", "Stopped: it goes on when it is started again"
        UNREADABLE = "unreadable", "Not begun: the files cannot be read"
        VERIFYING = "verifying", "Old addresses are being checked"
        FINISHED = "finished", "Finished"
        UNDOING = "undoing", "Being undone"
        UNDONE = "undone", "Undone"

    status = models.CharField(
        "status", max_length=10, choices=Status, default=Status.RUNNING
    )
    source = models.CharField("old site", max_length=255, blank=True)
    files = models.JSONField("files", default=list)
    options = models.JSONField("options", default=dict, blank=True)
    is_rehearsal = models.BooleanField(
        "rehearsal", default=False, help_text="Nothing was written to the site."
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    started_at = models.DateTimeField("started", auto_now_add=True)
    finished_at = models.DateTimeField("finished", null=True, blank=True)
    stage = models.CharField("at work on", max_length=80, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    summary = models.JSONField(
        default=dict, blank=True, help_text="Lists for the report, by their headings."
    )
    analysis = models.JSONField(default=dict, blank=True)
    error = models.TextField("error", blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "import"
        ordering = ["-pk"]

    def __str__(self) -> str:
        site = self.source.partition("://")[2].strip("/")
        return f"Import {self.pk} from {site or 'WordPress'}"

    @property
    def is_under_way(self) -> bool:
        """Whether the worker has it in hand, or will have."""
        return self.status in UNDER_WAY

    @property
    def percent(self) -> int:
        """How much of the present stage is done."""
        return min(100, 100 * self.done // self.total) if self.total else 0

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many items had each outcome, in words."""
        found = dict(
            self.items.order_by()
            .values_list("outcome")
            .annotate(count=models.Count("pk"))
        )
        labels = ImportItem.Outcome
        return [(name.label, found[name.value]) for name in labels if name in found]


UNDER_WAY = {
    ImportRun.Status.ANALYSING,
    ImportRun.Status.WAITING,
    ImportRun.Status.RUNNING,
    ImportRun.Status.VERIFYING,
    ImportRun.Status.UNDOING,
}


class ImportItemQuerySet(models.QuerySet):
    """Items of imports."""

    def latest_of(self, source: str) -> QuerySet[Any]:
        """The last that is known of each item of an old site."""
        return (
            self.filter(run__source=source, run__is_rehearsal=False)
            .exclude(outcome=ImportItem.Outcome.UNDONE)
            .order_by("kind", "key", "-run_id")
            .distinct("kind", "key")
        )


class ImportItem(models.Model):
    """What became of one item of the old site in one run.

    The key of its page is reserved before the page is written, so that texts
    link to pages that follow later.
    """

    class Outcome(models.TextChoices):
        """What a run did with an item."""

        PENDING = "pending", "Waiting"
        CREATED = "created", "Created"
        UPDATED = "updated", "Updated"
        UNCHANGED = "unchanged", "Unchanged"
        SKIPPED = "skipped", "Skipped"
        FAILED = "failed", "Failed"
        UNDONE = "undone", "Undone"

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField("kind", max_length=60)
    key = models.CharField("number or name there", max_length=200)
    title = models.TextField("title", blank=True)
    address = models.TextField("old address", blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.PENDING)
    reason = models.TextField("reason", blank=True)
    checksum = models.CharField(max_length=40, blank=True)
    page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        db_constraint=False,
        related_name="+",
    )
    image = models.ForeignKey(
        "cms.FirmImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    document = models.ForeignKey(
        "wagtaildocs.Document",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    written = models.CharField(
        max_length=64,
        blank=True,
        help_text="What tells the page as it was written from one edited since.",
    )
    is_made_here = models.BooleanField(
        default=False, help_text="Whether this run made the page or file."
    )
    notes = models.JSONField(default=list, blank=True)
    missing = models.JSONField(
        default=list, blank=True, help_text="Addresses of files that were not found."
    )
    unresolved = models.JSONField(
        default=list, blank=True, help_text="Links to the old site that lead nowhere."
    )
    words_before = models.PositiveIntegerField(default=0)
    words_after = models.PositiveIntegerField(default=0)
    images_before = models.PositiveIntegerField(default=0)
    images_after = models.PositiveIntegerField(default=0)

    objects = ImportItemQuerySet.as_manager()

    # Wagtail asks before a page or file is deleted what refers to it. This does not.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "imported item"
        constraints = [
            models.UniqueConstraint(
                fields=["run", "kind", "key"], name="import_item_once"
            )
        ]
        indexes = [models.Index(fields=["kind", "key"])]

    def __str__(self) -> str:
        return self.title or f"{self.kind} {self.key}"

    @property
    def is_page(self) -> bool:
        """Whether words and images were counted."""
        return self.kind not in ("attachment", "category", "post_tag", "nav_menu_item")


class OldAddress(models.Model):
    """An address under which the old site answered everybody.

    Kept apart from the redirects, so that one that is missing is noticed.
    """

    run = models.ForeignKey(
        ImportRun, on_delete=models.CASCADE, related_name="old_addresses"
    )
    address = models.TextField("old address", help_text="Path and query.")
    page_key = models.BigIntegerField(
        null=True, help_text="The page that it leads to; nothing for a file."
    )
    is_permalink = models.BooleanField(
        default=False, help_text="Whether the page's own text stood there."
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "old address"
        verbose_name_plural = "old addresses"

    def __str__(self) -> str:
        return self.address
