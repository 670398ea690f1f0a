"""What the editor checks in an article beyond its single fields."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class ArticlePageForm(WagtailAdminPageForm):
    """Drafts may have gaps; what is published has a name in each byline."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.is_deferred_validation and "authors" in self.formsets:
            for form in self.formsets["authors"].forms:
                is_kept = form.is_valid() and not form.cleaned_data.get("DELETE")
                if is_kept and not form.instance.name:
                    form.add_error("name", "Choose an attorney or write a name.")
        return cleaned
