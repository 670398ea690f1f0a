import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from people.models import AttorneyPage, PeopleIndexPage
from tests.factories import (
    AttorneyPageFactory,
    AttorneyRoleFactory,
    PeopleIndexPageFactory,
    StandardPageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(home_page):
    return PeopleIndexPageFactory(parent=home_page, slug="people")


def test_attorneys_are_listed_by_role_and_then_by_name(people):
    partner = AttorneyRoleFactory(sort_weight=10)
    associate = AttorneyRoleFactory(sort_weight=50)
    reed = AttorneyPageFactory(parent=people, family_name="Reed", role=associate)
    stone = AttorneyPageFactory(parent=people, family_name="Stone", role=partner)
    adams = AttorneyPageFactory(parent=people, family_name="Adams", role=associate)

    assert list(AttorneyPage.objects.for_listing()) == [stone, adams, reed]


def test_one_who_left_is_not_listed(client, people):
    AttorneyPageFactory(
        parent=people,
        given_name="Bea",
        family_name="Stone",
        left_on=timezone.localdate(),
    )

    assert not AttorneyPage.objects.for_listing().exists()
    assert "Bea Stone" not in client.get(people.url).content.decode()


def test_a_role_in_use_cannot_be_deleted(people):
    attorney = AttorneyPageFactory(parent=people)

    with pytest.raises(Exception, match="protected"):
        attorney.role.delete()


@pytest.mark.parametrize("phone", ["555-0142", "call me", "+1 23"])
def test_a_phone_number_without_country_code_is_refused(people, phone):
    attorney = AttorneyPageFactory(parent=people)
    attorney.phone = phone

    with pytest.raises(ValidationError) as caught:
        attorney.full_clean()

    assert "country code" in caught.value.message_dict["phone"][0]


def test_attorneys_live_below_a_people_page_only(home_page, people):
    assert AttorneyPage.can_create_at(people)
    assert not AttorneyPage.can_create_at(home_page)
    assert AttorneyPage.allowed_subpage_models() == []


def test_a_site_has_one_people_page(home_page, people):
    standard = StandardPageFactory(parent=home_page)

    assert not PeopleIndexPage.can_create_at(home_page)
    assert not PeopleIndexPage.can_create_at(standard)


def test_empty_parts_of_a_profile_show_no_heading(client, people):
    attorney = AttorneyPageFactory(parent=people)

    html = client.get(attorney.url).content.decode()

    for heading in ("Education", "Languages", "Awards", "Experience", "Admissions"):
        assert f">{heading}<" not in html
