"""Keeps a drawn picture for each public page for which nobody chose one.

Drawn in the background, from what is published: a picture never shows more of a
page than its readers see. What it says is part of its name, so a name that still
fits needs no drawing, and a file never changes.
"""

import hashlib
from typing import Any
from urllib.parse import urlsplit

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from wagtail.models import Page

from cms.appearance import Appearance
from cms.share_card import ShareCard, can_set
from cms.visibility import is_public_page

FOLDER = "images/share"  # below the folder of public files
DESIGN = 1  # raised when the drawing changes, so that all are drawn anew


def keep_picture(page_pk: int) -> None:
    """Draw the picture of a page, draw it anew, or take it away, as it is due."""
    found = Page.objects.filter(pk=page_pk).first()
    page = found.specific if found else None
    if not isinstance(page, Appearance):
        return
    wanted, kept = wanted_picture(page), page.drawn_picture
    if wanted == kept:
        return
    if wanted and not default_storage.exists(wanted):
        default_storage.save(wanted, ContentFile(card_of(page).png()))
    same = type(page)._default_manager.filter(pk=page.pk, drawn_picture=kept)
    same.update(drawn_picture=wanted)
    remove(kept)


def wanted_picture(page: Any) -> str:
    """The name of the file that the page should have; nothing if it needs none."""
    if not is_public_page(page) or not page.full_url or page.images_to_share:
        return ""
    card = card_of(page)
    digest = hashlib.blake2b(f"{DESIGN}{card}".encode(), digest_size=8).hexdigest()
    return f"{FOLDER}/{page.pk}-{digest}.png"


def card_of(page: Any) -> ShareCard:
    """What the picture says; only the firm, where our letters lack the title's."""
    title, firm_name = page.search_title_text, page.firm.firm_name
    host = urlsplit(page.full_url).hostname or ""
    if title == firm_name or not can_set(title):
        return ShareCard(firm_name or host, host=host)
    return ShareCard(title, firm_name if can_set(firm_name) else "", host)


def remove(name: str) -> None:
    """Take a picture away, once it is sure that no page shows it."""
    if name:
        transaction.on_commit(lambda: default_storage.delete(name))
