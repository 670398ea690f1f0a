import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django_tasks_db.models import DBTaskResult
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from home.models import ConsultationRequest, FormField

pytestmark = pytest.mark.django_db


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


def test_a_post_of_our_own_is_accepted_without_cookie_or_token(page, answers, settings):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    shown = client.get(page.url)
    sent = client.post(page.url, answers, headers={"Origin": "http://testserver"})

    assert not shown.cookies
    assert not sent.cookies
    assert sent.status_code == 303


def test_a_visitor_agrees_only_to_the_wording_that_was_shown(client, page, answers):
    page.warning_text = "Another warning."
    page.save_revision().publish()

    response = client.post(page.url, answers)

    html = response.content.decode()
    assert response.status_code == 422
    assert "Another warning." in html
    assert "Ada Quill" in html
    assert "checked" not in html
    assert not ConsultationRequest.objects.exists()


@pytest.mark.parametrize(
    ("questions", "sender"),
    [
        ([("Company name", ""), ("You are", "name")], "you_are"),
        ([("Name of the other side", ""), ("Who are you", "name")], "who_are_you"),
        ([("First", "given-name"), ("Last", "family-name")], "first last"),
        ([("Company", ""), ("Your name", "")], "your_name"),
        ([("Question", "")], ""),
    ],
)
def test_the_sender_is_who_was_asked_for_a_name(
    client, page, answers, questions, sender
):
    page.form_fields = [
        FormField(label=label, autofill=autofill) for label, autofill in questions
    ]
    page.save()
    names = [label.lower().replace(" ", "_") for label, _ in questions]

    client.post(page.url, {**answers, **{name: name for name in names}})

    assert ConsultationRequest.objects.get().sender_name == sender


def test_a_request_outlives_its_form(client, page, answers, on_commit):
    client.post(page.url, answers)

    page.delete()

    request = ConsultationRequest.objects.get()
    assert request.page is None
    assert [question for question, _ in request.answers] == [
        "Your name",
        "E-mail",
        "Phone",
        "Your question",
    ]


def test_neither_request_nor_notice_is_kept_alone(client, page, answers, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

    client.post(page.url, answers)

    [notice] = DBTaskResult.objects.filter(task_path="home.tasks.mail_notice")
    assert notice.args_kwargs["args"] == [ConsultationRequest.objects.get().pk]


@pytest.mark.parametrize("label", ["Website", "Stamp", "Consent", "?"])
def test_an_editor_cannot_name_a_question_as_the_forms_own_fields(label):
    with pytest.raises(ValidationError) as caught:
        FormField(label=label).full_clean(exclude=["page"])

    assert "label" in caught.value.message_dict


def test_a_choice_without_choices_is_not_published(admin_client, page):
    question = page.form_fields.all()[0]
    field = {"label": "Matter", "field_type": "radio", "choices": "", "ORDER": "1"}
    data = nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "warning_text": page.warning_text,
            "consent_label": page.consent_label,
            "button_text": page.button_text,
            "introduction": rich_text(""),
            "thank_you_text": rich_text(""),
            "form_fields": inline_formset([field | {"id": question.pk}], initial=1),
            "comments": inline_formset([]),
        }
    )
    address = f"/admin/pages/{page.pk}/edit/"

    draft = admin_client.post(address, data)
    published = admin_client.post(address, data | {"action-publish": "1"})

    assert draft.status_code == 302
    assert "Write the choices, one on each line." in published.content.decode()


def test_thanks_hold_nothing_of_the_request_and_are_not_found_by_searching(
    client, page, answers
):
    response = client.post(page.url, answers, follow=True)

    assert "Quill" not in response.content.decode()
    assert response["X-Robots-Tag"] == "noindex"
    assert "private" not in response.get("Cache-Control", "")


def test_the_form_page_is_kept_by_no_cache(client, page):
    assert client.get(page.url)["Cache-Control"] == "private, no-store"
