import datetime

import pytest
from django.core.exceptions import ValidationError

from cms.models import FirmSettings, OfficeHours, PhoneHours
from tests.factories import ConsultationPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm(home_page):
    firm = FirmSettings.for_site(home_page.get_site())
    firm.firm_name, firm.phone_number = "Lowell & Stone", "+1 (212) 555-0142"
    firm.save()
    return firm


def test_the_phone_number_is_kept_so_that_anyone_can_dial_it(firm):
    assert firm.phone_number == "+12125550142"
    assert firm.phone_display == "(212) 555-0142"
    assert firm.phone_link == "tel:+12125550142"


def test_a_number_in_words_is_shown_and_the_digits_are_dialled(firm):
    firm.phone_vanity = "212-555-LAWS"

    assert firm.phone_display == "212-555-LAWS"
    assert firm.phone_link == "tel:+12125550142"


def test_a_foreign_number_is_shown_with_its_country_code(firm):
    firm.phone_number = "+442079460000"

    assert firm.phone_display == "+44 20 7946 0000"


@pytest.mark.parametrize("number", ["212 555 0142", "LAWS", "+1", "javascript:1"])
def test_a_number_that_cannot_be_dialled_from_anywhere_is_refused(firm, number):
    firm.phone_number = number

    with pytest.raises(ValidationError) as caught:
        firm.full_clean()

    assert "country code" in caught.value.message_dict["phone_number"][0]


def test_one_change_of_the_number_changes_every_page(client, home_page, firm):
    page = ConsultationPageFactory(parent=home_page, slug="consultation")
    firm.phone_number = "+15105550177"
    firm.save()

    for address in (home_page.url, page.url, "/missing/"):
        html = client.get(address).content.decode()
        assert "tel:+15105550177" in html
        assert "5550142" not in html


def test_the_phone_line_has_hours_of_its_own(firm):
    firm.phone_is_always_open = True
    firm.office_hours.add(OfficeHours(first_day=0, last_day=4))
    firm.save()

    assert firm.phone_hours_text == "24/7"
    assert firm.office_hours_text == ["Monday to Friday, 9 am to 6 pm"]


def test_hours_are_read_as_people_say_them():
    hours = PhoneHours(
        first_day=5, last_day=5, opens=datetime.time(9, 30), closes=datetime.time(12)
    )

    assert str(hours) == "Saturday, 9:30 am to noon"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"first_day": 4, "last_day": 0}, "last_day"),
        ({"opens": datetime.time(18), "closes": datetime.time(9)}, "closes"),
        ({"opens": datetime.time(9), "closes": datetime.time(9)}, "closes"),
    ],
)
def test_hours_that_end_before_they_begin_are_refused(values, field):
    with pytest.raises(ValidationError) as caught:
        OfficeHours(**values).full_clean(exclude=["firm"])

    assert field in caught.value.message_dict


def test_the_admin_opens_where_no_site_is_left(admin_client, home_page):
    home_page.get_site().delete()

    assert admin_client.get("/admin/").status_code == 200
    assert admin_client.get("/admin/sites/").status_code == 200
