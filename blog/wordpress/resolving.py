"""Finds what texts refer to: pages by old address, pictures and files by theirs."""

from dataclasses import dataclass, field
from html import escape
from urllib.parse import urlsplit

from blog.wordpress.addresses import OldSite, original_path
from blog.wordpress.kept import Kept
from blog.wordpress.survey import Attachment

UPLOADS = "/wp-content/uploads/"
REHEARSED = -1  # the key of what a rehearsal does not write


@dataclass
class Library:
    """The pages and files that old addresses and numbers lead to."""

    site: OldSite
    pages: Kept[str, int] = field(default_factory=Kept)  # by path
    pages_by_number: Kept[int, int] = field(default_factory=Kept)
    archives: set[str] = field(default_factory=set)  # paths that redirects cover
    attachments: Kept[int, Attachment] = field(default_factory=Kept)
    images: Kept[int, int] = field(default_factory=Kept)  # by attachment
    images_by_path: Kept[str, int] = field(default_factory=Kept)
    documents: Kept[int, str] = field(default_factory=Kept)  # their addresses
    documents_by_path: Kept[str, int] = field(default_factory=Kept)
    files_of_images: Kept[int, str] = field(default_factory=Kept)

    def page(self, address: str) -> int | None:
        """The key of the page that an old address leads to."""
        path = self.site.path(address)
        if path is None:
            return None
        number = self.site.number(address)
        return self.pages_by_number.get(number) or self.pages.get(path)


class SiteResolver:
    """Answers for one text, and remembers what it could not find."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.missing: list[str] = []
        self.unresolved: list[str] = []
        self.lost: list[str] = []

    def image(self, address: str, attachment_id: int) -> int | None:
        """By the number of the attachment, then by address without size suffix."""
        library = self.library
        found = library.images.get(attachment_id)
        if found is None and (path := self._upload(address)):
            found = library.images_by_path.get(path)
        if found is None:
            self.missing.append(address or f"attachment {attachment_id}")
        return found

    def attachment(self, attachment_id: int) -> tuple[str, str, str] | None:
        found = self.library.attachments.get(attachment_id)
        return (found.url, found.alt, found.caption) if found else None

    def document(self, address: str) -> int | None:
        path = self._upload(address)
        found = self.library.documents_by_path.get(path or "")
        if found is None and path and UPLOADS in f"{path}/":
            self.missing.append(address)
        return found

    def link(self, address: str) -> str:
        """A link to a page or document here; what is not found stays as it was."""
        path = self.library.site.path(address)
        if path is None:
            return f'href="{escape(address)}"'
        if page := self.library.page(address):
            return f'linktype="page" id="{page}"'
        if UPLOADS in path:
            return self._file_link(address, path)
        if path in self.library.archives:
            return f'href="{escape(path)}/"'
        if path == "/" and not urlsplit(address).query:
            return 'href="/"'
        self.unresolved.append(address)
        return f'href="{escape(address)}"'

    def _file_link(self, address: str, path: str) -> str:
        original = original_path(path)
        if document := self.library.documents_by_path.get(original):
            return f'linktype="document" id="{document}"'
        image = self.library.images_by_path.get(original)
        if image and (file := self.library.files_of_images.get(image)):
            return f'href="{escape(file)}"'
        self.missing.append(address)
        return f'href="{escape(address)}"'

    def _upload(self, address: str) -> str | None:
        path = self.library.site.path(address)
        return original_path(path) if path else None
