"""What staff are asked before an import: files first, then what becomes of them."""

import zipfile
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from blog.sent_files import KEPT_FOR, kept

EXPORT_ENDINGS = (".xml", ".gz", ".zip")
KINDS = {
    "": "Leave it out",
    "articles": "Articles",
    "pages": "Standard pages",
    "attorneys": "Attorneys",
}


class SeveralFilesInput(forms.FileInput):
    """Lets several files be chosen at once."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Uploaded files; none is fine."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        return [super(SeveralFilesField, self).clean(file) for file in data or ()]


def entries_on_server() -> list[Path]:
    """What an operator has put into the folder for imports."""
    folder = Path(settings.IMPORT_ROOT)
    entries = folder.iterdir() if folder.is_dir() else ()
    return sorted(
        entry
        for entry in entries
        if not entry.is_symlink() and not entry.name.startswith((".", "uploaded-"))
    )


class ExportForm(forms.Form):
    """The export files: sent by the browser, or put on the server before."""

    sent = SeveralFilesField(
        label="Export files",
        required=False,
        help_text=(
            "In WordPress: Tools, Export, All content. "
            "One file or several, as .xml, .gz or .zip. They are removed "
            f"{KEPT_FOR.days} days after the last import that used them."
        ),
        widget=SeveralFilesInput(attrs={"accept": ",".join(EXPORT_ENDINGS)}),
    )
    on_server = forms.MultipleChoiceField(
        label="Or files that are on the server",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [
            entry.name
            for entry in entries_on_server()
            if entry.is_file() and entry.suffix.lower() in EXPORT_ENDINGS
        ]
        if names:
            field = self.fields["on_server"]
            assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - for mypy
            field.choices = [(name, name) for name in names]
        else:
            del self.fields["on_server"]

    def clean_sent(self) -> list[UploadedFile]:
        """Files of the right kind."""
        for file in self.cleaned_data["sent"]:
            if not (file.name or "").lower().endswith(EXPORT_ENDINGS):
                raise forms.ValidationError(
                    f"{file.name} is no export: its name ends in .xml, .gz or .zip."
                )
        return self.cleaned_data["sent"]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        is_given = answers.get("sent") or answers.get("on_server")
        if not is_given and "sent" not in self.errors:
            raise forms.ValidationError("Choose at least one export file.")
        return answers

    def paths(self) -> list[Path]:
        """Where the files are; those that were sent are written down."""
        names = self.cleaned_data.get("on_server", ())
        there = [Path(settings.IMPORT_ROOT) / name for name in names]
        return [*there, *map(kept, self.cleaned_data["sent"])]


class OptionsForm(forms.Form):
    """What becomes of other post types, and where pictures and files come from."""

    def __init__(self, types: dict[str, int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.types = list(types)
        for number, (name, count) in enumerate(types.items()):
            self.fields[f"type_{number}"] = forms.ChoiceField(
                label=f"Items of the type “{name}” ({count}) become",
                choices=KINDS.items(),
                required=False,
            )
        self.fields["uploads"] = forms.FileField(
            label="Zip of the folder wp-content/uploads",
            required=False,
            help_text="With it, pictures and files come along.",
            widget=forms.FileInput(attrs={"accept": ".zip"}),
        )
        copies = [
            entry.name
            for entry in entries_on_server()
            if entry.is_dir() or entry.suffix.lower() == ".zip"
        ]
        if copies:
            self.fields["uploads_on_server"] = forms.ChoiceField(
                label="Or a copy of that folder on the server",
                required=False,
                choices=[("", "None"), *((name, name) for name in copies)],
            )
        self.fields["fetch_media"] = forms.BooleanField(
            label="Fetch what is missing from the old site",
            required=False,
            help_text="The old site has to be up, under its old address.",
        )

    def clean_uploads(self) -> UploadedFile | None:
        """A zip, whatever its name ends in."""
        file = self.cleaned_data["uploads"]
        if file and not zipfile.is_zipfile(file):
            raise forms.ValidationError(f"{file.name} is no zip.")
        return file

    def options(self) -> dict[str, Any]:
        """The answers as a run keeps them."""
        answers = self.cleaned_data
        chosen = {
            name: answers[f"type_{number}"] for number, name in enumerate(self.types)
        }
        uploads = answers.get("uploads_on_server")
        path = Path(settings.IMPORT_ROOT) / uploads if uploads else None
        if answers["uploads"]:
            path = kept(answers["uploads"])
        return {
            "map": {name: kind for name, kind in chosen.items() if kind},
            "uploads": str(path.resolve()) if path else "",
            "fetch_media": answers["fetch_media"],
            "force": [],
            "retry_media": False,
        }
