"""What is not public is absent everywhere: each kind of it, from each endpoint."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    PageViewRestriction,
    Site,
)

from blog.models import ArticleAuthor
from cms.models import CallToAction, FirmSettings, NavigationSettings
from home.models import ConsultationRequest
from people.models import PracticeArea
from tests.factories import (
    ArticlePageFactory,
    AttorneyPageFactory,
    BlogIndexPageFactory,
    ConsultationPageFactory,
    FirmImageFactory,
    HomePageFactory,
    PeopleIndexPageFactory,
    StandardPageFactory,
    TestimonialFactory,
    with_files,
)

pytestmark = pytest.mark.usefixtures("drawing")

SECRET = "Xyzzy"  # stands in whatever must not be seen
TITLE = f"{SECRET} title"

HIDDEN_PAGES = [
    "draft",
    "draft of a change",
    "unpublished",
    "expired",
    "scheduled",
    "login",
    "groups",
    "password",
    "below private",
    "other site",
]


def hide(page, fate):
    """Make a published page one that not everyone may read."""
    if fate == "draft of a change":
        page.save_revision()
        page.title, page.slug, page.draft_title = "Open title", "open", "Open title"
        for field in ("introduction", "standfirst", "family_name"):
            if hasattr(page, field):
                setattr(page, field, "Open")
        page.save()
    elif fate in ("login", "password", "groups", "below private"):
        kind = fate if fate != "below private" else "login"
        restricted = page if fate != "below private" else page.get_parent()
        restriction = PageViewRestriction.objects.create(
            page=restricted, restriction_type=kind, password="x"
        )
        if kind == "groups":
            restriction.groups.add(Group.objects.get_or_create(name="Clients")[0])
    else:
        page.live = False
        page.expired = fate == "expired"
        if fate == "scheduled":
            page.go_live_at = timezone.now() + datetime.timedelta(days=1)
        if fate in ("draft", "scheduled"):
            page.first_published_at = None
        page.save()


@pytest.fixture
def hidden(request, home_page, blog, people):
    """A page of each type that shows, hidden in one way; and what refers to them."""
    fate = request.param
    parents = {"home": home_page, "blog": blog, "people": people}
    if fate == "other site":
        root = HomePageFactory(parent=home_page.get_parent(), title=TITLE, slug="other")
        Site.objects.create(hostname="other.example", root_page=root)
        parents = {
            "home": root,
            "blog": BlogIndexPageFactory(parent=root, title=f"{TITLE} 2"),
        }
        parents["people"] = PeopleIndexPageFactory(parent=root, title=f"{TITLE}s")
    elif fate == "below private":
        parents["home"] = StandardPageFactory(
            parent=home_page, slug="vault", title=TITLE
        )
    pages = [
        StandardPageFactory(parent=parents["home"], title=TITLE, introduction=SECRET),
        ArticlePageFactory(parent=parents["blog"], title=TITLE, standfirst=SECRET),
        AttorneyPageFactory(
            parent=parents["people"], title=TITLE, family_name=SECRET, slug="who"
        ),
    ]
    if fate != "other site":
        for page in pages if fate != "below private" else pages[:1]:
            hide(page, fate)
        if fate == "below private":
            pages = pages[:1]
            for kind in (
                ArticlePageFactory._meta.model,
                AttorneyPageFactory._meta.model,
            ):
                kind.objects.all().delete()
    if fate != "other site":  # links to public pages of other sites are links
        refer_to(pages, home_page)
    call_command("update_index", verbosity=0)
    return pages


def refer_to(pages, home_page):
    """Have public content point at the pages in every way there is."""
    page, attorney = pages[0], pages[-1]
    call = CallToAction.objects.create(name="x", heading="Call", target_page=page)
    firm = FirmSettings.for_site(home_page.get_site())
    firm.primary_call_to_action = call
    firm.footer_text = rich_link(page)
    firm.save()
    navigation = NavigationSettings.for_site(home_page.get_site())
    navigation.header_links = [("link", {"text": "Entry", "page": page})]
    navigation.save()
    PracticeArea.objects.create(name="Area", slug="area", page=page)
    Redirect.add_redirect("/old", page)
    blocks = [
        ("paragraph", rich_link(page)),
        ("columns", {"columns": [{"heading": "Column", "page": page}]}),
        ("hero", {"heading": "Hero", "call_to_action": call}),
        ("call_to_action", {"call_to_action": call}),
        ("latest_articles", {"heading": "New", "count": 9}),
    ]
    if len(pages) > 1:
        chosen = {"heading": "Team", "selection": "chosen", "chosen": [attorney]}
        blocks += [("team_grid", chosen), ("team_grid", {"heading": "All"})]
    home_page.sections = home_page.sections.stream_block.normalize(blocks)
    home_page.save()


def rich_link(page):
    return f'<p>See <a linktype="page" id="{page.pk}">this</a>.</p>'


def read_everything(client, pages=()):
    """Whatever the public addresses of the site answer."""
    api = "/api/content/v1/"
    addresses = [
        "/",
        "/blog/",
        "/blog/feed/",
        "/blog/feed/atom/",
        "/blog/feed/json/",
        "/people/",
        f"/search/?q={SECRET}",
        "/search/?q=title",
        "/sitemap.xml",
        "/sitemap-standardpage.xml",
        "/sitemap-articlepage.xml",
        "/sitemap-attorneypage.xml",
        "/blog/author/who/",
        "/people/who/vcard/",
        "/api/v2/pages/?limit=100",
        "/api/v2/pages/?search=title",
        f"{api}site/",
        f"{api}categories/",
        f"{api}testimonials/",
        f"{api}search/?q={SECRET}",
        f"{api}search/?q=title",
        f"{api}resolve/?path=/",
        f"{api}resolve/?path=/blog/",
        f"{api}resolve/?path=/people/",
        f"{api}resolve/?path=/old/",
        f"{api}resolve/?path=/blog/author/who/",
        f"{api}articles/?author=who&view=full",
        f"{api}attorneys/?practice_area=area&view=full",
    ]
    for name in ("pages", "articles", "attorneys"):
        addresses += [
            f"{api}{name}/",
            f"{api}{name}/?view=full",
            f"{api}{name}/?search=title",
            f"{api}{name}/?view=full&rich_text=markdown",
        ]
    for page in pages:
        path = page.url_path.removeprefix("/site").replace("//", "/")
        addresses += [
            path,
            f"{api}pages/{page.pk}/",
            f"{api}pages/?parent={page.pk}",
            f"{api}articles/{page.slug}/",
            f"{api}attorneys/{page.slug}/",
            f"{api}resolve/?path={path}",
            f"/api/v2/pages/{page.pk}/",
            f"/api/v2/pages/?child_of={page.pk}",
        ]
    return {address: client.get(address).text for address in addresses}


def leaks(answers):
    asked = f"“{SECRET}”"  # search, and the form for a password, repeat what was asked
    return [
        address
        for address, text in answers.items()
        if SECRET.lower()
        in text.replace(asked, "")
        .replace(f'value="{SECRET}"', "")
        .replace(address, "")
        .lower()
    ]


@pytest.mark.parametrize("hidden", HIDDEN_PAGES, indirect=True)
def test_a_hidden_page_is_absent_everywhere(client, hidden):
    assert leaks(read_everything(client, hidden)) == []


def test_a_public_page_is_found_by_the_same_search(client, home_page, blog, people):
    """Proves that the tests of this module would see a leak."""
    page = ArticlePageFactory(parent=blog, title=TITLE)
    call_command("update_index", verbosity=0)

    found = leaks(read_everything(client, [page]))

    assert len(found) > 15


def test_a_draft_testimonial_is_absent(client, home_page, blog, people):
    draft = TestimonialFactory(quote=SECRET, live=False)
    chosen = {"heading": "Said", "selection": "chosen", "chosen": [draft]}
    home_page.sections = home_page.sections.stream_block.normalize(
        [("testimonials", chosen), ("testimonials", {"heading": "Newest"})]
    )
    home_page.save()

    assert leaks(read_everything(client)) == []


def test_restricted_files_are_absent(client, home_page, blog, people):
    hidden = Collection.get_first_root_node().add_child(name="Hidden")
    CollectionViewRestriction.objects.create(
        collection=hidden, restriction_type="login"
    )
    image = FirmImageFactory(title=SECRET, description=SECRET, collection=hidden)
    with_files(image, prefix=SECRET)
    document = get_document_model().objects.create(
        title=SECRET, file=f"{SECRET}.pdf", collection=hidden
    )
    shown = {"image": image, "caption": SECRET, "alt_text": SECRET}
    home_page.sections = home_page.sections.stream_block.normalize(
        [
            ("image", shown),
            ("gallery", {"images": [shown, shown]}),
            ("document", {"document": document, "text": SECRET}),
            ("hero", {"heading": "Hero", "image": image}),
            (
                "badges",
                {"items": [{"label": "B", "granting_body": "C", "image": image}]},
            ),
            ("press_strip", {"items": [{"outlet": "Paper", "logo": image}]}),
            ("media_highlight", {"heading": "Show", "image": image}),
            ("paragraph", f'<a linktype="document" id="{document.pk}">list</a>'),
        ]
    )
    home_page.share_image = home_page.listing_image = image
    home_page.save()
    ArticlePageFactory(parent=blog, hero_image=image, hero_caption=SECRET)
    AttorneyPageFactory(parent=people, portrait=image)
    firm = FirmSettings.for_site(home_page.get_site())
    firm.logo = firm.share_image = image
    firm.save()

    assert leaks(read_everything(client)) == []


def test_words_beside_a_file_are_found_as_long_as_the_file_is_public(
    client, home_page, blog, people
):
    collection = Collection.get_first_root_node().add_child(name="Photographs")
    shelf = collection.add_child(name="Shelf")
    image = FirmImageFactory(title="A picture", collection=shelf)
    home_page.sections = home_page.sections.stream_block.normalize(
        [("image", {"image": image, "caption": SECRET})]
    )
    home_page.save()

    def is_found():
        answer = client.get(f"/api/content/v1/search/?q={SECRET}").json()
        return answer["count"] == 1

    assert is_found()
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="login"
    )
    assert not is_found()
    image.collection = Collection.get_first_root_node()
    image.save()
    assert is_found()
    image.collection = shelf
    image.save()
    assert not is_found()
    restriction.delete()
    assert is_found()


def test_requests_of_visitors_and_words_for_editors_are_absent(
    client, home_page, blog, people
):
    form = ConsultationPageFactory(
        parent=home_page,
        title="Write",
        to_address=f"{SECRET}@firm.example",
        subject=SECRET,
    )
    ConsultationRequest.objects.create(
        page=form,
        form_data={"name": SECRET},
        notes=SECRET,
        warning_text="w",
        consent_label="c",
        consented_at=timezone.now(),
    )
    blocks = [("attention", {"reason": SECRET, "original": SECRET})]
    home_page.sections = home_page.sections.stream_block.normalize(blocks)
    home_page.save()
    CallToAction.objects.create(name=SECRET, heading="Call")

    answers = read_everything(client, [form])

    assert leaks(answers) == []


def test_the_profile_of_an_author_is_no_longer_linked_when_it_is_private(
    client, blog, attorney
):
    article = ArticlePageFactory(parent=blog, title="Bail")
    ArticleAuthor.objects.create(article=article, attorney=attorney)
    PageViewRestriction.objects.create(page=attorney, restriction_type="login")

    answer = client.get(f"/api/content/v1/pages/{article.pk}/")

    assert answer.json()["authors"] == [
        {"name": attorney.display_name, "attorney": None}
    ]
    assert "ada-lowell" not in answer.text


def test_answers_do_not_depend_on_who_is_signed_in(client, admin_client, home_page):
    draft = StandardPageFactory(parent=home_page, title=TITLE, live=False)

    assert leaks(read_everything(admin_client, [draft])) == []
