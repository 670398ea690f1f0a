"""Random histories of a site: after each step, memory and database agree.

Hypothesis makes up sequences of what editors do; two worker processes that keep
answers are compared with a third that keeps none.
"""

import itertools
import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from blog.models import ArticlePage
from cms.models import FirmImage, FirmSettings, NavigationSettings
from home.models import StandardPage
from tests.cms.serving.processes import Worker
from tests.factories import (
    ArticlePageFactory,
    BlogIndexPageFactory,
    CategoryFactory,
    FirmImageFactory,
    StandardPageFactory,
)

EXAMPLES = int(os.environ.get("MODEL_EXAMPLES", "3"))
STEPS = 20
words = st.sampled_from(["Bail", "Divorce", "Appeal", "Wills", "Visas"])
numbers = itertools.count()

FIXED_ADDRESSES = [
    "/",
    "/articles/",
    "/articles/feed/",
    "/articles/feed/json/",
    "/sitemap.xml",
    "/sitemap-standardpage.xml",
    "/api/content/v1/site/",
    "/api/content/v1/articles/",
    "/api/content/v1/categories/",
    "/search/?q=Bail",
]


class SiteHistory(RuleBasedStateMachine):
    """What editors do to a site of articles and pages."""

    workers: list[Worker]
    uncached: Worker
    site_root: Page

    pages = Bundle("pages")
    articles = Bundle("articles")
    categories = Bundle("categories")

    def __init__(self):
        super().__init__()
        self.addresses = dict.fromkeys(FIXED_ADDRESSES)

    @initialize()
    def begin(self):
        self.blog = BlogIndexPageFactory(parent=self.home(), slug="articles")
        self.image = FirmImageFactory(ready=ready(0))
        self.restricted = []

    def teardown(self):
        for page in self.home().get_children():
            page.specific.delete()
        Redirect.objects.all().delete()

    def home(self):
        return Page.objects.get(pk=self.site_root.pk).specific

    def remember(self, page):
        """Its addresses are compared from now on, whatever becomes of the page."""
        url = Page.objects.get(pk=page.pk).url
        self.addresses[url] = None
        self.addresses[f"/api/content/v1/resolve/?path={url}"] = None
        return page.pk

    @rule(target=pages, title=words)
    def create_page(self, title):
        slug = f"page-{next(numbers)}"
        return self.remember(
            StandardPageFactory(parent=self.home(), title=title, slug=slug)
        )

    @rule(target=categories, name=words)
    def create_category(self, name):
        number = next(numbers)
        category = CategoryFactory(name=f"{name} {number}", slug=f"category-{number}")
        self.addresses[f"/articles/category/{category.slug}/"] = None
        return category

    @rule(target=articles, title=words, category=categories)
    def create_article(self, title, category):
        article = ArticlePageFactory(
            parent=self.blog,
            title=title,
            slug=f"article-{next(numbers)}",
            category=category,
            hero_image=self.image,
        )
        return self.remember(article)

    @rule(pk=st.one_of(pages, articles), title=words)
    def draft_then_publish(self, pk, title):
        page = Page.objects.get(pk=pk).specific
        page.title = title
        page.save_revision()
        self.workers[0].get(page.url or "/")
        page.latest_revision.publish()

    @rule(pk=st.one_of(pages, articles), title=words)
    def edit_without_publishing(self, pk, title):
        page = Page.objects.get(pk=pk).specific
        page.title = title
        page.save_revision()

    @rule(pk=st.one_of(pages, articles))
    def unpublish_or_publish(self, pk):
        page = Page.objects.get(pk=pk).specific
        if page.live:
            page.unpublish()
        else:
            page.save_revision().publish()

    @rule(pk=pages, target_pk=pages)
    def move(self, pk, target_pk):
        page, target = Page.objects.get(pk=pk), Page.objects.get(pk=target_pk)
        if page != target and not target.is_descendant_of(page):
            page.specific.move(target, pos="last-child")
            self.remember(page)

    @rule(pk=consumes(articles))
    def delete(self, pk):
        Page.objects.get(pk=pk).specific.delete()

    @rule(width=st.integers(400, 900))
    def replace_image(self, width):
        FirmImage.objects.filter(pk=self.image.pk).update(ready=ready(width))

    @rule(category=categories, name=words)
    def change_snippet(self, category, name):
        category.name = f"{name} {next(numbers)}"
        category.save()

    @rule(name=words)
    def change_setting(self, name):
        firm = FirmSettings.for_site(self.home().get_site())
        firm.firm_name = f"{name} & Partners"
        firm.save()

    @rule(text=words)
    def change_menu(self, text):
        navigation = NavigationSettings.for_site(self.home().get_site())
        link = {"text": text, "page": None, "address": "https://court.example/"}
        navigation.header_links = [("link", link)]
        navigation.save()

    @rule(pk=st.one_of(pages, articles))
    def redirect(self, pk):
        old = f"/old-{next(numbers)}"
        self.addresses[f"{old}/"] = None
        self.workers[1].get(f"{old}/")
        Redirect.objects.create(old_path=old, redirect_page_id=pk)

    @rule(pk=pages)
    def restrict_or_release(self, pk):
        restrictions = PageViewRestriction.objects.filter(page_id=pk)
        if restrictions.exists():
            restrictions.get().delete()
        else:
            PageViewRestriction.objects.create(
                page_id=pk, restriction_type=PageViewRestriction.LOGIN
            )

    @rule(title=words)
    def update_in_bulk(self, title):
        ArticlePage.objects.update(standfirst=f"On {title}")
        StandardPage.objects.update(introduction=f"About {title}")

    @invariant()
    def memory_and_database_agree(self):
        for address in self.addresses:
            expected = self.uncached.get(address)
            # Twice each: the second answer comes from memory.
            for worker in self.workers * 2:
                found = worker.get(address)
                assert found.status == expected.status, address
                assert found.headers.get("location") == expected.headers.get("location")
                if found.status == 200:
                    assert found.body == expected.body, address


def ready(width):
    """What an image lists as its finished files."""
    file = {"file": f"{width}.webp", "format": "webp", "width": width, "height": 300}
    return {shape: [file] for shape in ("wide", "card")}


@pytest.fixture(scope="module")
def uncached(site_root, database_url):
    worker = Worker(database_url)
    worker.environment["PAGE_CACHE_MB"] = "0"
    worker.start()
    try:
        yield worker.wait_until_ready()
    finally:
        worker.stop()


@pytest.mark.usefixtures("committed", "drawing")
def test_whatever_editors_do_memory_and_database_agree(workers, uncached, site_root):
    history = type(
        "History",
        (SiteHistory,),
        {"workers": workers, "uncached": uncached, "site_root": site_root},
    )

    run_state_machine_as_test(
        history,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize="MODEL_EXAMPLES" not in os.environ,
        ),
    )

    assert sum(worker.figure("cache_hits_total") for worker in workers) > 0
