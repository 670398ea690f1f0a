"""A consultation request as it arrived, and what the firm made of it."""

from datetime import timedelta
from typing import Any

from django.db import connection, models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.forms.models import AbstractFormSubmission

from cms.origins import client_address

REQUEST_WINDOW = timedelta(hours=1)


class ConsultationRequestQuerySet(models.QuerySet):
    """Requests, as the form and the dashboard ask for them."""

    def hold(self, sender: str) -> None:
        """Have others with the same sender wait until the transaction ends."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [sender]
            )

    def recent_from(self, sender_hash: str) -> int:
        """How many came from one sender within the hour."""
        since = timezone.now() - REQUEST_WINDOW
        return self.filter(sender_hash=sender_hash, submit_time__gt=since).count()

    def new(self) -> "ConsultationRequestQuerySet":
        """Requests that nobody has taken up."""
        return self.filter(status=ConsultationRequest.Status.NEW)


class ConsultationRequest(AbstractFormSubmission):
    """A request as it arrived, with the warning its sender agreed to."""

    class Status(models.TextChoices):
        NEW = "new", "New"
        IN_PROGRESS = "in_progress", "In progress"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"

    # A request outlives the form that it came by.
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name="form",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    status = models.CharField(
        max_length=12,
        choices=Status,
        default=Status.NEW,
        help_text="New requests stay on the dashboard until somebody takes them up.",
    )
    notes = models.TextField(
        "notes of the firm", blank=True, help_text="For colleagues; never mailed."
    )
    sender_name = models.CharField("from", max_length=255, blank=True)
    # Pairs of name and question, since jsonb keeps no order of keys.
    questions = models.JSONField(default=list)
    warning_text = models.TextField("warning shown")
    consent_label = models.CharField("consent given", max_length=200)
    consented_at = models.DateTimeField("consent given at")
    page_url = models.URLField("sent from", max_length=500, blank=True)
    sender_hash = models.CharField(max_length=64, db_index=True, editable=False)

    objects = ConsultationRequestQuerySet.as_manager()

    panels = [FieldPanel("status"), FieldPanel("notes")]

    class Meta:
        verbose_name = "consultation request"
        ordering = ["-submit_time"]

    def __str__(self) -> str:
        return f"Request of {self.submit_time:%d %B %Y}, {self.initials or 'no name'}"

    @property
    def answers(self) -> list[tuple[str, str]]:
        """Each question with its answer as text, in the order of the form."""
        return [
            (question, answer_text(self.form_data.get(name)))
            for name, question in self.questions
        ]

    @property
    def initials(self) -> str:
        """All of the sender's identity that a notice by e-mail may hold."""
        return " ".join(f"{part[0].upper()}." for part in self.sender_name.split()[:3])


def answer_text(value: Any) -> str:
    """An answer as staff read it."""
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return "" if value is None else str(value)


def sender_hash(request: HttpRequest) -> str:
    """Tells senders apart without keeping their addresses.

    The key changes with the day, so that hashes cannot be followed over time.
    """
    day = timezone.now().date().isoformat()
    digest = salted_hmac(f"consultation-{day}", client_address(request))
    return digest.hexdigest()
