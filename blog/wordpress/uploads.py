"""Where the files of the old site come from: a folder, a zip, or the old site."""

import zipfile
from pathlib import Path, PurePosixPath
from typing import Protocol
from urllib.parse import unquote, urlsplit

from django.conf import settings

from blog.wordpress.addresses import original_path
from blog.wordpress.fetching import Limits, NotFetched, fetch
from blog.wordpress.files import UnreadableExport

NOT_AMONG_UPLOADS = "The file is not among the uploads."


class FileSource(Protocol):
    """Gives the bytes of files by their old addresses."""

    def has(self, address: str) -> bool:
        """Whether the file is likely there."""

    def read(self, address: str) -> bytes:
        """The bytes of the file.

        Raises:
            NotFetched: when it cannot be had.
        """


def name_in_uploads(address: str) -> str:
    """The part of an address that names the file within the uploads."""
    path = unquote(urlsplit(address).path)
    return path.rpartition("/uploads/")[2].strip("/")


def candidates(address: str) -> list[str]:
    """The names that a file may have: as it is, without and with the scaled mark."""
    name = name_in_uploads(address)
    original = original_path(name)
    stem, dot, ending = original.rpartition(".")
    return list(dict.fromkeys([name, original, f"{stem}-scaled{dot}{ending}"]))


class Copied:
    """A copy of the uploads: a folder or a zip, however deep they lie in it."""

    def __init__(self, path: Path) -> None:
        """Open the copy.

        Raises:
            UnreadableExport: when it is gone, or a file that is no zip.
        """
        self.path = path
        try:
            self.archive = None if path.is_dir() else zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile) as error:
            raise UnreadableExport(f"{path.name} cannot be read: {error}") from error
        self.names = {clean_name(name): name for name in self._all_names()}

    def _all_names(self) -> list[str]:
        if self.archive is not None:
            return [n for n in self.archive.namelist() if not n.endswith("/")]
        return [
            found.relative_to(self.path).as_posix()
            for found in self.path.rglob("*")
            if found.is_file() and not found.is_symlink()
        ]

    def has(self, address: str) -> bool:
        return any(name in self.names for name in candidates(address))

    def read(self, address: str) -> bytes:
        most = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
        for name in candidates(address):
            if (stored := self.names.get(name)) is None:
                continue
            if self.archive is not None:
                with self.archive.open(stored) as file:
                    data = file.read(most + 1)
            else:
                with (self.path / stored).open("rb") as file:
                    data = file.read(most + 1)
            if len(data) > most:
                raise NotFetched("The file is too large.")
            return data
        raise NotFetched(NOT_AMONG_UPLOADS)


def clean_name(name: str) -> str:
    """The name within the uploads, wherever in the copy they lie."""
    parts = PurePosixPath(name).parts
    if "uploads" in parts:
        parts = parts[parts.index("uploads") + 1 :]
    return "/".join(parts)


class Fetched:
    """The old site itself."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()

    def has(self, address: str) -> bool:
        return True

    def read(self, address: str) -> bytes:
        return fetch(address, self.limits)


class Both:
    """A copy first, and the old site for what it lacks."""

    def __init__(self, copied: Copied, fetched: Fetched) -> None:
        self.copied, self.fetched = copied, fetched

    def has(self, address: str) -> bool:
        return True

    def read(self, address: str) -> bytes:
        source = self.copied if self.copied.has(address) else self.fetched
        return source.read(address)
