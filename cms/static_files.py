"""Static files as readers get them: hashed, compressed, the CSS in one piece."""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

import brotli
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLE_SHEET = "cms/css/site.css"
IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\)(?: layer\((?P<layer>\w+)\))?;')
ADDRESS = re.compile(r'url\("(?P<path>[^":]+)"\)')
LARGE = 100_000  # bytes: beyond that, the last tenth of the size costs seconds


class QuickCompressor(Compressor):
    """Brotli at its best for what readers get, a little below it for large files.

    Source maps are large and read by developers only.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        options["extensions"] = (*self.SKIP_COMPRESS_EXTENSIONS, "map")
        super().__init__(*args, **options)

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        return brotli.compress(data, quality=9 if len(data) > LARGE else 11)


class SiteStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, with the imports of `site.css` put in their places.

    The style sheet is kept as one file for each component, and read as one request:
    a chain of imports would cost a reader two round trips and forty requests.
    """

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        if STYLE_SHEET in paths:
            joined = InMemoryStorage()
            joined.save(STYLE_SHEET, ContentFile(join_imports(STYLE_SHEET, paths)))
            paths = {**paths, STYLE_SHEET: (joined, STYLE_SHEET)}
        yield from super().post_process(paths, dry_run, **options)

    def create_compressor(self, **options: Any) -> Compressor:
        return QuickCompressor(**options)


def join_imports(name: str, paths: dict[str, tuple[Storage, str]]) -> str:
    """The style sheet `name` with each import replaced by the file it names.

    An import into a cascade layer becomes a block of that layer (CSS Cascading and
    Inheritance Level 5, section 2.1), so the result means the same.
    """
    folder = posixpath.dirname(name)

    def imported(match: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(folder, match["path"]))
        css = moved(read(path, paths), posixpath.dirname(match["path"]))
        return f"@layer {match['layer']} {{\n{css}}}" if match["layer"] else css

    return IMPORT.sub(imported, read(name, paths))


def moved(css: str, folder: str) -> str:
    """The CSS with its relative addresses as seen from the folder above `folder`."""
    return ADDRESS.sub(
        lambda match: f'url("{posixpath.join(folder, match["path"])}")', css
    )


def read(name: str, paths: dict[str, tuple[Storage, str]]) -> str:
    """The text of a collected file, from where it was found."""
    storage, path = paths[name]
    with storage.open(path) as file:
        return file.read().decode()
