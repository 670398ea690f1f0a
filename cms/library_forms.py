"""The forms of the image and document library, explained in editors' words."""

from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

SHARED_HELP = {
    "title": "How colleagues find it in the library. Visitors never see it.",
    "tags": "Words to find it by. Visitors never see them.",
    "collection": "Who may see it follows from its collection.",
}


class ImageForm(BaseImageForm):
    """A picture of the library."""

    class Meta(BaseImageForm.Meta):
        help_texts = {
            **SHARED_HELP,
            "description": "What the picture shows, in one sentence, for those who "
            "cannot see it. Each place can have its own instead.",
        }


class DocumentForm(BaseDocumentForm):
    """A file that visitors can download."""

    class Meta(BaseDocumentForm.Meta):
        help_texts = {
            **SHARED_HELP,
            "title": "What visitors read on the link, if its block says nothing else.",
            "file": "PDF, text, spreadsheet or slides, up to 25 MB.",
        }
