"""Export files as they come: plain, gzipped or zipped, read piece by piece."""

import gzip
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import Protocol, cast

from blog.wordpress.damage import Damage

PIECE = 1 << 18
# A small file that unpacks to more than this is meant to fill a machine.
MOST_UNPACKED = 8 << 30  # bytes of one compressed file, all its members together
MOST_MEMBERS = 1_000


class ByteStream(Protocol):
    """What gives the bytes it has, so that a cut file is read to its last byte."""

    def read1(self, size: int = -1, /) -> bytes: ...


class UnreadableExport(Exception):
    """The file cannot be opened, or is no WordPress export."""


@contextmanager
def member_streams(path: Path) -> Iterator[Iterable[ByteStream]]:
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
                    yield (opened(archive, name) for name in members)
            else:
                yield [file]
    except (OSError, zipfile.BadZipFile) as error:
        raise UnreadableExport(f"{path.name} cannot be read: {error}") from error


def opened(archive: zipfile.ZipFile, name: str) -> ByteStream:
    """A file of a zip.

    Raises:
        OSError: when it is encrypted, or packed in a way that we do not know.
    """
    try:
        return cast(ByteStream, archive.open(name))
    except (RuntimeError, NotImplementedError) as error:
        raise OSError(str(error)) from error


def xml_members(archive: zipfile.ZipFile, path: Path) -> list[str]:
    """The names of the export files in a zip."""
    names = [
        name
        for name in archive.namelist()
        if name.lower().endswith(".xml") and not name.startswith("__MACOSX/")
    ]
    if not names:
        raise UnreadableExport(f"{path.name} holds no XML file.")
    if len(names) > MOST_MEMBERS:
        raise UnreadableExport(
            f"{path.name} holds {len(names):,} XML files; {MOST_MEMBERS:,} are read."
        )
    return sorted(names)


def pieces(
    streams: Iterable[ByteStream], name: str, damage: Damage
) -> Iterator[Iterator[bytes]]:
    """The bytes of each file in pieces, as far as they can be read.

    Raises:
        UnreadableExport: when all together hold more than any export does.
    """
    left = MOST_UNPACKED

    def of(stream: ByteStream) -> Iterator[bytes]:
        nonlocal left
        for piece in readable_pieces(stream, damage):
            left -= len(piece)
            if left < 0 and not isinstance(stream, BufferedReader):
                raise UnreadableExport(
                    f"{name} unpacks to more than {MOST_UNPACKED >> 30} GB. "
                    "If it is a true export, unpack it first."
                )
            yield piece

    return map(of, streams)


def readable_pieces(stream: ByteStream, damage: Damage) -> Iterator[bytes]:
    """The bytes of one file in pieces, to its end or to where it is damaged."""
    while True:
        try:
            piece = stream.read1(PIECE)
        except (EOFError, OSError, zlib.error, zipfile.BadZipFile):
            damage.name("The compressed file ends early or is damaged.")
            return
        if not piece:
            return
        yield piece
