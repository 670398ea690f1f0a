"""Where editors share drafts, see who read them, and take links back."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from cms.models import PreviewLink
from cms.previews import link_address


class ShareForm(forms.Form):
    """How long a draft is shared, and with whom."""

    hours = forms.TypedChoiceField(
        label="The link works for",
        choices=PreviewLink.Duration.choices,
        coerce=int,
        initial=PreviewLink.Duration.WEEK,
    )
    note = forms.CharField(
        label="For whom",
        required=False,
        max_length=120,
        help_text="To recognize the link in the list. Readers do not see it.",
    )


def editable_page(request: HttpRequest, page_id: int) -> Page:
    """The page, if the user may edit it.

    Raises:
        PermissionDenied: otherwise.
    """
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


def with_uses(links: QuerySet[PreviewLink]) -> QuerySet[PreviewLink]:
    """Links with how often and when they were last used."""
    return links.annotate(
        times_used=Count("uses"), last_used_at=Max("uses__used_at")
    ).select_related("page", "created_by")


def share(request: HttpRequest, page_id: int) -> HttpResponse:
    """Make a link to the draft of a page, and list the links that it has."""
    page = editable_page(request, page_id)
    form = ShareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        PreviewLink.share(page, request.user, answers["hours"], answers["note"])
        messages.success(request, "The link is made. Copy it from the list.")
        return HttpResponseRedirect(reverse("share_draft", args=[page.pk]))
    links = with_uses(PreviewLink.objects.shared().filter(page_id=page.pk))
    return listing(request, links, page=page, form=form)


def all_links(request: HttpRequest) -> HttpResponse:
    """Every link to a draft that the user may edit."""
    pages = page_permission_policy.instances_user_has_permission_for(
        request.user, "change"
    )
    links = PreviewLink.objects.shared().filter(page__in=pages)
    return listing(request, with_uses(links)[:200])


def listing(
    request: HttpRequest, links: QuerySet[PreviewLink], **context: Any
) -> HttpResponse:
    """A list of links, each with its address while it works."""
    rows = [
        (link, link_address(request, link) if link.is_usable else "") for link in links
    ]
    return render(request, "cms/admin/preview_links.html", {"rows": rows, **context})


@require_POST
def revoke(request: HttpRequest, link_id: str) -> HttpResponse:
    """Make a link stop working."""
    link = get_object_or_404(PreviewLink.objects.shared(), pk=link_id)
    editable_page(request, link.page_id)
    link.revoke()
    messages.success(request, "The link does not work any more.")
    return HttpResponseRedirect(reverse("share_draft", args=[link.page_id]))


admin_urls: list[URLPattern] = [
    path("preview-links/", all_links, name="preview_links"),
    path("preview-links/page/<int:page_id>/", share, name="share_draft"),
    path("preview-links/<uuid:link_id>/revoke/", revoke, name="revoke_preview_link"),
]


def share_button(page: Page, user: Any) -> Button | None:
    """The action “Share draft” in the editor, for those who may edit the page."""
    if not page.permissions_for_user(user).can_edit():
        return None
    address = reverse("share_draft", args=[page.pk])
    return Button("Share draft", url=address, icon_name="link", priority=40)


def report_item() -> MenuItem:
    """The list of all links among the reports."""
    return MenuItem(
        "Preview links", reverse("preview_links"), icon_name="link", order=900
    )
