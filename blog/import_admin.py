"""Settings, Import from WordPress: analyse, rehearse, import, report, undo.

The worker does the work; these pages ask for it and show how far it is.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from blog.import_forms import ExportForm, OptionsForm
from blog.models import ImportItem, ImportRun
from blog.sent_files import KEPT_FOR, folders_of, has_files, remove_files_of, used_at
from blog.tasks import analyse_export, carry_out_import, undo_import, verify_import
from blog.wordpress.report import Report
from blog.wordpress.report_files import CONTENT_TYPES, file_name, report_pieces
from blog.wordpress.runs import new_run, run_again

Status = ImportRun.Status
PERMISSION = "blog.add_importrun"
RUNS_ON_A_PAGE = 30
View = Callable[..., HttpResponseBase]


def for_importers(view: View) -> View:
    """Keep a view to those who may import."""

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return kept


def to_run(run: ImportRun) -> HttpResponse:
    """Go on to the page of a run."""
    return HttpResponseRedirect(reverse("wordpress_import", args=[run.pk]))


@for_importers
def imports(request: HttpRequest) -> HttpResponse:
    """All runs, the newest first."""
    runs = Paginator(ImportRun.objects.select_related("started_by"), RUNS_ON_A_PAGE)
    page = runs.get_page(request.GET.get("p"))
    return render(request, "blog/admin/imports.html", {"runs": page})


@for_importers
def new_import(request: HttpRequest) -> HttpResponse:
    """Take export files, and have them looked through."""
    form = ExportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        run = new_run(form.paths(), {}, user=request.user)
        return handed_over(run, Status.ANALYSING)
    return render(request, "blog/admin/import_new.html", {"form": form})


@for_importers
def run_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A run: what it holds, how far it is, what came of it."""
    run = get_object_or_404(ImportRun, pk=pk)
    return render(request, "blog/admin/import_run.html", context(run))


@for_importers
def run_state(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of that page which changes, for the script that renews it."""
    run = get_object_or_404(ImportRun, pk=pk)
    return render(request, "blog/admin/import_state.html", context(run))


def context(run: ImportRun, form: OptionsForm | None = None) -> dict[str, Any]:
    """What the page of a run shows."""
    found: dict[str, Any] = {"run": run, "has_files": has_files(run)}
    if folders_of(run) and found["has_files"] and not run.is_under_way:
        found["kept_until"] = used_at(run) + KEPT_FOR
    if run.status == Status.READY and found["has_files"]:
        types = run.analysis.get("other_types", {})
        found["form"] = form or OptionsForm(types)
    if not run.is_under_way and run.items.exists():
        found["report"] = Report(run)
        found["lacks_files"] = run.items.exclude(missing=[]).exists()
    return found


@for_importers
def download(request: HttpRequest, pk: int, form: str) -> StreamingHttpResponse:
    """The report as a file."""
    run = get_object_or_404(ImportRun, pk=pk)
    response = StreamingHttpResponse(
        report_pieces(run, form), content_type=CONTENT_TYPES[form]
    )
    name = file_name(run, form)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
@for_importers
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what a button of the page of a run says."""
    run = get_object_or_404(ImportRun, pk=pk)
    name = request.POST.get("action", "")
    action = ACTIONS.get(name)
    if action is None or run.is_under_way:
        messages.error(
            request, "That cannot be done now. The page is up to date again."
        )
        return to_run(run)
    if name in NEED_FILES and not has_files(run):
        messages.error(request, "The files of this import are gone. Send them anew.")
        return to_run(run)
    return action(request, run)


def begin(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Rehearse or import what was looked through."""
    form = OptionsForm(run.analysis.get("other_types", {}), request.POST, request.FILES)
    if run.status != Status.READY or not form.is_valid():
        return render(request, "blog/admin/import_run.html", context(run, form))
    run.options = form.options()
    run.is_rehearsal = request.POST["action"] == "rehearse"
    run.save(update_fields=["options", "is_rehearsal"])
    return handed_over(run, Status.WAITING)


def resume(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Go on with a run that stopped."""
    return handed_over(run, Status.WAITING)


def again(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Import the same files once more; after a rehearsal, for the first time."""
    return handed_over(run_again(run, request.user), Status.WAITING)


def retry_media(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Look again for the files that were not found, and for nothing else."""
    further = run_again(run, request.user, retry_media=True)
    return handed_over(further, Status.WAITING)


def force(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Overwrite what was edited here with what WordPress has."""
    item = get_object_or_404(ImportItem, run=run, key=request.POST.get("item", ""))
    further = run_again(run, request.user, force=[item.key])
    return handed_over(further, Status.WAITING)


def remove_files(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Remove the files that were sent for a run; its report stays."""
    remove_files_of(run)
    messages.success(request, "The sent files were removed.")
    return to_run(run)


def undo_run(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Take back what a run made."""
    return handed_over(run, Status.UNDOING)


def verify_run(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Ask for every old address."""
    return handed_over(run, Status.VERIFYING)


ACTIONS: dict[str, Callable[[HttpRequest, ImportRun], HttpResponse]] = {
    "rehearse": begin,
    "import": begin,
    "resume": resume,
    "again": again,
    "retry_media": retry_media,
    "force": force,
    "remove_files": remove_files,
    "undo": undo_run,
    "verify": verify_run,
}
NEED_FILES = {"rehearse", "import", "resume", "again", "retry_media", "force"}
TASKS: dict[str, Any] = {
    Status.ANALYSING: analyse_export,
    Status.WAITING: carry_out_import,
    Status.UNDOING: undo_import,
    Status.VERIFYING: verify_import,
}


def handed_over(run: ImportRun, status: ImportRun.Status) -> HttpResponse:
    """Let the worker do what a status stands for, and show the run."""
    run.status, run.error, run.stage, run.done, run.total = status, "", "", 0, 0
    run.save(update_fields=["status", "error", "stage", "done", "total"])
    TASKS[status].enqueue(run.pk)
    return to_run(run)


admin_urls: list[URLPattern] = [
    path("wordpress/", imports, name="wordpress_imports"),
    path("wordpress/new/", new_import, name="new_wordpress_import"),
    path("wordpress/<int:pk>/", run_page, name="wordpress_import"),
    path("wordpress/<int:pk>/state/", run_state, name="wordpress_import_state"),
    path("wordpress/<int:pk>/act/", act, name="act_on_wordpress_import"),
    *(
        path(
            f"wordpress/<int:pk>/report.{form}",
            download,
            {"form": form},
            name=f"wordpress_import_{form}",
        )
        for form in CONTENT_TYPES
    ),
]


class ImportMenuItem(MenuItem):
    """Shown to those who may import."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PERMISSION)


def menu_item() -> MenuItem:
    """The imports, under Settings."""
    return ImportMenuItem(
        "Import from WordPress",
        reverse("wordpress_imports"),
        icon_name="download",
        order=8_900,
    )
