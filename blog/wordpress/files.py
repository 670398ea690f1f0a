"""Export files as they come: plain, gzipped or zipped, read piece by piece."""

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, cast

from blog.wordpress.damage import Damage

PIECE = 1 << 18


class ByteStream(Protocol):
    """What gives the bytes it has, so that a cut file is read to its last byte."""

    def read1(self, size: int = -1, /) -> bytes: ...


class UnreadableExport(Exception):
    """The file cannot be opened, or is no WordPress export."""


@contextmanager
def member_streams(path: Path) -> Iterator[list[ByteStream]]:
    """The XML files in an export file: one, or all those of a zip in order of name.

    Raises:
        UnreadableExport: when the file is missing, empty, or of another kind.
    """
    try:
        with path.open("rb") as file:
            start = file.read(4)
            file.seek(0)
            if start[:2] == b"\x1f\x8b":
                yield [gzip.GzipFile(fileobj=file)]
            elif start == b"PK\x03\x04":
                with zipfile.ZipFile(file) as archive:
                    members = xml_members(archive, path)
                    yield [cast(ByteStream, archive.open(name)) for name in members]
            else:
                yield [file]
    except (OSError, zipfile.BadZipFile) as error:
        raise UnreadableExport(f"{path.name} cannot be read: {error}") from error


def xml_members(archive: zipfile.ZipFile, path: Path) -> list[str]:
    """The names of the export files in a zip."""
    names = [
        name
        for name in archive.namelist()
        if name.lower().endswith(".xml") and not name.startswith("__MACOSX/")
    ]
    if not names:
        raise UnreadableExport(f"{path.name} holds no XML file.")
    return sorted(names)


def pieces(stream: ByteStream, damage: Damage) -> Iterator[bytes]:
    """The bytes of a file in pieces, as far as it can be read."""
    while True:
        try:
            piece = stream.read1(PIECE)
        except (EOFError, OSError, zlib.error, zipfile.BadZipFile):
            damage.name("The compressed file ends early or is damaged.")
            return
        if not piece:
            return
        yield piece
