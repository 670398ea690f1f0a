"""Where staff read, sort and export consultation requests."""

from datetime import date, datetime, time
from typing import Any

from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from home.models import ConsultationRequest

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class ConsultationRequestPermissionPolicy(ModelPermissionPolicy):
    """Django's permissions, but nobody writes a request in a visitor's place."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "add" and super().user_has_permission(user, action)


def without_formula(value: str) -> str:
    """Text that a spreadsheet shows and never runs (CWE-1236)."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


class ConsultationRequestIndexView(IndexView):
    """The list of requests, and its export."""

    export_headings = {
        "submit_time": "Arrived",
        "get_status_display": "Status",
        "page.title": "Form",
        "answers_text": "Answers",
        "consented_at": "Consent given at",
        "notes": "Notes",
    }
    custom_value_preprocess = {
        **IndexView.custom_value_preprocess,
        str: {"csv": without_formula, "xlsx": without_formula},
        (datetime, date, time): {"csv": str, "xlsx": str},
    }

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("page")


class ConsultationRequestViewSet(ModelViewSet):
    """Requests, newest first."""

    model = ConsultationRequest
    name = "consultation_requests"
    icon = "mail"
    menu_label = "Consultation requests"
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
        ),
        Column("get_status_display", label="Status", sort_key="status"),
        Column("page", label="Form"),
        DateColumn("submit_time", label="Arrived", sort_key="submit_time"),
    ]
    list_filter = ["status", "submit_time", "page"]
    list_export = list(ConsultationRequestIndexView.export_headings)
    export_filename = "consultation-requests"
    search_fields = ["form_data", "notes"]
    panels = [
        HelpPanel(
            heading="The request", template="home/admin/consultation_answers.html"
        ),
        FieldPanel("status"),
        FieldPanel("notes"),
    ]


consultation_requests = ConsultationRequestViewSet()
