"""Drafts for people without an account, and for front ends of other makes."""

import ipaddress
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from wagtail.models import Page, Site

from cms.languages import is_of_site
from cms.models import FirmSettings, PreviewLink, PreviewUse
from cms.origins import client_address, read_only

JSON_MODE, HEADLESS_MODE = "json", "headless"
SECRET_HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}


def used_link(request: HttpRequest, token: str, kind: str) -> PreviewLink | None:
    """The link with this token, its use written down; nothing if it does not work."""
    link = PreviewLink.objects.with_token(token)
    site = Site.find_for_request(request)
    if link is None or site is None or not is_of_site(link.page, site):
        return None
    PreviewUse.objects.create(link=link, format=kind, address=valid_address(request))
    return link


def valid_address(request: HttpRequest) -> str | None:
    """The address of the reader's machine, if it is one."""
    try:
        return str(ipaddress.ip_address(client_address(request)))
    except ValueError:
        return None


def keep_secret(response: HttpResponse) -> HttpResponse:
    """The answer, kept out of caches, search engines and other sites' logs."""
    for name, value in SECRET_HEADERS.items():
        response.headers[name] = value
    return response


@read_only
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """`/preview/<token>/`: the latest draft as a page, or as JSON if asked for."""
    wants_json = request.get_preferred_type(["text/html", "application/json"])
    kind = "JSON" if wants_json == "application/json" else "HTML"
    link = used_link(request, token, kind)
    if link is None:
        response = refused(request, kind)
    elif kind == "JSON":
        response = draft_json(request, link.draft)
    else:
        draft = link.draft
        response = draft.make_preview_request(request, draft.default_preview_mode)
    response.headers["Vary"] = "Accept"
    return keep_secret(response)


def refused(request: HttpRequest, kind: str) -> HttpResponse:
    """Says that the link does not work, and nothing else."""
    if kind == "HTML":
        return render(request, "403_preview.html", status=403)
    from cms.api.problems import of_status

    return of_status(403, "This preview link does not work.", "preview")


def draft_json(request: HttpRequest, draft: Page, **options: Any) -> HttpResponse:
    """The document of a draft, as the content API would show it."""
    from cms.api.documents import document_of_draft
    from cms.api.reading import Reading

    document = document_of_draft(draft, Reading.of(request))
    content = document.model_dump_json(**options)
    return HttpResponse(content, content_type="application/json; charset=utf-8")


def shared_preview_modes(page: Page) -> list[tuple[str, str]]:
    """The preview modes of every page type, beside its own."""
    modes = [(JSON_MODE, "JSON")]
    if page.pk and headless_address(page):
        modes.append((HEADLESS_MODE, "Headless front end"))
    return modes


def headless_address(page: Page) -> str:
    """Where the firm's headless front end shows previews, if it has one."""
    site = page.get_site() or Site.objects.filter(is_default_site=True).first()
    return FirmSettings.for_site(site).headless_preview_url if site else ""


def serve_shared_mode(request: HttpRequest, page: Page, mode: str) -> HttpResponse:
    """What the preview panel shows in a mode that every page type has."""
    if mode == JSON_MODE:
        return keep_secret(draft_json(request, page, indent=2))
    link = PreviewLink.for_panel(page, request.user)
    address = headless_address(page).replace("{token}", link.token)
    return keep_secret(
        HttpResponseRedirect(address.replace("{path}", quote(page.url or "/")))
    )


def link_address(request: HttpRequest, link: PreviewLink) -> str:
    """The full address to hand out."""
    address = reverse("preview", args=[link.token])
    root = link.page.specific.get_site()
    return f"{root.root_url}{address}" if root else request.build_absolute_uri(address)
