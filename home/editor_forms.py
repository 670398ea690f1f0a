"""What the editor checks in a consultation form beyond its single fields."""

from typing import Any

from wagtail.contrib.forms.forms import WagtailAdminFormPageForm

TYPES_WITH_CHOICES = ("dropdown", "radio", "checkboxes")


class ConsultationPageForm(WagtailAdminFormPageForm):
    """Drafts may have gaps; a published question can be answered."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.is_deferred_validation and "form_fields" in self.formsets:
            for form in self.formsets["form_fields"].forms:
                is_kept = form.is_valid() and not form.cleaned_data.get("DELETE")
                if is_kept and lacks_choices(form.instance):
                    form.add_error("choices", "Write the choices, one on each line.")
        return cleaned


def lacks_choices(question: Any) -> bool:
    """Whether a question offers a choice of nothing."""
    return question.field_type in TYPES_WITH_CHOICES and not question.choices.strip()
