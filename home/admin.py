"""Where staff read, sort and export consultation requests."""

import re
from collections import OrderedDict
from datetime import datetime
from typing import Any

from django.utils import timezone
from django_filters import DateFromToRangeFilter, ModelChoiceFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.coreutils import multigetattr
from wagtail.permission_policies import ModelPermissionPolicy

from home.models import ConsultationPage, ConsultationRequest

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
ANSWER = "answer:"


class ConsultationRequestPermissionPolicy(ModelPermissionPolicy):
    """Django's permissions, but nobody writes a request in a visitor's place."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "add" and super().user_has_permission(user, action)


def cell_text(value: str) -> str:
    """Text that a spreadsheet can hold, shows, and never runs (CWE-1236)."""
    text = UNPRINTABLE.sub("", value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def cell_time(value: datetime) -> str:
    """A moment as the firm's clock shows it."""
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")


def cell_value(request: ConsultationRequest, field: str) -> Any:
    """What a request says in a column; nothing where its form did not ask."""
    return "" if field.startswith(ANSWER) else multigetattr(request, field)


def form_title(request: ConsultationRequest) -> str:
    """The form by which a request came."""
    return str(request.page or "A deleted form")


class ConsultationRequestFilterSet(WagtailFilterSet):
    """By status, by days of arrival, and by the form."""

    submit_time = DateFromToRangeFilter(label="Arrived", widget=DateRangePickerWidget)
    page = ModelChoiceFilter(
        label="Form", queryset=lambda request: ConsultationPage.objects.all()
    )

    class Meta:
        model = ConsultationRequest
        fields = ["status", "submit_time", "page"]


class ConsultationRequestIndexView(IndexView):
    """The list of requests, and its export with a column for each question."""

    export_headings = {
        "submit_time": "Arrived",
        "get_status_display": "Status",
        "page": "Form",
        "sender_name": "From",
        "consented_at": "Consent given at",
        "notes": "Notes",
    }
    custom_value_preprocess = {
        str: {"csv": cell_text, "xlsx": cell_text},
        datetime: {"csv": cell_time, "xlsx": cell_time},
    }

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("page")

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> Any:
        questions = {name: None for item in queryset for name, _ in item.answers}
        answers = [f"{ANSWER}{name}" for name in questions]
        self.list_export = [*self.export_headings, *answers]
        return super().as_spreadsheet(queryset, spreadsheet_format)

    def get_heading(self, queryset: Any, field: str) -> str:
        return cell_text(super().get_heading(queryset, field).removeprefix(ANSWER))

    def to_row_dict(self, item: ConsultationRequest) -> OrderedDict[str, Any]:
        answers = {f"{ANSWER}{name}": answer for name, answer in item.answers}
        known = {"page": str(item.page or ""), **answers}
        return OrderedDict(
            (field, known[field] if field in known else cell_value(item, field))
            for field in self.list_export
        )


class ConsultationRequestViewSet(ModelViewSet):
    """Requests, newest first."""

    model = ConsultationRequest
    name = "consultation_requests"
    icon = "mail"
    menu_label = "Consultations"
    menu_order = 250
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = ConsultationRequestIndexView
    list_display = [
        TitleColumn(
            "sender_name",
            label="From",
            url_name="consultation_requests:edit",
            accessor=lambda request: request.sender_name or "No name given",
            sort_key="sender_name",
        ),
        StatusTagColumn(
            "get_status_display",
            label="Status",
            sort_key="status",
            primary=lambda request: request.status == ConsultationRequest.Status.NEW,
        ),
        Column("page", label="Form", accessor=form_title),
        DateColumn("submit_time", label="Arrived", sort_key="submit_time"),
    ]
    filterset_class = ConsultationRequestFilterSet
    list_export = list(ConsultationRequestIndexView.export_headings)
    export_filename = "consultation-requests"
    search_fields = ["sender_name", "form_data", "notes"]
    panels = [
        FieldPanel("status"),
        HelpPanel(
            heading="The request", template="home/admin/consultation_answers.html"
        ),
        FieldPanel("notes"),
    ]


consultation_requests = ConsultationRequestViewSet()
