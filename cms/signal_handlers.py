"""Work that follows from saving, publishing and moving content."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.models import Page, PageViewRestriction, Site, get_page_models
from wagtail.signals import page_published, page_unpublished, post_page_move

from cms.languages import home_pages
from cms.models import FirmImage, FirmSettings

IDENTITY_BEFORE = "_identity_before"


def connect() -> None:
    """Connect the handlers; called once, when the apps are ready."""
    post_save.connect(
        prepare_pictures, sender=FirmImage, dispatch_uid="prepare_pictures"
    )
    for signal in (page_published, page_unpublished):
        signal.connect(draw_page, dispatch_uid="draw_page")
    post_page_move.connect(draw_branch, dispatch_uid="draw_moved")
    for saved in (post_save, post_delete):
        saved.connect(
            draw_restricted, sender=PageViewRestriction, dispatch_uid="draw_restricted"
        )
    for model in get_page_models():
        post_delete.connect(
            remove_picture, sender=model, dispatch_uid=f"remove_picture_{model}"
        )
    post_save.connect(draw_site, sender=Site, dispatch_uid="draw_site")
    pre_save.connect(
        remember_identity, sender=FirmSettings, dispatch_uid="remember_identity"
    )
    post_save.connect(draw_firm, sender=FirmSettings, dispatch_uid="draw_firm")


def prepare_pictures(instance: FirmImage, raw: bool = False, **kwargs: Any) -> None:
    """Have the finished sizes of a saved image made."""
    if not raw and not kwargs.get("update_fields"):
        from cms.tasks import make_pictures

        make_pictures.enqueue(instance.pk)


def draw_page(instance: Page, **kwargs: Any) -> None:
    """Have the picture for sharing follow what was published or withdrawn."""
    from cms.tasks import draw_share_picture

    draw_share_picture.enqueue(instance.pk)


def draw_branch(instance: Page, **kwargs: Any) -> None:
    """Have the pictures of a page and of all below it follow a change."""
    from cms.tasks import draw_share_pictures

    draw_share_pictures.enqueue(instance.path)


def draw_pages_of(site: Site) -> None:
    """Have the pictures of a whole site follow a change, in all its languages."""
    for home in home_pages(site).values():
        draw_branch(home)


def draw_restricted(instance: PageViewRestriction, **kwargs: Any) -> None:
    """A page that becomes private must leave no public picture with its title."""
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:  # else the restriction went with its page
        draw_branch(page)


def draw_site(instance: Site, raw: bool = False, **kwargs: Any) -> None:
    """The pictures name the host of the site."""
    if not raw:
        draw_pages_of(instance)


def remember_identity(instance: FirmSettings, **kwargs: Any) -> None:
    """Note what the pictures show of the firm, before it changes."""
    stored = FirmSettings.objects.filter(pk=instance.pk)
    setattr(
        instance,
        IDENTITY_BEFORE,
        stored.values_list("firm_name", "share_image").first(),
    )


def draw_firm(instance: FirmSettings, raw: bool = False, **kwargs: Any) -> None:
    """The pictures of all pages name the firm."""
    identity = (instance.firm_name, instance.share_image_id)
    if not raw and identity != getattr(instance, IDENTITY_BEFORE, None):
        draw_pages_of(instance.site)


def remove_picture(instance: Any, **kwargs: Any) -> None:
    """A deleted page leaves no picture behind."""
    from cms.share_pictures import remove

    remove(getattr(instance, "drawn_picture", ""))
