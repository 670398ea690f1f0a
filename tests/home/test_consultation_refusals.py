"""What is not taken for a request: its sender is told, and nothing is stored."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.models import FirmSettings
from home import forms
from home.models import ConsultationRequest, FormField
from home.models.consultation import MOST_REQUESTS

pytestmark = pytest.mark.django_db


def test_a_filled_trap_is_refused(client, page, answers):
    response = client.post(page.url, answers | {"website": "https://spam.example"})

    assert response.status_code == 422
    assert not ConsultationRequest.objects.exists()


def test_a_form_sent_at_once_comes_back_with_its_answers(client, page, answers):
    answers["stamp"] = forms.new_stamp(page)

    response = client.post(page.url, answers)

    assert response.status_code == 422
    assert "very quick" in response.content.decode()
    assert "Ada Quill" in response.content.decode()


@pytest.mark.parametrize("stamp", ["", "forged:stamp:1"])
def test_a_form_without_a_valid_stamp_comes_back_with_its_answers(
    client, page, answers, stamp
):
    response = client.post(page.url, answers | {"stamp": stamp})

    assert response.status_code == 422
    assert "Ada Quill" in response.content.decode()


def test_the_sixth_request_within_an_hour_is_refused_and_keeps_its_answers(
    client, page, answers
):
    for _ in range(5):
        client.post(page.url, answers)

    response = client.post(page.url, answers)

    assert response.status_code == 429
    assert "Ada Quill" in response.content.decode()
    assert ConsultationRequest.objects.count() == 5


def test_too_many_requests_are_told_whom_to_call(client, page, answers):
    firm = FirmSettings.for_site(page.get_site())
    firm.phone_number = "+12125550142"
    firm.save()
    for _ in range(MOST_REQUESTS):
        client.post(page.url, answers)

    response = client.post(page.url, answers)

    assert "(212) 555-0142." in response.content.decode()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Referer": "https://elsewhere.example/page"},
    ],
)
def test_a_post_from_another_site_is_refused(client, page, answers, headers):
    response = client.post(page.url, answers, headers=headers)

    assert response.status_code == 403
    assert not ConsultationRequest.objects.exists()


@pytest.mark.parametrize(
    ("label", "field_type", "answer"),
    [
        ("Phone", "phone", "call me at 212 555 0142 tonight"),
        ("Age", "number", "9" * 400),
        ("Age", "number", "NaN"),
        ("Court date", "date", "soon"),
        ("Matter", "singleline", "x" * 300),
        ("Story", "multiline", "x" * 5_001),
        ("Matter", "dropdown", "none of the choices"),
        ("Story", "multiline", "a\0b"),
    ],
)
def test_an_answer_out_of_bounds_comes_back_with_its_field_named(
    client, page, answers, label, field_type, answer
):
    page.form_fields.add(
        FormField(label=label, field_type=field_type, choices="Bail\nTrial")
    )
    page.save()
    name = label.lower().replace(" ", "_")

    response = client.post(page.url, answers | {name: answer})

    assert response.status_code == 422
    assert f'id="id_{name}_error"' in response.content.decode()
    assert not ConsultationRequest.objects.exists()


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_without_a_form_take_no_posts(client, home_page, page, method):
    send = getattr(client, method)

    assert send(home_page.url).status_code == 405
    assert send(page.url + "thank-you/").status_code == 405


def test_ten_megabytes_of_attached_files_are_refused_once_they_are_sent(
    client, page, answers
):
    file = SimpleUploadedFile("huge.bin", b"x" * 10_000_000)

    response = client.post(page.url, answers | {"file": file})

    assert response.status_code == 413
    assert not response.wsgi_request.read(1)
    assert not ConsultationRequest.objects.exists()


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "multipart/form-data",
        "multipart/form-data; boundary=%",
        "application/x-www-form-urlencoded; charset=utf-16",
        "application/x-www-form-urlencoded; charset=nonsense",
    ],
)
def test_odd_posts_are_answered_and_never_break(client, page, content_type):
    response = client.generic("POST", page.url, b"\xff\xfe{", content_type)

    assert response.status_code in (400, 422)
    assert not ConsultationRequest.objects.exists()


def test_ten_megabytes_are_refused_clearly(client, page, answers):
    response = client.post(page.url, answers | {"your_question": "x" * 10_000_000})

    assert response.status_code == 413
    assert "too much to send" in response.content.decode()
    assert not ConsultationRequest.objects.exists()
