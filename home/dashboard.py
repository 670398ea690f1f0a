"""What staff see first: my profile, my drafts, what is scheduled, new requests.

What awaits approval is shown by Wagtail's own panel.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Revision
from wagtail.permissions import page_permission_policy

from home.models import ConsultationRequest
from people.models import AttorneyPage, Testimonial

LONGEST_LIST = 5
OVERDUE_AFTER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a dashboard list."""

    title: str
    url: str
    detail: str
    at: datetime | None


class DashboardList(Component):
    """A titled list of things to attend to.

    An empty list says so, if it has words for that; otherwise it is left out.
    """

    template_name = "home/admin/dashboard_list.html"
    name = ""
    heading = ""
    nothing = ""
    all_text = ""
    all_url = ""

    def is_for(self, user: Any) -> bool:
        """Whether the list concerns a user at all."""
        return True

    def entries(self, request: HttpRequest) -> list[Entry]:
        """The lines of the list, the most urgent first."""
        raise NotImplementedError

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        request = parent_context["request"]
        is_shown = self.is_for(request.user)
        return {
            "entries": self.entries(request) if is_shown else [],
            "heading": self.heading,
            "nothing": self.nothing if is_shown else "",
            "name": self.name,
            "all_text": self.all_text,
            "all_url": self.all_url,
        }


class NewConsultationRequests(DashboardList):
    """Requests that nobody has taken up, for those who may read them."""

    name = "consultation-requests"
    heading = "New consultation requests"
    nothing = "None: somebody has taken up every request."
    all_text = "See all requests"
    order = 100

    def is_for(self, user: Any) -> bool:
        return user.has_perm("home.view_consultationrequest")

    def entries(self, request: HttpRequest) -> list[Entry]:
        self.all_url = reverse("consultation_requests:index")
        new = ConsultationRequest.objects.new().select_related("page")
        return [
            Entry(
                title=found.sender_name or "No name given",
                url=reverse("consultation_requests:edit", args=[found.pk]),
                detail=found.page.title if found.page else "",
                at=found.submit_time,
            )
            for found in new[:LONGEST_LIST]
        ]


class OwnProfile(DashboardList):
    """The profile of the attorney who is logged in."""

    name = "own-profile"
    heading = "Your profile"
    order = 110

    def entries(self, request: HttpRequest) -> list[Entry]:
        return [
            page_entry(page, page.role.name, page.latest_revision_created_at)
            for page in AttorneyPage.objects.filter(
                account=request.user
            ).select_related("role")
        ]


class OwnDrafts(DashboardList):
    """Pages that the user edited last and nobody has published since."""

    name = "own-drafts"
    heading = "Your drafts"
    nothing = "None: all that you wrote is published."
    order = 120

    def entries(self, request: HttpRequest) -> list[Entry]:
        pages = Page.objects.filter(
            has_unpublished_changes=True, latest_revision__user=request.user
        )
        return [
            page_entry(
                page,
                "Changes not published" if page.live else "Never published",
                page.latest_revision_created_at,
            )
            for page in pages.order_by("-latest_revision_created_at")[:LONGEST_LIST]
        ]


class ScheduledNext(DashboardList):
    """What the worker will publish or take down, the nearest first."""

    name = "scheduled"
    heading = "Scheduled next"
    nothing = "Nothing goes live or offline by itself."
    order = 130
    period = "gt"
    details = ("Goes live", "Goes offline")

    def limit(self) -> datetime:
        """The moment from which `period` counts."""
        return timezone.now()

    def entries(self, request: HttpRequest) -> list[Entry]:
        live, offline = self.details
        when = {self.period: self.limit()}
        entries = [
            entry
            for items in schedulable(request.user)
            for entry in (
                *going_live(items, live, **when),
                *expiring(items, offline, **when),
            )
        ]
        return sorted(entries, key=lambda entry: entry.at or timezone.now())[
            :LONGEST_LIST
        ]


class Overdue(ScheduledNext):
    """What should have gone live or offline, but could not.

    The worker goes on trying; its log has the reason.
    """

    name = "overdue"
    heading = "Overdue: please publish or unpublish by hand"
    nothing = ""
    order = 90
    period = "lt"
    details = ("Could not go live", "Could not go offline")

    def limit(self) -> datetime:
        return timezone.now() - OVERDUE_AFTER


def schedulable(user: Any) -> list[QuerySet]:
    """What goes live or offline by a date, as far as the user may know of it."""
    testimonials = Testimonial.objects.all()
    if not user.has_perm("people.change_testimonial"):
        testimonials = testimonials.none()
    return [page_permission_policy.explorable_instances(user), testimonials]


def going_live(items: QuerySet, detail: str, **when: datetime) -> list[Entry]:
    """What is scheduled to be published of these items, the nearest first."""
    revisions = Revision.objects.filter(
        base_content_type=ContentType.objects.get_for_model(items.model),
        object_id__in=items.order_by().values(key=Cast("pk", CharField())),
        **{f"approved_go_live_at__{name}": at for name, at in when.items()},
    )
    return [
        Entry(
            title=revision.object_str,
            url=edit_url(items.model, revision.object_id),
            detail=detail,
            at=revision.approved_go_live_at,
        )
        for revision in revisions.order_by("approved_go_live_at")[:LONGEST_LIST]
    ]


def expiring(items: QuerySet, detail: str, **when: datetime) -> list[Entry]:
    """What is scheduled to be taken down of these items, the nearest first."""
    times = {f"expire_at__{name}": at for name, at in when.items()}
    ending = items.filter(live=True, **times)
    return [
        Entry(
            title=str(item),
            url=edit_url(items.model, item.pk),
            detail=detail,
            at=item.expire_at,
        )
        for item in ending.order_by("expire_at")[:LONGEST_LIST]
    ]


def page_entry(page: Page, detail: str, at: datetime | None) -> Entry:
    """A page, leading to its editor."""
    title = page.get_admin_display_title()
    return Entry(title=title, url=edit_url(Page, page.pk), detail=detail, at=at)


def edit_url(model: Any, key: Any) -> str:
    """Where a page or a snippet is edited."""
    if issubclass(model, Page):
        return reverse("wagtailadmin_pages:edit", args=[key])
    return reverse(model.snippet_viewset.get_url_name("edit"), args=[key])


@hooks.register("construct_homepage_panels")
def add_dashboard_lists(request: HttpRequest, panels: list[Component]) -> None:
    """Put our lists above Wagtail's."""
    panels += [
        Overdue(),
        NewConsultationRequests(),
        OwnProfile(),
        OwnDrafts(),
        ScheduledNext(),
    ]
