"""Things to test with: pages, snippets and images."""

import factory
import wagtail_factories
from factory.django import DjangoModelFactory
from wagtail.models import Locale

from blog.models import ArticlePage, BlogIndexPage, Category
from cms.models import CallToAction, FirmImage
from home.models import ConsultationPage, HomePage, StandardPage
from people.models import (
    AttorneyPage,
    AttorneyRole,
    PeopleIndexPage,
    PracticeArea,
    Testimonial,
)


def translated(page, *, live=True, **values):
    """The Spanish translation of a page, made as the admin makes it."""
    copy = page.copy_for_translation(Locale.objects.get(language_code="es"))
    for name, value in values.items():
        setattr(copy, name, value)
    revision = copy.save_revision()
    if live:
        revision.publish()
    return type(page).objects.get(pk=copy.pk)


class FirmImageFactory(wagtail_factories.ImageFactory):
    description = "A blue square"

    class Meta:
        model = FirmImage


class CallToActionFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Invitation {n}")
    heading = "Talk to us"

    class Meta:
        model = CallToAction


class HomePageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = HomePage


class StandardPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = StandardPage


class ConsultationPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = ConsultationPage


class CategoryFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Category {n}")
    slug = factory.Sequence(lambda n: f"category-{n}")

    class Meta:
        model = Category


class BlogIndexPageFactory(wagtail_factories.PageFactory):
    title = "Articles"

    class Meta:
        model = BlogIndexPage


class ArticlePageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = ArticlePage


class AttorneyRoleFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Role {n}")

    class Meta:
        model = AttorneyRole


class PracticeAreaFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Area {n}")
    slug = factory.Sequence(lambda n: f"area-{n}")

    class Meta:
        model = PracticeArea


class PeopleIndexPageFactory(wagtail_factories.PageFactory):
    title = "People"

    class Meta:
        model = PeopleIndexPage


class AttorneyPageFactory(wagtail_factories.PageFactory):
    given_name = "Ada"
    family_name = factory.Sequence(lambda n: f"Lowell{n}")
    title = factory.LazyAttribute(lambda page: f"{page.given_name} {page.family_name}")
    role = factory.SubFactory(AttorneyRoleFactory)

    class Meta:
        model = AttorneyPage


class TestimonialFactory(DjangoModelFactory):
    __test__ = False

    quote = "They listened, and then they explained."
    public_label = "J. M."

    class Meta:
        model = Testimonial


def with_files(image: FirmImage, prefix: str = "images") -> None:
    """Say that every size of the image is ready, without making any."""
    ready = {
        shape: [
            {"file": f"{prefix}/{shape}.jpg", "format": "jpeg", "width": 8, "height": 6}
        ]
        for shape in ("wide", "card", "portrait", "share", "logo")
    }
    type(image).objects.filter(pk=image.pk).update(ready=ready)
    image.ready = ready
