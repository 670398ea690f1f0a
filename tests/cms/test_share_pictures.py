"""A page for which nobody chose a picture has one drawn from what is published."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.storage import default_storage
from wagtail.models import PageViewRestriction, Site

from cms.models import FirmSettings
from cms.serving import picture_files
from cms.share_pictures import FOLDER
from tests.factories import FirmImageFactory, StandardPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("drawing")]


@pytest.fixture
def firm(home_page):
    firm = FirmSettings.for_site(Site.objects.get())
    firm.firm_name = "Lowell & Stone"
    firm.save()
    return firm


@pytest.fixture
def publish(django_capture_on_commit_callbacks):
    """Publishes a page with other values, as the editor does."""

    def publish(page, **values):
        page.refresh_from_db()
        for name, value in values.items():
            setattr(page, name, value)
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        page.refresh_from_db()
        return page

    return publish


@pytest.fixture
def fees(home_page, firm, publish):
    return publish(StandardPageFactory(parent=home_page, title="Fees", slug="fees"))


def shared(client, page):
    """What sites read of a page that they show, by property."""
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    tags = soup.select("meta[property^='og:'], meta[name^='twitter:']")
    return {tag.get("property") or tag["name"]: tag["content"] for tag in tags}


def test_the_drawn_picture_is_named_with_all_that_other_sites_need(client, fees):
    tags = shared(client, fees)

    assert tags["og:image"] == f"http://testserver/media/{fees.drawn_picture}"
    assert tags["og:image:type"] == "image/png"
    assert (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")
    assert tags["og:image:alt"] == "Fees – Lowell & Stone"
    assert tags["twitter:card"] == "summary_large_image"
    assert tags["og:site_name"] == "Lowell & Stone"
    assert default_storage.exists(fees.drawn_picture)


def test_the_api_names_the_same_picture(client, fees):
    document = client.get(f"/api/content/v1/pages/{fees.pk}/").json()

    assert document["share_image"]["src"].endswith(fees.drawn_picture)
    assert document["share_image"]["alt"] == "Fees – Lowell & Stone"


def test_a_new_title_is_drawn_and_the_old_picture_removed(fees, publish):
    old = fees.drawn_picture

    publish(fees, title="What we charge")

    assert fees.drawn_picture != old
    assert default_storage.exists(fees.drawn_picture)
    assert not default_storage.exists(old)


def test_the_picture_lies_where_the_web_server_finds_it(fees):
    assert fees.drawn_picture.startswith(f"{picture_files.FOLDER}/")


def test_the_title_of_a_draft_is_not_drawn(fees):
    old = fees.drawn_picture
    fees.title = "A merger nobody knows of"

    fees.save_revision()

    fees.refresh_from_db()
    assert fees.drawn_picture == old
    files = default_storage.listdir(FOLDER)[1]
    assert [name for name in files if name.startswith(f"{fees.pk}-")] == [
        old.removeprefix(f"{FOLDER}/")
    ]


def test_a_new_name_of_the_firm_is_drawn_on_each_page(
    fees, firm, django_capture_on_commit_callbacks
):
    old = fees.drawn_picture

    with django_capture_on_commit_callbacks(execute=True):
        firm.firm_name = "Lowell, Stone & Park"
        firm.save()

    fees.refresh_from_db()
    assert fees.drawn_picture != old
    assert not default_storage.exists(old)


def test_a_chosen_picture_takes_the_place_of_the_drawn_one(client, fees, publish):
    old = fees.drawn_picture

    publish(fees, share_image=FirmImageFactory(description="The office"))

    assert not fees.drawn_picture
    assert not default_storage.exists(old)
    tags = shared(client, fees)
    assert tags["og:image:type"] == "image/jpeg"
    assert tags["og:image:alt"] == "The office"


def test_a_page_that_is_withdrawn_leaves_no_picture(
    fees, django_capture_on_commit_callbacks
):
    old = fees.drawn_picture

    with django_capture_on_commit_callbacks(execute=True):
        fees.unpublish()

    assert not default_storage.exists(old)


def test_a_page_that_becomes_private_leaves_no_picture(
    fees, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(page=fees, restriction_type="login")

    assert not default_storage.exists(fees.drawn_picture)


def test_a_page_that_is_deleted_leaves_no_picture(
    fees, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        fees.delete()

    assert not default_storage.exists(fees.drawn_picture)


def test_a_copied_page_has_a_picture_of_its_own(fees, publish):
    copy = fees.copy(update_attrs={"slug": "costs", "title": "Costs"})

    publish(copy)

    fees.refresh_from_db()
    assert default_storage.exists(fees.drawn_picture)
    assert copy.drawn_picture not in ("", fees.drawn_picture)


def test_a_title_in_other_letters_is_left_to_the_words_beside_the_picture(
    client, fees, publish
):
    publish(fees, title="Гонорары")

    assert fees.drawn_picture
    assert shared(client, fees)["og:title"] == "Гонорары"
