"""The kind of page firms have today can be rebuilt by an editor, element by element.

The structure follows a real law firm's page; all words are our own.
"""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Site

from cms.models import CallToAction, FirmSettings
from tests.factories import (
    ArticlePageFactory,
    AttorneyPageFactory,
    AttorneyRoleFactory,
    BlogIndexPageFactory,
    CategoryFactory,
    ConsultationPageFactory,
    PeopleIndexPageFactory,
    TestimonialFactory,
)

pytestmark = pytest.mark.django_db

LONG_QUOTE = "They answered at once. " * 40


@pytest.fixture
def firm(home_page):
    firm = FirmSettings.for_site(Site.objects.get())
    firm.firm_name = "Example & Example"
    firm.phone_number = "+12125550142"
    firm.phone_is_always_open = True
    firm.save()
    return firm


@pytest.fixture
def home(client, home_page, firm):
    """The home page with every kind of element, as visitors get it."""
    form = ConsultationPageFactory(parent=home_page, title="Write", slug="write")
    home_page.refresh_from_db()
    call = CallToAction.objects.create(
        name="Form", heading="Write to us", button_text="Schedule", target_page=form
    )
    people = PeopleIndexPageFactory(parent=home_page, slug="people")
    for name, role in (("Ada", "Founding Partner"), ("Bela", "Of Counsel")):
        weight = 10 if name == "Ada" else 40
        AttorneyPageFactory(
            parent=people,
            given_name=name,
            role=AttorneyRoleFactory(name=role, sort_weight=weight),
        )
    testimonial = TestimonialFactory(heading="At ease", quote=LONG_QUOTE, rating=5)
    home_page.refresh_from_db()
    home_page.sections = [
        ("call_bar", {"text": "Call for a free consultation"}),
        ("press_strip", {"heading": "As seen on", "items": [{"outlet": "Channel 9"}]}),
        (
            "badges",
            {
                "items": [
                    {"label": "Experienced", "granting_body": "The bar", "year": 2025}
                ]
            },
        ),
        (
            "media_highlight",
            {
                "kind": "television",
                "eyebrow": "You may have seen us",
                "heading": "Show",
            },
        ),
        ("paragraph", "<p>What the firm stands for.</p>"),
        (
            "testimonials",
            {
                "heading": "Client voices",
                "selection": "chosen",
                "chosen": [testimonial],
            },
        ),
        ("call_to_action", {"call_to_action": call}),
        ("team_grid", {"heading": "Our lawyers", "selection": "everyone"}),
        ("press_strip", {"heading": "Featured in", "items": [{"outlet": "Radio 1"}]}),
        ("call_to_action", {"call_to_action": call, "own_heading": "Now"}),
    ]
    home_page.save_revision().publish()
    return BeautifulSoup(client.get("/").content, "html.parser")


@pytest.fixture
def article(client, home_page, firm):
    """An article with every kind of element, as visitors get it."""
    blog = BlogIndexPageFactory(parent=home_page, slug="articles")
    page = ArticlePageFactory(
        parent=blog,
        title="On smuggling",
        category=CategoryFactory(name="Federal"),
        body=[
            ("heading", {"text": "Scope", "level": "h2"}),
            ("paragraph", "<p>Much is at stake – more than one thinks [1].</p>"),
            (
                "lead_in_list",
                {
                    "style": "bullet",
                    "items": [{"lead": "Teams", "text": "<p>work together.</p>"}],
                },
            ),
        ],
        references=[("reference", {"text": "A report", "publisher": "An agency"})],
    )
    page.save_revision().publish()
    return BeautifulSoup(client.get(page.url).content, "html.parser").main


def words(element):
    return " ".join(element.get_text(" ").split())


def test_the_call_bar_has_number_hours_and_link(home):
    assert home.main.select("a[href='tel:+12125550142']")
    assert "24/7" in words(home)
    assert "Call for a free consultation" in words(home.main)


def test_the_press_strips_name_their_outlets(home):
    for text in ("As seen on", "Channel 9", "Featured in", "Radio 1"):
        assert text in words(home.main)


def test_the_badge_says_who_gave_it_and_when(home):
    for text in ("Experienced", "The bar", "2025"):
        assert text in words(home.main)


def test_the_show_stands_out(home):
    assert "You may have seen us" in words(home.main)
    assert any("Show" in words(heading) for heading in home.main.select("h2, h3"))


def test_the_testimonial_has_its_rating_as_text_and_folds_without_javascript(home):
    assert "5 out of 5" in words(home.main)
    assert "At ease" in words(home.main)
    assert home.main.select("details summary")
    assert words(home.main).count("They answered at once.") == 40


def test_each_invitation_leads_to_the_form(home):
    buttons = home.main.select("a[href$='/write/']")

    assert len(buttons) >= 2
    assert "Schedule" in words(buttons[0])


def test_the_team_stands_in_order_of_role_and_each_link_names_its_attorney(home):
    text = words(home.main)
    links = [words(link) for link in home.main.select("a[href*='/people/']")]

    assert text.index("Founding Partner") < text.index("Of Counsel")
    assert any("profile" in link.lower() and "Ada" in link for link in links)
    assert any("profile" in link.lower() and "Bela" in link for link in links)


def test_the_article_has_date_category_headings_lists_and_references(article):
    text = words(article)

    assert article.select("time[datetime]")
    assert "Federal" in text
    assert words(article.select_one("h2")).startswith("Scope")
    assert article.select_one("li strong, li b").get_text(strip=True) == "Teams"
    assert "–" in text
    assert article.select_one("a[href='#ref-1']")
    assert article.select_one("#ref-1 a[href='#cite-1']")
    assert "A report" in text


def test_one_number_changes_everywhere_at_once(client, home, firm):
    firm.phone_number = "+12125550199"
    firm.save()

    changed = BeautifulSoup(client.get("/").content, "html.parser")

    assert not changed.select("a[href='tel:+12125550142']")
    assert len(changed.select("a[href='tel:+12125550199']")) >= 3
