"""Each language has its addresses; a page names its public translations only."""

from datetime import UTC, datetime, time

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.urls import reverse
from lxml import etree
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail.users.models import UserProfile

from blog.models import ArticleAuthor, ArticlePage
from cms.models import FirmSettings, NavigationSettings, PreviewLink
from home.roles import EDITOR
from tests.factories import (
    ArticlePageFactory,
    AttorneyPageFactory,
    BlogIndexPageFactory,
    CallToActionFactory,
    CategoryFactory,
    ConsultationPageFactory,
    PeopleIndexPageFactory,
    StandardPageFactory,
    translated,
)

pytestmark = pytest.mark.django_db

ENGLISH, SPANISH = "http://testserver/fees/", "http://testserver/es/honorarios/"
BOTH = [("en", ENGLISH), ("es", SPANISH), ("x-default", ENGLISH)]
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


@pytest.fixture
def fees(home_page):
    return StandardPageFactory(parent=home_page, title="Fees", slug="fees")


@pytest.fixture
def honorarios(spanish_home, fees):
    return translated(fees, title="Honorarios", slug="honorarios")


def read(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser")


def hreflang(client, address):
    """What search engines are told of the languages of a page."""
    links = read(client, address).select("link[rel=alternate][hreflang]")
    return [(link["hreflang"], link["href"]) for link in links]


def switcher(client, address):
    """Where visitors can go to read a page in another language, and its name."""
    links = read(client, address).select(".languages a")
    return [(link["href"], link.string, link["lang"]) for link in links]


def in_sitemap(client):
    """The languages of each standard page that the sitemap names."""
    tree = etree.fromstring(client.get("/sitemap-standardpage.xml").content)
    return {
        entry.findtext("s:loc", namespaces=NAMES): [
            (link.get("hreflang"), link.get("href"))
            for link in entry.findall("x:link", namespaces=NAMES)
        ]
        for entry in tree.findall("s:url", namespaces=NAMES)
    }


def test_only_addresses_of_other_languages_begin_with_their_code(client, honorarios):
    assert "<h1>Fees</h1>" in client.get("/fees/").text
    assert "<h1>Honorarios</h1>" in client.get("/es/honorarios/").text
    for nothing in ("/en/fees/", "/es/fees/", "/honorarios/", "/fr/fees/"):
        assert client.get(nothing).status_code == 404


def test_neither_header_nor_cookie_changes_the_language(client, honorarios):
    usual = client.get("/fees/")
    client.cookies["django_language"] = "es"
    response = client.get("/fees/", headers={"accept-language": "es"})

    assert response.content == usual.content
    assert "Accept-Language" not in usual.headers.get("Vary", "")
    assert "Cookie" not in usual.headers.get("Vary", "")
    assert "public" in client.get("/es/honorarios/").headers["Cache-Control"]


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/es/honorarios", "/es/honorarios/"),
        ("/ES/Honorarios/", "/es/honorarios/"),
        ("/es", "/es/"),
    ],
)
def test_each_page_has_one_spelling_of_its_address(
    client, honorarios, address, leads_to
):
    response = client.get(address)

    assert (response.status_code, response["Location"]) == (301, leads_to)


def test_a_page_says_which_language_it_is_in(client, honorarios):
    firm = FirmSettings.for_site(honorarios.get_site())
    firm.office_hours.create(opens=time(9), closes=time(17))
    firm.save()

    assert read(client, "/fees/").html["lang"] == "en"
    page = read(client, "/es/honorarios/")

    assert page.html["lang"] == "es"
    # The frame is not translated, and says so.
    assert page.select_one("header.site-header")["lang"] == "en"
    assert page.select_one("footer.site-footer")["lang"] == "en"
    hours = page.select_one(".site-footer-hours").get_text()
    assert hours == "Monday to Friday, 9 am to 5 pm"
    assert read(client, "/es/no-such/").select_one(".error-page")["lang"] == "en"


def test_the_frame_leads_on_in_the_language_of_the_page(client, fees, spanish_home):
    navigation = NavigationSettings.for_site(spanish_home.get_site())
    navigation.header_links = [("link", {"text": "What it costs", "page": fees})]
    navigation.save()

    def links(address):
        return {link["href"] for link in read(client, address).select(".site-header a")}

    assert links("/es/") == {"/es/", "/fees/", "/es/search/"}
    translated(fees, title="Honorarios", slug="honorarios")
    assert links("/es/") == {"/es/", "/es/honorarios/", "/es/search/"}
    assert links("/fees/") == {"/", "/fees/", "/search/"}


def test_a_page_and_its_translation_name_each_other_and_themselves(client, honorarios):
    assert hreflang(client, "/fees/") == hreflang(client, "/es/honorarios/") == BOTH
    assert in_sitemap(client) == {ENGLISH: BOTH, SPANISH: BOTH}
    assert switcher(client, "/fees/") == [("/es/honorarios/", "Español", "es")]
    assert switcher(client, "/es/honorarios/") == [("/fees/", "English", "en")]
    here = read(client, "/es/honorarios/").select_one(".languages [aria-current=page]")
    assert (here.string, here.parent["lang"]) == ("Español", "es")


def translations_in_json(client, page):
    return client.get(f"/api/content/v1/pages/{page.pk}/").json()["translations"]


def draft(page):
    translated(page, slug="honorarios", live=False)


def withdrawn(page):
    translated(page, slug="honorarios").unpublish()


def private(page):
    copy = translated(page, slug="honorarios")
    PageViewRestriction.objects.create(page=copy, restriction_type="login")


def alias(page):
    spanish = Locale.objects.get(language_code="es")
    page.copy_for_translation(spanish, alias=True)


@pytest.mark.parametrize("make", [draft, withdrawn, private, alias])
def test_what_is_no_public_translation_is_nowhere_named(
    client, fees, spanish_home, make
):
    make(fees)

    assert hreflang(client, "/fees/") == []
    assert switcher(client, "/fees/") == []
    assert translations_in_json(client, fees) == []
    assert in_sitemap(client) == {ENGLISH: []}


@pytest.mark.parametrize("unlisted", ["fees", "honorarios"])
def test_search_engines_are_told_of_no_page_that_they_may_not_list(
    client, fees, honorarios, unlisted
):
    page = fees if unlisted == "fees" else honorarios
    type(page).objects.filter(pk=page.pk).update(is_indexed=False)

    assert hreflang(client, "/fees/") == hreflang(client, "/es/honorarios/") == []
    assert list(in_sitemap(client).values()) == [[]]
    # Visitors may read it.
    assert switcher(client, "/fees/") == [("/es/honorarios/", "Español", "es")]


def test_the_thanks_after_a_form_are_no_page_for_search_engines(
    client, home_page, spanish_home
):
    form = ConsultationPageFactory(parent=home_page, slug="consultation")
    translated(form)

    assert len(hreflang(client, "/es/consultation/")) == 3
    assert client.get("/es/consultation/thank-you/").status_code == 200
    assert hreflang(client, "/es/consultation/thank-you/") == []


def test_search_stays_in_the_language_of_its_address(client, honorarios):
    def found(address):
        return [link["href"] for link in read(client, address).select("h2 a")]

    honorarios.search_description = "fees in English"
    honorarios.save()

    assert found("/search/?q=fees") == ["/fees/"]
    assert found("/es/search/?q=honorarios") == ["/es/honorarios/"]
    assert found("/es/search/?q=fees") == ["/es/honorarios/"]
    assert found("/search/?q=honorarios") == []


def test_a_renamed_translation_leads_on_and_a_deleted_one_is_gone(
    client, honorarios, django_capture_on_commit_callbacks
):
    honorarios.slug = "tarifas"
    with django_capture_on_commit_callbacks(execute=True):
        honorarios.save_revision().publish()

    response = client.get("/es/honorarios/")
    assert (response.status_code, response["Location"]) == (301, "/es/tarifas/")
    Page.objects.get(pk=honorarios.pk).specific.delete()
    assert client.get("/es/tarifas/").status_code == 410
    assert client.get("/tarifas/").status_code == 404


def test_lists_in_sections_hold_pages_of_the_language(client, home_page, spanish_home):
    category = CategoryFactory(slug="bail")
    blog = BlogIndexPageFactory(parent=home_page, slug="articles")
    people = PeopleIndexPageFactory(parent=home_page, slug="people")
    attorney = AttorneyPageFactory(parent=people, slug="ada")
    invitation = CallToActionFactory(target_page=people)
    article = ArticlePageFactory(parent=blog, slug="bail", category=category)
    ArticleAuthor.objects.create(article=article, attorney=attorney)
    for page in (blog, people, attorney, ArticlePage.objects.get()):
        translated(page)
    for home in (home_page, spanish_home):
        home.sections = [
            ("latest_articles", {"heading": "News", "category": None, "count": 3}),
            ("team_grid", {"heading": "Us", "selection": "everyone", "chosen": []}),
        ]
        home.save_revision().publish()

    def links(address):
        return {link["href"] for link in read(client, address).select("main a")}

    assert links("/") == {"/articles/", "/articles/bail/", "/people/ada/"}
    assert links("/es/") == {"/es/articles/", "/es/articles/bail/", "/es/people/ada/"}
    # The profiles share a name in addresses, and what their attorney wrote.
    archive = "/articles/author/ada/"
    assert "/articles/bail/" in links(archive)
    assert "/es/articles/bail/" in links(f"/es{archive}")
    assert "/es/articles/bail/" in links("/es/people/ada/")
    # Bylines and attorneys chosen in English lead to the profile in Spanish.
    assert "/es/people/ada/" in links("/es/articles/bail/")
    spanish_home.sections = [
        ("team_grid", {"heading": "Us", "selection": "chosen", "chosen": [attorney]}),
        ("call_to_action", {"call_to_action": invitation}),
    ]
    spanish_home.save_revision().publish()
    assert links("/es/") == {"/es/people/ada/", "/es/people/"}
    assert hreflang(client, archive) == []
    assert hreflang(client, "/articles/") != []


def test_feeds_tell_an_article_from_its_translation(client, home_page, two_languages):
    blog = BlogIndexPageFactory(parent=home_page, slug="articles")
    article = ArticlePageFactory(parent=blog, slug="bail")
    for page in (home_page, blog, article):
        translated(page)

    [english] = client.get("/articles/feed/json/").json()["items"]
    [spanish] = client.get("/es/articles/feed/json/").json()["items"]

    assert spanish["url"] == "http://testserver/es/articles/bail/"
    assert english["id"] == f"urn:uuid:{article.translation_key}"
    assert spanish["id"] != english["id"]
    assert "<language>es</language>" in client.get("/es/articles/feed/").text


def test_days_are_written_as_the_language_writes_them(client, home_page, spanish_home):
    blog = BlogIndexPageFactory(parent=home_page, slug="articles")
    article = ArticlePageFactory(
        parent=blog, slug="bail", published_at=datetime(2027, 3, 31, 12, tzinfo=UTC)
    )
    translated(blog)
    translated(article)

    assert "March 31, 2027" in client.get("/articles/bail/").text
    assert "31 de marzo de 2027" in client.get("/es/articles/bail/").text


def test_a_shared_draft_is_shown_in_its_language(client, honorarios, admin_user):
    link = PreviewLink.share(honorarios, admin_user, PreviewLink.Duration.DAY)

    assert read(client, f"/preview/{link.token}/").html["lang"] == "es"


def test_an_editor_translates_a_page_in_the_admin(client, home_page, two_languages):
    editor = User.objects.create_user("editor")
    editor.groups.add(Group.objects.get(name=EDITOR))
    client.force_login(editor)
    address = reverse("simple_translation:submit_page_translation", args=[home_page.pk])
    spanish = Locale.objects.get(language_code="es")

    response = client.post(address, {"locales": [spanish.pk]})

    copy = home_page.get_translation(spanish)
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[copy.pk])
    assert not copy.live
    assert copy.url == "/es/"


def test_pages_keep_their_addresses_in_the_admin_of_whoever_reads_another_language(
    client, admin_user, fees
):
    UserProfile.objects.create(user=admin_user, preferred_language="es")
    client.force_login(admin_user)

    page = client.get(reverse("wagtailadmin_explore", args=[fees.get_parent().pk])).text

    assert 'href="/fees/"' in page
    assert "/es/fees/" not in page


def test_a_site_with_one_language_has_nothing_to_choose(client, fees):
    page = read(client, "/fees/")

    assert page.select("[hreflang], .languages") == []
    assert page.html["lang"] == "en-us"
    assert page.select_one(".site-footer").get("lang") is None
    assert translations_in_json(client, fees) == []
    assert client.get("/es/fees/").status_code == 404


def test_a_language_that_was_given_up_is_at_no_address(client, honorarios, settings):
    settings.WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("fr", "French")]
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES

    assert client.get("/es/honorarios/").status_code == 404
    assert hreflang(client, "/fees/") == []
    assert in_sitemap(client) == {ENGLISH: []}
    assert Page.objects.get(pk=honorarios.pk).url != "/honorarios/"
