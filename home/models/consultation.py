"""The consultation form that editors build, and the requests that arrive by it."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.forms.models import (
    AbstractFormField,
    AbstractFormSubmission,
    EmailFormMixin,
    FormMixin,
)
from wagtail.contrib.forms.panels import FormSubmissionsPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField

from cms.blocks.groups import INLINE_FEATURES, TEXT_FEATURES
from cms.origins import client_address
from cms.pages import BasePage
from home.forms import ConsultationFormBuilder

MOST_REQUESTS = 5
REQUEST_WINDOW = timedelta(hours=1)
DEFAULT_WARNING = (
    "Sending this form does not make you a client of the firm. Please do not send "
    "confidential facts yet: what you write may not be confidential, it is no legal "
    "advice when we answer, and we may already represent another side."
)
FIELD_TYPES = [
    ("singleline", "One line"),
    ("multiline", "Several lines"),
    ("email", "E-mail address"),
    ("phone", "Phone number"),
    ("date", "Date"),
    ("number", "Number"),
    ("dropdown", "One of a list"),
    ("radio", "One of a few, all shown"),
    ("checkboxes", "Any of a few"),
    ("checkbox", "Yes or no"),
]


class SeeOther(HttpResponseRedirect):
    """Look there with GET (RFC 9110, section 15.4.4)."""

    status_code = 303


class FormField(AbstractFormField):
    """A question of a consultation form."""

    page = ParentalKey(
        "home.ConsultationPage", on_delete=models.CASCADE, related_name="form_fields"
    )
    field_type = models.CharField(
        "kind of answer", max_length=16, choices=FIELD_TYPES, default="singleline"
    )
    autofill = models.CharField(
        "browsers may fill in",
        max_length=20,
        blank=True,
        choices=[
            ("name", "The visitor's full name"),
            ("given-name", "The first name"),
            ("family-name", "The last name"),
            ("organization", "The company"),
            ("postal-code", "The postal code"),
            ("address-level2", "The city"),
        ],
        help_text="For answers of one line. Helps visitors who type with difficulty.",
    )

    panels = [*AbstractFormField.panels, FieldPanel("autofill")]


class ConsultationPage(RoutablePageMixin, EmailFormMixin, FormMixin, BasePage):
    """A form for requests; each is stored first and mailed second."""

    introduction = RichTextField(
        "introduction",
        blank=True,
        features=INLINE_FEATURES,
        help_text="What happens after the form is sent, in a sentence or two.",
    )
    warning_text = models.TextField(
        "warning beside the button",
        default=DEFAULT_WARNING,
        help_text="Each request keeps the wording that its sender agreed to.",
    )
    consent_label = models.CharField(
        "text beside the box",
        max_length=200,
        default="I have read this and agree to it.",
        help_text="The box is never ticked in advance.",
    )
    button_text = models.CharField(
        "text of the button", max_length=60, default="Send the request"
    )
    thank_you_text = RichTextField(
        "text after sending",
        blank=True,
        features=TEXT_FEATURES,
        help_text="When the firm will answer, and the number to call until then.",
    )

    content_panels = [
        *BasePage.content_panels,
        FormSubmissionsPanel(),
        FieldPanel("introduction"),
        InlinePanel("form_fields", heading="Questions", label="Question"),
        MultiFieldPanel(
            [
                FieldPanel("warning_text"),
                FieldPanel("consent_label"),
                FieldPanel("button_text"),
            ],
            heading="Warning and consent",
        ),
        FieldPanel("thank_you_text"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("from_address"), FieldPanel("to_address")]),
                FieldPanel("subject"),
            ],
            heading="Notice by e-mail",
        ),
    ]

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "consultation form"

    form_builder = ConsultationFormBuilder
    template = "home/consultation_page.html"
    landing_page_template = "home/consultation_page_landing.html"

    @property
    def summary_fallback(self) -> str:
        return self.introduction

    def get_submission_class(self) -> type["ConsultationRequest"]:
        return ConsultationRequest

    @path("")
    def form_view(self, request: HttpRequest) -> HttpResponse:
        """The form; a request that is in order is stored, then the visitor thanked."""
        if request.method != "POST":
            return self._shown(request, self.get_form(page=self))
        try:
            form = self.get_form(request.POST, page=self)
        except (RequestDataTooBig, TooManyFieldsSent):
            return render(request, "home/request_too_large.html", status=413)
        if not form.is_valid():
            return self._shown(request, form, status=422)
        sender = sender_hash(request)
        if ConsultationRequest.objects.recent_from(sender) >= MOST_REQUESTS:
            form.add_error(None, "Several requests came from your connection already.")
            return self._shown(request, form, status=429)
        self.store(form, sender)
        return SeeOther(self.url + "thank-you/")

    @path("thank-you/", name="thank_you")
    def thank_you(self, request: HttpRequest) -> HttpResponse:
        """What the visitor reads after sending."""
        return self.render(request, template=self.landing_page_template)

    def store(self, form: Any, sender: str) -> "ConsultationRequest":
        """Keep a request, and have the firm told of it once it is safely kept."""
        from home.tasks import mail_notice

        with transaction.atomic():
            request = ConsultationRequest.objects.create(
                page=self,
                form_data=form.answers,
                questions={name: form.fields[name].label for name in form.answers},
                warning_text=self.warning_text,
                consent_label=self.consent_label,
                consented_at=timezone.now(),
                page_url=self.full_url or "",
                sender_hash=sender,
            )
            transaction.on_commit(lambda: mail_notice.enqueue(request.pk))
        return request

    def _shown(
        self, request: HttpRequest, form: Any, status: int = 200
    ) -> HttpResponse:
        response = self.render(request, context_overrides={"form": form})
        response.status_code = status
        response["Cache-Control"] = "private, no-store"
        return response

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict:
        context = BasePage.get_preview_context(self, request, mode_name)
        context["form"] = self.get_form(page=self)
        return context

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        template = self.template
        if mode_name == "landing":
            template = self.landing_page_template
        request.is_preview = True  # type: ignore[attr-defined] # Wagtail's own
        return render(request, template, self.get_preview_context(request, mode_name))


class ConsultationRequestQuerySet(models.QuerySet):
    """Requests, as the form and the dashboard ask for them."""

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

    status = models.CharField(max_length=12, choices=Status, default=Status.NEW)
    notes = models.TextField(
        "notes of the firm", blank=True, help_text="For colleagues; never mailed."
    )
    questions = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
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
            (self.questions.get(name, name), answer_text(value))
            for name, value in self.form_data.items()
        ]

    @property
    def answers_text(self) -> str:
        """The whole request as lines of text."""
        return "\n".join(f"{question}: {answer}" for question, answer in self.answers)

    @property
    def sender_name(self) -> str:
        """The answer to the first question that asks for a name."""
        for question, answer in self.answers:
            if "name" in question.lower() and answer:
                return answer
        return ""

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
