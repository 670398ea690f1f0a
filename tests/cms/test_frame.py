"""The firm and its menus, as they are read for many pages at once."""

import datetime

import pytest

from cms.frame import firm_of, navigation_of
from cms.models import FirmSettings, NavigationSettings, OfficeHours, PhoneHours
from cms.request_cache import request_scope
from tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db

MORNING, EVENING = datetime.time(9), datetime.time(18)


@pytest.fixture
def site(home_page):
    return home_page.get_site()


def link(page):
    return {"text": page.title, "page": page, "address": ""}


@pytest.fixture
def menus(home_page, site):
    pages = [StandardPageFactory(parent=home_page, slug=slug) for slug in "abc"]
    menus = NavigationSettings.for_site(site)
    column = {"heading": "Column", "links": [link(page) for page in pages]}
    menu = {"text": "Menu", "links": [link(page) for page in pages[1:]]}
    menus.header_links = [("link", link(pages[0])), ("menu", menu)]
    menus.footer_columns = [("column", column)]
    menus.save()
    return [page.page_ptr for page in pages]


def test_all_that_menus_lead_to_is_read_at_once(site, menus, django_assert_num_queries):
    with request_scope(), django_assert_num_queries(2):
        found = navigation_of(site)
        first, menu = (entry.value for entry in found.header_links)
        [column] = (entry.value for entry in found.footer_columns)

        assert first["page"] == menus[0]
        assert [entry["page"] for entry in menu["links"]] == menus[1:]
        assert [entry["page"] for entry in column["links"]] == menus


def test_a_menu_names_the_same_page_as_another_one(site, menus):
    with request_scope():
        found = navigation_of(site)

        assert (
            found.header_links[0].value["page"]
            is found.footer_columns[0].value["links"][0]["page"]
        )


def test_a_link_to_a_page_that_is_gone_leads_nowhere(site, menus):
    menus[0].delete()

    with request_scope():
        assert navigation_of(site).header_links[0].value.url == ""


def test_a_firm_has_its_entries_in_order(site, django_assert_num_queries):
    firm = FirmSettings.for_site(site)
    for day, order in ((5, 1), (0, 0)):
        entry = {"first_day": day, "last_day": day, "sort_order": order}
        for model in (PhoneHours, OfficeHours):
            model.objects.create(firm=firm, opens=MORNING, closes=EVENING, **entry)

    with request_scope(), django_assert_num_queries(4):
        found = firm_of(site)

        assert [hours.first_day for hours in found.phone_hours.all()] == [0, 5]
        assert [hours.first_day for hours in found.office_hours.all()] == [0, 5]
        assert list(found.social_profiles.all()) == []


def test_settings_are_made_with_the_first_question_for_them(site):
    assert not FirmSettings.objects.exists()

    with request_scope():
        assert firm_of(site).pk == FirmSettings.objects.get().pk
