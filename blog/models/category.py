"""The subjects that articles are sorted by."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.admin.widgets import SlugInput
from wagtail.search import index

from cms.request_cache import once_per_request


class Category(index.Indexed, models.Model):
    """A subject with a page of its own that lists its articles."""

    name = models.CharField(
        "name",
        max_length=80,
        unique=True,
        help_text="Shown above articles and as the title of their archive.",
    )
    slug = models.SlugField(
        "name in addresses",
        max_length=80,
        unique=True,
        help_text="Lower-case words joined by hyphens, such as “bail-hearings”.",
    )
    description = models.CharField(
        "description",
        max_length=300,
        blank=True,
        help_text="Shown above the list of its articles and to search engines.",
    )
    parent = models.ForeignKey(
        "self",
        verbose_name="part of",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="children",
        help_text="The wider subject, if there is one.",
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]
    panels = [
        TitleFieldPanel("name", classname="", placeholder=False),
        FieldPanel("slug", widget=SlugInput),
        FieldPanel("description"),
        FieldPanel("parent"),
    ]

    class Meta:
        verbose_name = "category"
        verbose_name_plural = "categories"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def parent_slug(self) -> str | None:
        """Slug of the wider subject."""
        return self.parent.slug if self.parent else None

    @property
    def url(self) -> str:
        """The archive of the category in the blog; empty while no blog is public."""
        from blog.models import BlogIndexPage

        blog = BlogIndexPage.main()
        return blog.category_url(self) if blog else ""

    @classmethod
    def keys_within(cls, slug: str) -> set[int]:
        """The keys of the category with the slug and of all that is part of it."""
        parents = cls.objects.values_list("pk", "parent", "slug")
        rows = once_per_request("categories-in-their-places", lambda: list(parents))
        found = {pk for pk, _, known in rows if known == slug}
        return within(found, {pk: up for pk, up, _ in rows})

    def clean(self) -> None:
        super().clean()
        if self.pk and self.parent_id in self.with_parts():
            raise ValidationError(
                {"parent": "A category cannot be part of itself. Choose another."}
            )

    def with_parts(self) -> set[int]:
        """The keys of this category and of all that is part of it, at any depth."""
        parents = dict(Category.objects.values_list("pk", "parent"))
        return within({self.pk}, parents)


def within(chosen: set[int], parents: dict[int, int | None]) -> set[int]:
    """The keys of some categories and of all that is part of them, at any depth."""
    found = set(chosen)
    while parts := {pk for pk, up in parents.items() if up in found} - found:
        found |= parts
    return found
