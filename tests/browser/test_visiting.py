import pytest
from playwright.sync_api import expect
from wagtail.models import Site

from blog.models import BlogIndexPage
from cms.models import FirmSettings, NavigationSettings
from home import forms
from home.models import ConsultationRequest, FormField, HomePage
from tests.factories import ConsultationPageFactory, StandardPageFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
PHONE = {"width": 390, "height": 640}
UNCOVERED = """() => {
    const focused = document.activeElement.getBoundingClientRect();
    const bar = document.querySelector(".phone-bar").getBoundingClientRect();
    const inBar = document.activeElement.closest(".phone-bar");
    return Boolean(inBar) || (focused.top >= 0 && focused.bottom <= bar.top);
}"""


@pytest.fixture
def frame(site):
    """A phone line, and a menu that leads to the articles."""
    site = Site.objects.get()
    firm = FirmSettings.for_site(site)
    firm.phone_number = "+12125550142"
    firm.save()
    navigation = NavigationSettings.for_site(site)
    link = {"text": "Our articles", "page": BlogIndexPage.objects.get()}
    navigation.header_links = [("menu", {"text": "What we do", "links": [link]})]
    navigation.save()


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


def test_the_menu_of_a_phone_opens_without_javascript(chromium, site, frame):
    context = chromium.new_context(
        base_url=site, viewport=PHONE, java_script_enabled=False
    )
    page = context.new_page()
    page.goto("/")
    expect(page.get_by_role("link", name="Our articles")).to_be_hidden()

    page.get_by_role("button", name="Menu", exact=True).click()
    page.get_by_text("What we do").click()
    page.get_by_role("link", name="Our articles").click()

    page.wait_for_url("**/articles/")
    context.close()


def test_the_call_bar_never_covers_what_has_focus(visitor, frame):
    lines = '<p><a href="https://court.example/">The rules of the court</a></p>' * 30
    StandardPageFactory(
        parent=HomePage.objects.get(),
        title="Links",
        slug="links",
        sections=[("paragraph", lines)],
    )
    visitor.set_viewport_size(PHONE)
    visitor.goto("/links/")

    visitor.get_by_role("link", name="The rules").first.focus()
    for _ in range(30):
        assert visitor.evaluate(UNCOVERED)
        visitor.keyboard.press("Tab")
