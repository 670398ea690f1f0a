import datetime

import pytest

from cms.models import FirmSettings
from people import vcard
from tests.factories import AttorneyPageFactory, AttorneyRoleFactory
from tests.factories import PeopleIndexPageFactory as PeopleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def attorney(home_page):
    firm = FirmSettings.for_site(home_page.get_site())
    firm.firm_name = "Lowell, Stone & Reed; LLP"
    firm.phone_number, firm.email = "+12125550142", "office@example.com"
    firm.street_address, firm.locality = "1 Harbor Way, Suite 5", "Oakland"
    firm.region, firm.postal_code = "CA", "94607"
    firm.save()
    return AttorneyPageFactory(
        parent=PeopleFactory(parent=home_page, slug="people"),
        slug="ada-lowell",
        name_prefix="Dr.",
        given_name="Ada",
        middle_name="M.",
        family_name="Lowell",
        name_suffix="Jr.",
        post_nominals="LL.M.",
        role=AttorneyRoleFactory(name="Founding partner"),
    )


def lines(client, attorney):
    """The card's properties, with folded lines joined again (section 3.2)."""
    content = client.get(f"{attorney.url}vcard/").content.decode()
    assert content.endswith("\r\n")
    assert all(len(line.encode()) <= 75 for line in content.split("\r\n"))
    return content.replace("\r\n ", "").strip().split("\r\n")


def test_a_card_is_a_download_of_its_own_type(client, attorney):
    response = client.get(f"{attorney.url}vcard/")

    assert response["Content-Type"].startswith("text/vcard")
    assert response["Content-Disposition"] == 'attachment; filename="ada-lowell.vcf"'


def test_a_card_begins_and_ends_as_version_four_asks(client, attorney):
    found = lines(client, attorney)

    assert found[:2] == ["BEGIN:VCARD", "VERSION:4.0"]
    assert found[-1] == "END:VCARD"


def test_a_card_names_the_attorney_in_parts(client, attorney):
    found = lines(client, attorney)

    assert "FN:Ada M. Lowell Jr." in found
    assert "N:Lowell;Ada;M.;Dr.;Jr. LL.M." in found
    assert "TITLE:Founding partner" in found


def test_a_card_gives_the_firms_line_and_address(client, attorney):
    found = lines(client, attorney)

    assert r"ORG:Lowell\, Stone & Reed\; LLP" in found
    assert "TEL;VALUE=uri;TYPE=work,voice:tel:+12125550142" in found or (
        'TEL;VALUE=uri;TYPE="work,voice":tel:+12125550142' in found
    )
    assert "EMAIL;TYPE=work:office@example.com" in found
    assert r"ADR;TYPE=work:;;1 Harbor Way\, Suite 5;Oakland;CA;94607;US" in found


def test_a_card_prefers_the_attorneys_own_line(client, attorney):
    attorney.phone, attorney.email = "+1 510 555 0177", "ada@example.com"
    attorney.save()

    found = "\n".join(lines(client, attorney))

    assert "tel:+15105550177" in found
    assert "+12125550142" not in found
    assert "ada@example.com" in found


def test_a_card_tells_languages_in_order(client, attorney):
    attorney.languages.create(name="English", code="en", sort_order=0)
    attorney.languages.create(name="Spanish", code="es", sort_order=1)
    attorney.save()

    found = lines(client, attorney)

    assert "LANG;PREF=1:en" in found
    assert "LANG;PREF=2:es" in found


def test_no_text_can_add_a_line_of_its_own():
    assert vcard.escape("a\r\nTEL:1;b,c\\d\re") == r"a\nTEL:1\;b\,c\\d\ne"


def test_folding_never_cuts_a_character(client, attorney):
    attorney.family_name = "Ö" * 70
    attorney.save()

    assert f"FN:Ada M. {'Ö' * 70} Jr." in lines(client, attorney)


def test_the_card_of_one_who_left_is_gone(client, attorney):
    attorney.left_on = datetime.date(2026, 1, 31)
    attorney.save()

    assert client.get(f"{attorney.url}vcard/").status_code == 404
