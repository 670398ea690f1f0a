import pytest
from playwright.sync_api import expect

from home import forms
from home.models import ConsultationRequest, FormField, HomePage
from tests.factories import ConsultationPageFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def form(visitor, monkeypatch):
    """The consultation form, open in the browser; nobody has to wait."""
    monkeypatch.setattr(forms, "QUICKEST", forms.timedelta(0))
    ConsultationPageFactory(
        parent=HomePage.objects.get(),
        title="Write to us",
        slug="consultation",
        form_fields=[
            FormField(label="Your name", field_type="singleline"),
            FormField(label="E-mail", field_type="email"),
        ],
    )
    visitor.goto("/consultation/")
    return visitor


def test_a_request_with_errors_comes_back_and_then_arrives(form):
    form.get_by_label("Your name").fill("Ada Quill")
    form.get_by_label("E-mail").fill("nonsense")
    form.get_by_role("button", name="Send the request").click()

    email = form.get_by_label("E-mail")
    expect(form.get_by_role("alert")).to_be_visible()
    expect(email).to_have_attribute("aria-invalid", "true")
    expect(email).to_have_value("nonsense")
    expect(form.get_by_label("Your name")).to_have_value("Ada Quill")
    assert not ConsultationRequest.objects.exists()

    email.fill("ada@example.com")
    form.get_by_role("checkbox").check()
    form.get_by_role("button", name="Send the request").click()

    form.wait_for_url("**/consultation/thank-you/")
    assert ConsultationRequest.objects.get().form_data["your_name"] == "Ada Quill"


def test_the_form_works_without_javascript(chromium, site, form):
    context = chromium.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/consultation/")
    page.get_by_label("Your name").fill("Ada Quill")
    page.get_by_label("E-mail").fill("ada@example.com")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Send the request").click()

    page.wait_for_url("**/consultation/thank-you/")
    context.close()
    assert ConsultationRequest.objects.count() == 1


def test_a_public_page_sets_no_cookie(form):
    assert form.context.cookies() == []
