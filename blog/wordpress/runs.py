"""Runs of the import: begun, found again, undone."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from blog.models import ImportRun

OPEN = (ImportRun.Status.RUNNING, ImportRun.Status.STOPPED)


def new_run(
    exports: Iterable[Path],
    options: dict[str, Any],
    is_rehearsal: bool = False,
    user: Any = None,
) -> ImportRun:
    """A run that is to begin."""
    return ImportRun.objects.create(
        files=[str(path) for path in exports],
        options=options,
        is_rehearsal=is_rehearsal,
        started_by=user,
    )


def paths_of(run: ImportRun) -> list[Path]:
    """The export files of a run."""
    return [Path(name) for name in run.files]


def run_again(run: ImportRun, user: Any = None, **changed: Any) -> ImportRun:
    """A further run on the files of another, which waits for the worker."""
    once = {"force": [], "retry_media": False}
    again = new_run(paths_of(run), run.options | once | changed, user=user)
    again.status = ImportRun.Status.WAITING
    again.save(update_fields=["status"])
    return again


def unfinished_run(exports: Iterable[Path], is_rehearsal: bool) -> ImportRun | None:
    """The run on the same files that was interrupted, if there is one."""
    files = [str(path) for path in exports]
    found = ImportRun.objects.filter(
        files=files, status__in=OPEN, is_rehearsal=is_rehearsal
    )
    return found.order_by("-pk").first()
