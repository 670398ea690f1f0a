"""The consultation form that editors build and visitors send."""

from contextlib import suppress
from http import HTTPMethod
from typing import Any

from django.conf import settings
from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    ValidationError,
)
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.forms.models import (
    AbstractFormField,
    EmailFormMixin,
    FormMixin,
)
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField

from cms.appearance import NOT_LISTED
from cms.blocks.groups import INLINE_FEATURES, TEXT_FEATURES
from cms.models import FirmSettings
from cms.pages import BasePage
from cms.previews import shared_preview_modes
from home.editor_forms import ConsultationPageForm
from home.forms import OWN_FIELDS, ConsultationFormBuilder

from .consultation_request import ConsultationRequest, sender_hash

MOST_REQUESTS = 5
MOST_DISCARDED = 50_000_000  # bytes of a post that is too large
CHUNK = 65_536
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
    label = models.CharField(
        "question",
        max_length=255,
        help_text="Short, such as “Your name”. Ask only what you need to call back.",
    )
    help_text = models.CharField(
        "hint",
        max_length=255,
        blank=True,
        help_text="A line below the question, such as “With area code”.",
    )
    required = models.BooleanField(
        "must be answered",
        default=True,
        help_text="Each question that must be answered costs requests.",
    )
    field_type = models.CharField(
        "kind of answer",
        max_length=16,
        choices=FIELD_TYPES,
        default="singleline",
        help_text="Decides what visitors can enter, and the keyboard on phones.",
    )
    choices = models.TextField(
        "choices",
        blank=True,
        help_text="One on each line, for the kinds of answer that offer a choice.",
    )
    default_value = models.TextField(
        "filled in at first",
        blank=True,
        help_text="What the answer says before the visitor changes it. Usually empty.",
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

    def clean(self) -> None:
        super().clean()
        name = self.get_field_clean_name()
        if self.label and (not name or name in OWN_FIELDS) and not self.clean_name:
            raise ValidationError(
                {"label": "The form needs this word for itself. Write another."}
            )

    @property
    def options(self) -> list[str]:
        """What there is to choose from, for kinds of answers that choose."""
        separator = "\n" if "\n" in self.choices else ","
        return [part.strip() for part in self.choices.split(separator) if part.strip()]


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
        "text of the button",
        max_length=60,
        default="Send the request",
        help_text="Say what the button does.",
    )
    thank_you_text = RichTextField(
        "text after sending",
        blank=True,
        features=TEXT_FEATURES,
        help_text="When the firm will answer, and the number to call until then.",
    )

    content_panels = [
        *BasePage.content_panels,
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
                FieldPanel(
                    "to_address",
                    heading="Tell of new requests",
                    help_text="Addresses of staff, parted by commas. The notice holds "
                    "initials and a link to the admin, never the request itself.",
                ),
                FieldRowPanel(
                    [
                        FieldPanel(
                            "from_address",
                            heading="Sent from",
                            help_text="Leave empty to use the address of this site.",
                        ),
                        FieldPanel(
                            "subject",
                            help_text="Of the notice. Leave empty for a plain one.",
                        ),
                    ]
                ),
            ],
            heading="Notice by e-mail",
        ),
    ]

    kind_label = ""  # visitors need not be told
    schema_type = "ContactPage"
    summary_field = "introduction"
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types: list[str] = []
    allowed_http_methods = [*BasePage.allowed_http_methods, HTTPMethod.POST]

    class Meta:
        verbose_name = "consultation form"

    base_form_class = ConsultationPageForm
    form_builder = ConsultationFormBuilder
    template = "home/consultation_page.html"
    landing_page_template = "home/consultation_page_landing.html"

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """The form and what follows it, then the modes of every page type."""
        return [*FormMixin.preview_modes, *shared_preview_modes(self)]

    def get_submission_class(self) -> type["ConsultationRequest"]:
        return ConsultationRequest

    @path("")
    def form_view(self, request: HttpRequest) -> HttpResponse:
        """The form; a request that is in order is stored, then the visitor thanked."""
        if request.method != "POST":
            return self._shown(request, self.get_form(page=self))
        if is_too_large(request):
            discard_body(request)
            return render(request, "home/request_too_large.html", status=413)
        try:
            form = self.get_form(request.POST, page=self)
        except (RequestDataTooBig, TooManyFieldsSent):
            return render(request, "home/request_too_large.html", status=413)
        if not form.is_valid():
            return self._shown(request, form, status=422)
        if self.store(form, sender_hash(request)) is None:
            form.add_error(None, too_many_requests(FirmSettings.for_request(request)))
            return self._shown(request, form, status=429)
        return SeeOther(self.url + "thank-you/")

    @path("thank-you/", name="thank_you")
    @method_decorator(require_safe)
    def thank_you(self, request: HttpRequest) -> HttpResponse:
        """What the visitor reads after sending; nothing of what was sent."""
        response = self.render(
            request,
            template=self.landing_page_template,
            context_overrides={"robots": NOT_LISTED},
        )
        response["X-Robots-Tag"] = NOT_LISTED
        return response

    def store(self, form: Any, sender: str) -> "ConsultationRequest | None":
        """Keep a request, and with it the task that tells the firm of it.

        None if the sender has sent too many: they are counted one after the other.

        The task is a row of the same database: neither is ever kept alone, and
        nothing is mailed before the request is safe.
        """
        from home.tasks import mail_notice

        with transaction.atomic():
            ConsultationRequest.objects.hold(sender)
            if ConsultationRequest.objects.recent_from(sender) >= MOST_REQUESTS:
                return None
            request = ConsultationRequest.objects.create(
                page=self,
                form_data=form.answers,
                questions=[[name, form.fields[name].label] for name in form.answers],
                sender_name=form.sender_name,
                warning_text=self.warning_text,
                consent_label=self.consent_label,
                consented_at=timezone.now(),
                page_url=self.full_url or "",
                sender_hash=sender,
            )
            mail_notice.enqueue(request.pk)
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


def is_too_large(request: HttpRequest) -> bool:
    """Whether more was sent than the longest answers make.

    Asked before anything is read: Django's own limit leaves out attached files.
    """
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not length.isdigit() or int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def discard_body(request: HttpRequest) -> None:
    """Let a browser send all, for none shows an answer that comes before that."""
    with suppress(OSError):
        for _ in range(MOST_DISCARDED // CHUNK):
            if not request.read(CHUNK):
                return


def too_many_requests(firm: FirmSettings) -> str:
    """Why a request was not taken, and what to do instead."""
    message = (
        "Several requests came from your connection within the hour. Everything you "
        "wrote is still here: please send it later"
    )
    phone = firm.phone_display if firm.phone_number else ""
    return f"{message}, or call {phone}." if phone else f"{message}."
