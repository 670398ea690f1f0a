from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.utils import timezone

from home import forms
from home.models import ConsultationRequest, FormField
from tests.factories import ConsultationPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(home_page):
    return ConsultationPageFactory(
        parent=home_page,
        title="Write to us",
        slug="consultation",
        to_address="intake@example.com",
        form_fields=[
            FormField(label="Your name", field_type="singleline", autofill="name"),
            FormField(label="E-mail", field_type="email"),
            FormField(label="Phone", field_type="phone", required=False),
            FormField(label="Your question", field_type="multiline", required=False),
        ],
    )


@pytest.fixture
def answers(monkeypatch):
    """Answers as a visitor gives them who read the form for a minute."""
    stamp = forms.new_stamp()
    a_minute_later = timezone.now() + timedelta(minutes=1)
    monkeypatch.setattr(forms.timezone, "now", lambda: a_minute_later)
    return {
        "your_name": "Ada Quill",
        "e_mail": "ada@example.com",
        "phone": "212 555 0142",
        "your_question": "May I be asked this?",
        "consent": "on",
        "website": "",
        "stamp": stamp,
    }


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_a_request_is_stored_with_the_warning_its_sender_agreed_to(
    client, page, answers
):
    response = client.post(page.url, answers)

    request = ConsultationRequest.objects.get()
    assert response.status_code == 303
    assert request.form_data["your_name"] == "Ada Quill"
    assert request.warning_text == page.warning_text
    assert request.consent_label == page.consent_label
    assert request.consented_at is not None


def test_the_visitor_is_thanked_at_an_address_of_its_own(client, page, answers):
    response = client.post(page.url, answers, follow=True)

    assert response.redirect_chain == [(page.url + "thank-you/", 303)]
    assert response.status_code == 200


def test_the_notice_holds_initials_and_a_link_and_nothing_else_of_the_sender(
    client, page, answers, on_commit
):
    with on_commit():
        client.post(page.url, answers)

    [message] = mail.outbox
    request = ConsultationRequest.objects.get()
    assert message.to == ["intake@example.com"]
    assert "A. Q." in message.body
    assert f"/admin/consultation_requests/edit/{request.pk}/" in message.body
    for secret in ("Quill", "ada@example.com", "555", "asked"):
        assert secret not in message.body


def test_a_failing_mail_server_loses_no_request(
    client, page, answers, on_commit, settings
):
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 1},
        }
    }

    with on_commit():
        response = client.post(page.url, answers)

    assert response.status_code == 303
    assert ConsultationRequest.objects.count() == 1


def test_each_error_is_tied_to_its_field_and_keeps_what_was_typed(
    client, page, answers
):
    answers |= {"e_mail": "nonsense", "your_question": "Keep <this>"}

    response = client.post(page.url, answers)

    html = response.content.decode()
    assert response.status_code == 422
    assert 'aria-describedby="id_e_mail_error"' in html
    assert 'id="id_e_mail_error"' in html
    assert "Keep &lt;this&gt;" in html
    assert 'value="nonsense"' in html
    assert not ConsultationRequest.objects.exists()


def test_without_the_ticked_box_nothing_is_stored(client, page, answers):
    del answers["consent"]

    response = client.post(page.url, answers)

    assert response.status_code == 422
    assert "tick the box" in response.content.decode()
    assert not ConsultationRequest.objects.exists()


def test_the_box_is_never_ticked_in_advance(client, page):
    html = client.get(page.url).content.decode()

    assert 'name="consent"' in html
    assert "checked" not in html


def test_a_filled_trap_is_refused(client, page, answers):
    response = client.post(page.url, answers | {"website": "https://spam.example"})

    assert response.status_code == 422
    assert not ConsultationRequest.objects.exists()


def test_a_form_sent_at_once_comes_back_with_its_answers(client, page, answers):
    answers["stamp"] = forms.new_stamp()

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


def test_a_post_of_our_own_is_accepted_without_cookie_or_token(page, answers, settings):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    shown = client.get(page.url)
    sent = client.post(page.url, answers, headers={"Origin": "http://testserver"})

    assert not shown.cookies
    assert not sent.cookies
    assert sent.status_code == 303


def test_ten_megabytes_are_refused_clearly(client, page, answers):
    response = client.post(page.url, answers | {"your_question": "x" * 10_000_000})

    assert response.status_code == 413
    assert "too much to send" in response.content.decode()
    assert not ConsultationRequest.objects.exists()


def test_the_form_page_is_kept_by_no_cache(client, page):
    assert client.get(page.url)["Cache-Control"] == "private, no-store"


def test_staff_find_the_request_and_export_it_without_formulas(client, page, answers):
    client.post(page.url, answers | {"your_name": "=cmd|' /C calc'!A0"})
    client.force_login(get_user_model().objects.create_superuser("boss"))

    listing = client.get("/admin/consultation_requests/")
    export = client.get("/admin/consultation_requests/?export=csv")

    assert listing.status_code == 200
    assert "cmd" in listing.content.decode()
    content = b"".join(export.streaming_content).decode()
    assert "cmd" in content
    assert not any(cell.startswith("=") for cell in content.replace('"', "").split(","))


def test_staff_cannot_write_a_request_in_a_visitors_place(client, db):
    client.force_login(get_user_model().objects.create_superuser("boss"))

    assert client.get("/admin/consultation_requests/new/").status_code in (302, 403)


def test_staff_see_the_answers_and_set_the_status(client, page, answers):
    client.post(page.url, answers)
    request = ConsultationRequest.objects.get()
    client.force_login(get_user_model().objects.create_superuser("boss"))
    address = f"/admin/consultation_requests/edit/{request.pk}/"

    shown = client.get(address).content.decode()
    client.post(address, {"status": "accepted", "notes": "Called back"})

    request.refresh_from_db()
    assert "May I be asked this?" in shown
    assert request.status == "accepted"
    assert request.notes == "Called back"
