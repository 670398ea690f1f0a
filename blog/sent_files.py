"""Export files that staff sent: kept while an import may need them, then removed.

They hold everything that the old site had, drafts and passwords included.
"""

import re
import secrets
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.text import get_valid_filename

from blog.models import ImportRun
from blog.models.imports import UNDER_WAY

KEPT_FOR = timedelta(days=30)  # after the last import that used them
NAME = re.compile(r"uploaded-[0-9a-f]{16}")


def kept(file: UploadedFile) -> Path:
    """A file that was sent, written where the worker finds it and nobody else looks."""
    folder = Path(settings.IMPORT_ROOT) / f"uploaded-{secrets.token_hex(8)}"
    folder.mkdir(parents=True, mode=0o700)
    path = folder / get_valid_filename(Path(file.name or "file").name)
    with path.open("wb") as target:
        for chunk in file.chunks():
            target.write(chunk)
    return path


def paths_of(run: ImportRun) -> list[Path]:
    """The files that a run reads."""
    return [Path(name) for name in (*run.files, run.options.get("uploads")) if name]


def folders_of(run: ImportRun) -> set[Path]:
    """The folders of sent files that a run reads; never one that an operator made."""
    root = Path(settings.IMPORT_ROOT).resolve()
    folders = {path.parent for path in paths_of(run)}
    return {
        root / folder.name
        for folder in folders
        if NAME.fullmatch(folder.name) and folder.resolve().parent == root
    }


def has_files(run: ImportRun) -> bool:
    """Whether the files that a run reads are still there."""
    return all(path.exists() for path in paths_of(run))


def used_at(run: ImportRun) -> datetime:
    """When a run last had its files in use."""
    return run.finished_at or run.started_at


def remove_files_of(run: ImportRun) -> None:
    """Remove what was sent for a run, unless another is at work on it."""
    needed = [
        folders_of(other) for other in ImportRun.objects.filter(status__in=UNDER_WAY)
    ]
    for folder in folders_of(run).difference(*needed):
        shutil.rmtree(folder, ignore_errors=True)


def remove_old_files() -> None:
    """Remove what was sent and that no import has used for a month."""
    root = Path(settings.IMPORT_ROOT)
    if not root.is_dir():
        return
    before = timezone.now() - KEPT_FOR
    needed: set[Path] = set()
    for run in ImportRun.objects.defer("summary", "analysis"):
        if run.is_under_way or used_at(run) > before:
            needed |= folders_of(run)
    for folder in root.resolve().iterdir():
        if folder in needed or folder.is_symlink() or not NAME.fullmatch(folder.name):
            continue
        if datetime.fromtimestamp(folder.stat().st_mtime, UTC) < before:
            shutil.rmtree(folder, ignore_errors=True)
