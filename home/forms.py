"""The consultation form that visitors fill in, and what keeps spam out of it."""

import hashlib
import re
from datetime import timedelta
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from wagtail.contrib.forms.forms import BaseForm, FormBuilder

LONGEST_LINE = 255
LONGEST_TEXT = 5_000
QUICKEST = timedelta(seconds=3)
SLOWEST = timedelta(hours=24)
STAMP_SALT = "consultation-form"
PHONE = re.compile(r"\A[\d\s()+./x-]{6,40}\Z", re.IGNORECASE)
NAME = re.compile(r"\bname\b", re.IGNORECASE)
MOST_DIGITS = 15
OWN_FIELDS = ("consent", "website", "stamp")


def new_stamp(page: Any) -> str:
    """A signed note of when the form was shown, and with which warning."""
    shown = [timezone.now().timestamp(), wording_of(page)]
    return signing.dumps(shown, salt=STAMP_SALT)


def wording_of(page: Any) -> str:
    """Tells one wording of the warning and its consent from another."""
    wording = f"{page.warning_text}\n{page.consent_label}"
    return hashlib.sha256(wording.encode()).hexdigest()[:16]


class ConsultationForm(BaseForm):
    """Editors' questions, the warning's consent, and two traps for robots."""

    def __init__(self, *args: Any, page: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, page=page, **kwargs)
        self.fields["consent"] = forms.BooleanField(
            label=page.consent_label,
            error_messages={"required": "Please read the warning and tick the box."},
        )
        self.fields["website"] = forms.CharField(
            label="Leave this empty", required=False, max_length=LONGEST_LINE
        )
        self.fields["stamp"] = forms.CharField(
            widget=forms.HiddenInput, required=False, max_length=LONGEST_LINE
        )
        if self.is_bound:
            posted: QueryDict = self.data.copy()  # type: ignore[has-type]
            self.posted_stamp = posted.get("stamp", "")
            # What is shown again carries a fresh stamp, so that a second try works.
            posted["stamp"] = new_stamp(page)
            self.data = posted
        else:
            self.initial["stamp"] = new_stamp(page)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("website"):
            raise ValidationError(
                "This looks like it was sent by a machine. Please leave the field "
                "called “Leave this empty” empty, or call us."
            )
        self._check_stamp()
        return cleaned

    def _check_stamp(self) -> None:
        try:
            shown_at, wording = signing.loads(self.posted_stamp, salt=STAMP_SALT)
            age = timedelta(seconds=timezone.now().timestamp() - shown_at)
        except signing.BadSignature:
            age, wording = None, ""
        if age is None or age > SLOWEST:
            raise ValidationError(
                "The form was open for a long time. Everything you wrote is still "
                "here: please send it once more."
            )
        if age < QUICKEST:
            raise ValidationError(
                "That was very quick. Everything you wrote is still here: "
                "please look it over and send it once more."
            )
        if wording != wording_of(self.page):
            self.data.pop("consent", None)
            raise ValidationError(
                "The warning above the button was changed a moment ago. Everything "
                "you wrote is still here: please read the warning and agree anew."
            )

    @property
    def answers(self) -> dict[str, Any]:
        """The editors' questions with what was answered, without our own fields."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in OWN_FIELDS
        }

    @property
    def sender_name(self) -> str:
        """Who sent the request, as far as a question asked for it.

        The question that browsers fill in with a name, or the two for its parts;
        else the first that speaks of a name.
        """
        by_autofill = {
            field.widget.attrs.get("autocomplete"): self.answers.get(name)
            for name, field in self.fields.items()
        }
        parts = [by_autofill.get(part) for part in ("given-name", "family-name")]
        whole = by_autofill.get("name") or " ".join(part for part in parts if part)
        named = (
            self.answers.get(name)
            for name, field in self.fields.items()
            if NAME.search(str(field.label)) and isinstance(field, forms.CharField)
        )
        return (whole or next(filter(None, named), ""))[:LONGEST_LINE]


class ConsultationFormBuilder(FormBuilder):
    """Builds the form from an editor's questions, each with a limit on its length."""

    def get_form_class(self) -> type[ConsultationForm]:
        return type("ConsultationForm", (ConsultationForm,), self.formfields)

    def get_field_options(self, field: Any) -> dict[str, Any]:
        options = super().get_field_options(field)
        options["error_messages"] = {"required": "Please answer this question."}
        return options

    def create_singleline_field(self, field: Any, options: Any) -> forms.Field:
        widget = forms.TextInput(attrs=autofill(field))
        return forms.CharField(max_length=LONGEST_LINE, widget=widget, **options)

    def create_multiline_field(self, field: Any, options: Any) -> forms.Field:
        widget = forms.Textarea(attrs={"rows": 5})
        return forms.CharField(max_length=LONGEST_TEXT, widget=widget, **options)

    def create_email_field(self, field: Any, options: Any) -> forms.Field:
        options["error_messages"]["invalid"] = (
            "Enter an e-mail address such as name@example.com."
        )
        widget = forms.EmailInput(attrs={"autocomplete": "email"})
        return forms.EmailField(max_length=LONGEST_LINE, widget=widget, **options)

    def create_phone_field(self, field: Any, options: Any) -> forms.Field:
        widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
        message = "Enter a phone number such as 212 555 0142."
        options["error_messages"]["invalid"] = message
        return forms.RegexField(
            PHONE, max_length=40, widget=widget, strip=True, **options
        )

    def create_number_field(self, field: Any, options: Any) -> forms.Field:
        options["error_messages"]["invalid"] = "Enter a number such as 12 or 12.5."
        return forms.DecimalField(max_digits=MOST_DIGITS, **options)

    def create_dropdown_field(self, field: Any, options: Any) -> forms.Field:
        choices = [("", "Please choose"), *self.get_formatted_field_choices(field)]
        return forms.ChoiceField(choices=choices, **options)

    def create_date_field(self, field: Any, options: Any) -> forms.Field:
        options["error_messages"]["invalid"] = "Enter a date such as 2027-03-31."
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return forms.DateField(widget=widget, **options)


def autofill(field: Any) -> dict[str, str]:
    """What browsers may fill in by themselves (WCAG 1.3.5)."""
    return {"autocomplete": field.autofill} if field.autofill else {}
