"""Remembers the addresses of deleted pages, and answers 410 Gone for them."""

from collections.abc import Callable
from typing import Any

from django.db.models.signals import pre_delete
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.encoding import uri_to_iri
from wagtail.models import Page, Site
from wagtail.signals import page_published, page_slug_changed, post_page_move

from cms.models import GoneAddress
from cms.visibility import restrictions

LONGEST_PATH = 1_000


def connect() -> None:
    """Connect the handlers; called once, when the apps are ready."""
    pre_delete.connect(remember, sender=Page, dispatch_uid="remember_gone")
    for signal in (page_published, page_slug_changed, post_page_move):
        signal.connect(address_in_use, dispatch_uid="address_in_use")


def remember(instance: Page, **kwargs: Any) -> None:
    """Keep the address of a page that goes, if the public knew it."""
    was_public = instance.live or instance.first_published_at is not None
    place = address_of(instance)
    if was_public and place and not is_restricted(instance):
        GoneAddress.objects.get_or_create(site_id=place[0], path=place[1])


def address_in_use(instance: Page, **kwargs: Any) -> None:
    """Forget an address that leads to a page again."""
    place = address_of(instance)
    if place and instance.live:
        GoneAddress.objects.filter(site_id=place[0], path=place[1]).delete()


def is_restricted(page: Page) -> bool:
    """Whether only some people could read the page."""
    return page.path.startswith(restrictions().page_paths)


def address_of(page: Page) -> tuple[int, str] | None:
    """The site and the path of a page as people read it, if it has an address."""
    parts = page.get_url_parts()
    if parts is None or not parts[2] or len(parts[2]) > LONGEST_PATH:
        return None
    return parts[0], uri_to_iri(parts[2])


def is_gone(request: HttpRequest, path: str) -> bool:
    """Whether a page was deleted at this path of the site."""
    if "\x00" in path or len(path) > LONGEST_PATH:
        return False
    site = Site.find_for_request(request)
    address = path if path.endswith("/") else f"{path}/"
    return site is not None and GoneAddress.objects.at(site, address).exists()


class GoneMiddleware:
    """Turns 404 into 410 where a page was deleted and no redirect was set."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 404 and is_gone(request, request.path_info):
            return render(request, "410.html", status=410)
        return response
