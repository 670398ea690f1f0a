"""Old addresses of archives lead to the new ones: of categories, tags and authors."""

from typing import Any

from django.db import models
from django.db.models.signals import post_save, pre_save
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.signals import page_slug_changed

from blog.models import ArticlePage, BlogIndexPage, Category
from people.models import AttorneyPage

LONGEST_PATH = 255  # of what a redirect leads from
SLUG_BEFORE = "_archive_slug_before"


def connect() -> None:
    """Connect the handlers; called once, when the apps are ready."""
    for subject in (Category, Tag):
        name = f"archive_{subject.__name__.lower()}"
        pre_save.connect(remember_slug, sender=subject, dispatch_uid=f"{name}_before")
        post_save.connect(slug_saved, sender=subject, dispatch_uid=f"{name}_after")
    page_slug_changed.connect(
        author_renamed, sender=AttorneyPage, dispatch_uid="archive_author"
    )


def remember_slug(instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
    """Note the slug that is stored, just before another takes its place."""
    known = type(instance)._default_manager.filter(pk=instance.pk)
    before = None if raw or instance.pk is None else known.values_list("slug").first()
    setattr(instance, SLUG_BEFORE, before[0] if before else None)


def slug_saved(instance: Any, **kwargs: Any) -> None:
    """Lead on from the archive's old address, if it has another now."""
    before = getattr(instance, SLUG_BEFORE, None)
    if before and before != instance.slug:
        if isinstance(instance, Tag):
            lead_on("tag", before, instance.slug, tags=instance)
        else:
            lead_on("category", before, instance.slug)


def author_renamed(
    instance: AttorneyPage, instance_before: AttorneyPage, **kwargs: Any
) -> None:
    """Lead on from the archive of an attorney whose profile has another address."""
    lead_on("author", instance_before.slug, instance.slug, authors__attorney=instance)


def lead_on(kind: str, before: str, after: str, **articles: Any) -> None:
    """Redirect one archive of each blog that has such articles, in one hop for good."""
    for blog in BlogIndexPage.objects.live():
        if articles and not ArticlePage.objects.child_of(blog).filter(**articles):
            continue
        place = blog.get_url_parts()
        if place is None:
            continue
        old, new = f"/{kind}/{before}/", f"/{kind}/{after}/"
        of_blog = Redirect.objects.filter(redirect_page=blog)
        of_blog.filter(redirect_page_route_path=old).update(
            redirect_page_route_path=new
        )
        site_id, _, path = place
        redirect_archive(site_id, old_path(path, old), old_path(path, new), blog, new)


def old_path(blog_path: str, route: str) -> str:
    """The address of an archive as redirects are looked up by it."""
    return Redirect.normalise_path(blog_path.rstrip("/") + route)


def redirect_archive(
    site_id: int, old: str, new: str, blog: BlogIndexPage, route: str
) -> None:
    """Make the redirect, and take away one from the address that is in use now.

    What an editor redirected by hand stays as it is.
    """
    made = Redirect.objects.filter(site_id=site_id, automatically_created=True)
    made.filter(old_path__in=[old, new]).delete()
    if len(old) <= LONGEST_PATH:
        Redirect.objects.get_or_create(
            site_id=site_id,
            old_path=old,
            defaults={
                "redirect_page": blog,
                "redirect_page_route_path": route,
                "automatically_created": True,
            },
        )
