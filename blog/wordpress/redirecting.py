"""Permanent redirects from the old addresses: one hop each, and no circles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from blog.rows import copy_rows, next_keys, values_of
from blog.wordpress.kept import Kept
from blog.wordpress.old_addresses import Lead, old_path, paths_of_pages

LONGEST = 255
WRITTEN_AT_ONCE = 2_000
# In the summary of a run: for its report, and for its undoing.
CONFLICTS = "Conflicts of addresses"
OF_ARCHIVES, LED_ON = "redirects of archives", "redirects led on"


@dataclass
class Redirected:
    """What came of writing redirects."""

    made: int = 0
    conflicts: list[str] = field(default_factory=list)
    keys_of_archives: list[int] = field(default_factory=list)
    led_on: dict[str, str] = field(default_factory=dict)  # by key, where they led


def write_redirects(site: Site, leads: Iterable[Lead], blog_pk: int) -> Redirected:
    """Redirect old addresses, except where something stands in the way."""
    new, conflicts = plan(site, leads)
    done = Redirected(conflicts=conflicts)
    write(site, new.values(), blog_pk, done)
    collapse(site, new, done)
    return done


def plan(site: Site, leads: Iterable[Lead]) -> tuple[Kept[str, Lead], list[str]]:
    """What to redirect, as it does not lead right already; and the conflicts.

    What stands in the way is reported and stays: a page here at that address, a
    redirect that somebody made, or two old pages with one address.
    """
    conflicts = []
    here = paths_of_pages(site.root_page)
    known: Kept[str, tuple[Any, ...]] = Kept()
    rows = Redirect.get_for_site(site).values_list(
        "old_path", "redirect_page", "redirect_page_route_path", "redirect_link"
    )
    for path, *target in rows.iterator():
        known[path] = tuple(target)
    new: Kept[str, Lead] = Kept()
    for lead in leads:
        if lead.page_pk and here.get(lead.old) == lead.page_pk and not lead.route:
            continue  # the address stayed: a redirect would lead in a circle
        if conflict := in_the_way(lead, here, known, new):
            conflicts.append(conflict)
        elif lead.old not in known:
            new.setdefault(lead.old, lead)
    return new, conflicts


def in_the_way(
    lead: Lead,
    here: Mapping[str, int],
    known: Mapping[str, tuple[Any, ...]],
    new: Mapping[str, Lead],
) -> str:
    """Why an old address cannot be redirected; nothing if it can."""
    if len(lead.old) > LONGEST or len(lead.link) > LONGEST:
        return f"{lead.old}: the address is too long to be redirected."
    if lead.old in here and lead.old != "/":
        return f"{lead.old}: another page of this site has this address."
    if lead.old == "/":
        return ""
    if lead.old in known and known[lead.old] != lead.target:
        return f"{lead.old}: a redirect to somewhere else was there before."
    if lead.old in new and new[lead.old].page_pk != lead.page_pk:
        return f"{lead.old}: two pages of the old site had this address."
    return ""


def write(site: Site, leads: Iterable[Lead], blog_pk: int, done: Redirected) -> None:
    """Copy new redirects into their table."""
    elsewhere = (lead for lead in leads if lead.old != "/")
    now = timezone.now()
    for some in batched(elsewhere, WRITTEN_AT_ONCE):
        rows = []
        for lead, key in zip(some, next_keys(Redirect, len(some)), strict=True):
            redirect = Redirect(
                pk=key,
                site=site,
                old_path=lead.old,
                redirect_page_id=lead.page_pk or None,
                redirect_page_route_path=lead.route,
                redirect_link=lead.link,
                is_permanent=True,
                automatically_created=True,
                created_at=now,
            )
            rows.append(values_of(Redirect, redirect))
            if lead.page_pk in (0, blog_pk):
                done.keys_of_archives.append(key)
        copy_rows(Redirect, rows)
        done.made += len(some)


def collapse(site: Site, new: Mapping[str, Lead], done: Redirected) -> None:
    """Let older redirects to an address that is redirected now lead on at once."""
    for redirect in Redirect.get_for_site(site).exclude(redirect_link="").iterator():
        if not redirect.redirect_link.startswith("/"):
            continue
        lead = new.get(old_path(redirect.redirect_link))
        if lead is not None and lead.old != redirect.old_path:
            done.led_on[str(redirect.pk)] = redirect.redirect_link
            redirect.redirect_link = lead.link
            redirect.redirect_page_id = lead.page_pk or None
            redirect.redirect_page_route_path = lead.route
            redirect.save()
