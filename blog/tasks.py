"""What the worker does for imports."""

from dataclasses import asdict
from functools import partial

from django.tasks import task

from blog.models import ImportRun
from blog.wordpress.analysis import analyse
from blog.wordpress.files import UnreadableExport
from blog.wordpress.importing import Importer
from blog.wordpress.runs import paths_of
from blog.wordpress.undoing import undo
from blog.wordpress.verifying import SiteUnreachable, verify

Status = ImportRun.Status
STEP = 50  # things done between two notes of how far it is
URGENT = 50  # somebody looks on, while the sizes of pictures can wait
CLOSED = (Status.FINISHED, Status.UNDONE)


@task(priority=URGENT)
def analyse_export(run_pk: int) -> None:
    """Count what the files of a run hold, so that somebody can decide."""
    run = ImportRun.objects.filter(pk=run_pk, status=Status.ANALYSING).first()
    if run is None:
        return
    try:
        analysis = analyse(paths_of(run))
    except UnreadableExport as error:
        run.status, run.error = Status.UNREADABLE, str(error)
    else:
        run.status, run.error = Status.READY, ""
        run.analysis = asdict(analysis.overview())
    run.save(update_fields=["status", "error", "analysis"])


@task(priority=URGENT)
def carry_out_import(run_pk: int) -> None:
    """Import, from the beginning or from where a run was interrupted."""
    run = ImportRun.objects.filter(pk=run_pk).exclude(status__in=CLOSED).first()
    if run is None:
        return
    try:
        Importer(run).go()
    except UnreadableExport as error:  # trying again would not help
        ImportRun.objects.filter(pk=run_pk).update(
            status=Status.UNREADABLE, error=str(error)
        )


@task(priority=URGENT)
def undo_import(run_pk: int) -> None:
    """Take back what a run made."""
    run = ImportRun.objects.filter(pk=run_pk, status=Status.UNDOING).first()
    if run is not None:
        undo(run, partial(tell, run, "Removing what it made"))


def tell(run: ImportRun, stage: str, done: int, total: int) -> None:
    """Let the page of a run show how far the worker is."""
    if done % STEP == 0 or done == total:
        run.stage, run.done, run.total = stage, done, total
        run.save(update_fields=["stage", "done", "total"])


@task(priority=URGENT)
def verify_import(run_pk: int) -> None:
    """Ask the running site for every old address."""
    run = ImportRun.objects.filter(pk=run_pk, status=Status.VERIFYING).first()
    if run is None:
        return
    try:
        verify(run, advance=partial(tell, run, "Asking for old addresses"))
    except (SiteUnreachable, UnreadableExport) as error:
        run.status, run.error = Status.FINISHED, str(error)
        run.save(update_fields=["status", "error"])
