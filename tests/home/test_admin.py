import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone
from openpyxl import load_workbook

from home.models import ConsultationRequest
from home.roles import ADMINISTRATOR, ATTORNEY, EDITOR, PUBLISHER
from tests.factories import ConsultationPageFactory

pytestmark = pytest.mark.django_db
LISTING = "/admin/consultation_requests/"


@pytest.fixture
def page(home_page):
    return ConsultationPageFactory(parent=home_page, title="Write to us")


@pytest.fixture
def make_request(page):
    def make(name="Ada Quill", question="May I be asked this?", **values):
        return ConsultationRequest.objects.create(
            page=page,
            form_data={"your_name": name, "your_question": question},
            questions=[["your_name", "Your name"], ["your_question", "Your question"]],
            sender_name=name,
            warning_text="Sending this makes you no client.",
            consent_label="I agree.",
            consented_at=timezone.now(),
            **values,
        )

    return make


@pytest.fixture
def log_in(client):
    def log_in(role):
        user = User.objects.create_user(role.lower())
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        return client

    return log_in


def test_staff_see_the_answers_the_warning_and_set_the_status(log_in, make_request):
    request = make_request()
    client = log_in(PUBLISHER)
    address = f"{LISTING}edit/{request.pk}/"

    shown = client.get(address).content.decode()
    client.post(address, {"status": "accepted", "notes": "Called back"})

    request.refresh_from_db()
    assert "May I be asked this?" in shown
    assert "makes you no client" in shown
    assert request.status == "accepted"
    assert request.notes == "Called back"


@pytest.mark.parametrize("role", [EDITOR, ATTORNEY])
@pytest.mark.parametrize("place", ["", "?export=csv", "edit/{0}/", "delete/{0}/"])
def test_requests_are_closed_to_other_roles(log_in, make_request, role, place):
    request = make_request()

    response = log_in(role).get(LISTING + place.format(request.pk))

    assert response.status_code in (302, 403)
    assert ConsultationRequest.objects.exists()


@pytest.mark.parametrize("role", [ADMINISTRATOR, EDITOR, PUBLISHER])
def test_wagtails_own_list_of_submissions_is_closed(log_in, make_request, role):
    page = make_request().page

    response = log_in(role).get(f"/admin/forms/submissions/{page.pk}/")

    assert response.status_code in (302, 403)


def test_permitted_roles_delete_requests(log_in, make_request):
    request = make_request()

    log_in(PUBLISHER).post(f"{LISTING}delete/{request.pk}/")

    assert not ConsultationRequest.objects.exists()


def test_nobody_writes_a_request_in_a_visitors_place(log_in):
    assert log_in(ADMINISTRATOR).get(f"{LISTING}new/").status_code in (302, 403)


def titles(response):
    return [request.sender_name for request in response.context["object_list"]]


def test_requests_are_found_by_words_status_form_and_day(log_in, make_request, page):
    make_request("Ada Quill", "About bail")
    make_request("Bea Stone", "About wills", status="declined")
    old = make_request("Cem Reed", "About leases")
    last_year = timezone.now() - timedelta(days=365)
    ConsultationRequest.objects.filter(pk=old.pk).update(submit_time=last_year)
    client = log_in(PUBLISHER)
    today = timezone.localdate()

    assert titles(client.get(LISTING)) == ["Bea Stone", "Ada Quill", "Cem Reed"]
    assert titles(client.get(LISTING, {"q": "wills"})) == ["Bea Stone"]
    assert titles(client.get(LISTING, {"status": "declined"})) == ["Bea Stone"]
    assert len(titles(client.get(LISTING, {"page": page.pk}))) == 3
    days = {"submit_time_from": today - timedelta(days=3), "submit_time_to": today}
    assert titles(client.get(LISTING, days)) == ["Bea Stone", "Ada Quill"]


def test_the_export_has_a_column_for_each_question(log_in, make_request):
    make_request()

    response = log_in(PUBLISHER).get(LISTING, {"export": "csv"})

    head, row = b"".join(response.streaming_content).decode().splitlines()
    assert head == (
        "Arrived,Status,Form,From,Consent given at,Notes,Your name,Your question"
    )
    assert row.endswith("Ada Quill,May I be asked this?")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\n=", "＝"])
def test_no_export_runs_what_a_visitor_wrote(log_in, make_request, start):
    evil = f"{start}cmd|' /C calc'!A0"
    make_request(name=evil)
    client = log_in(PUBLISHER)

    csv = client.get(LISTING, {"export": "csv"})
    xlsx = client.get(LISTING, {"export": "xlsx"})

    assert f"'{evil}" in b"".join(csv.streaming_content).decode()
    sheet = load_workbook(io.BytesIO(b"".join(xlsx.streaming_content))).active
    [_, row] = sheet.iter_rows()
    assert "f" not in {cell.data_type for cell in row}
    assert row[3].value.startswith("'")


def test_a_character_that_no_spreadsheet_holds_does_not_stop_the_export(
    log_in, make_request
):
    make_request(question="bell \x07 and escape \x1b")

    response = log_in(PUBLISHER).get(LISTING, {"export": "xlsx"})

    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    assert sheet["H2"].value == "bell  and escape "


def test_a_request_whose_form_was_deleted_is_still_listed(log_in, make_request, page):
    make_request()
    page.delete()

    listing = log_in(PUBLISHER).get(LISTING)

    assert "Ada Quill" in listing.content.decode()
