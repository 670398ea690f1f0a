"""The consultation form that editors build, and the requests that arrive by it."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.forms.models import (
    AbstractFormField,
    AbstractFormSubmission,
    EmailFormMixin,
    FormMixin,
)
from wagtail.contrib.forms.panels import FormSubmissionsPanel
from wagtail.fields import RichTextField

from cms.blocks.groups import INLINE_FEATURES, TEXT_FEATURES
from cms.pages import BasePage

DEFAULT_WARNING = (
    "Sending this form does not make you a client of the firm. Please do not send "
    "confidential facts yet: what you write may not be confidential, it is no legal "
    "advice when we answer, and we may already represent another side."
)


class FormField(AbstractFormField):
    """A question of a consultation form."""

    page = ParentalKey(
        "home.ConsultationPage", on_delete=models.CASCADE, related_name="form_fields"
    )


class ConsultationPage(EmailFormMixin, FormMixin, BasePage):
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

    @property
    def summary_fallback(self) -> str:
        return self.introduction


class ConsultationRequest(AbstractFormSubmission):
    """A request as it arrived, with the warning its sender agreed to."""

    warning_text = models.TextField()
    consented_at = models.DateTimeField()

    class Meta:
        verbose_name = "consultation request"
        ordering = ["-submit_time"]
