"""An article by the firm's attorneys."""

import math
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import get_text_list
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from blog.citations import Citations
from blog.editor_forms import ArticlePageForm
from cms.blocks import ReferenceBlock, TextStreamBlock
from cms.context_processors import site_frame
from cms.models import FirmSettings
from cms.pages import BasePage
from cms.request_cache import once_per_request
from cms.routing import page_on_the_way
from cms.structured_data import Node, moment, pointer, reference
from cms.translations import as_at_hand
from cms.visibility import is_public_file, is_public_page

from .article_listing import ArticleQuerySet, read_around
from .bylines import ArticleAuthor, ArticleTag, author_node

WORDS_A_MINUTE = 220


class ArticlePage(BasePage):
    """An article with byline, references and the date of its last legal review."""

    standfirst = models.TextField(
        "standfirst",
        blank=True,
        max_length=500,
        help_text="One or two sentences below the title: what the reader will learn.",
    )
    category = models.ForeignKey(
        "blog.Category",
        verbose_name="category",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="articles",
        help_text="Categories are kept under Snippets.",
    )
    tags = ClusterTaggableManager(
        through=ArticleTag,
        blank=True,
        help_text="Words that tie articles together across categories.",
    )
    published_at = models.DateTimeField(
        "date of publication",
        null=True,
        blank=True,
        help_text="Shown to readers. "
        "Leave empty to use the moment of first publication.",
    )
    legal_reviewer = models.ForeignKey(
        "people.AttorneyPage",
        verbose_name="legal reviewer",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The attorney who checked that the article is right.",
    )
    reviewer_name = models.CharField(
        "name of the reviewer",
        max_length=160,
        blank=True,
        help_text="Filled in from the profile; stays after the attorney has left.",
    )
    last_reviewed_on = models.DateField(
        "last reviewed on",
        null=True,
        blank=True,
        help_text="The day the reviewer last confirmed the article.",
    )
    hero_image = models.ForeignKey(
        "cms.FirmImage",
        verbose_name="main picture",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Shown below the title, in lists and when the article is shared.",
    )
    hero_caption = models.CharField(
        "caption",
        max_length=255,
        blank=True,
        help_text="A line below the main picture, such as what it shows or its maker.",
    )
    body = StreamField(
        TextStreamBlock(),
        verbose_name="text",
        blank=True,
        help_text="Short paragraphs under headings that say what they tell.",
    )
    references = StreamField(
        [("reference", ReferenceBlock())],
        verbose_name="references",
        blank=True,
        help_text="Numbered in this order. Write [1] in the text to link to the first.",
    )

    objects = PageManager.from_queryset(ArticleQuerySet)()

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("standfirst"),
        index.SearchField("body"),
        index.FilterField("published_at"),
        index.FilterField("category_id"),
        index.RelatedFields("category", [index.SearchField("name")]),
        index.RelatedFields("tags", [index.SearchField("name")]),
        index.RelatedFields("authors", [index.SearchField("name")]),
    ]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("standfirst"),
        MultiFieldPanel(
            [FieldPanel("hero_image"), FieldPanel("hero_caption")],
            heading="Main picture",
        ),
        FieldPanel("body"),
        FieldPanel("references"),
        InlinePanel("authors", heading="Authors", label="Author"),
        MultiFieldPanel(
            [
                PageChooserPanel("legal_reviewer"),
                FieldPanel("reviewer_name"),
                FieldPanel("last_reviewed_on"),
            ],
            heading="Legal review",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("category"), FieldPanel("published_at")]),
                FieldPanel("tags"),
            ],
            heading="Where it belongs",
        ),
    ]

    shared_type = "article"
    summary_field, main_image_field = "standfirst", "hero_image"
    parent_page_types = ["blog.BlogIndexPage"]
    subpage_types: list[str] = []
    base_form_class = ArticlePageForm

    class Meta:
        verbose_name = "article"
        indexes = [
            models.Index(
                models.F("published_at").desc(nulls_last=True),
                models.F("page_ptr").desc(),
                name="article_newest_first",
            ),
            models.Index(
                "category", models.F("published_at").desc(), name="article_of_category"
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.live and self.published_at is None:
            self.published_at = self.first_published_at or timezone.now()
        self.keep_reviewer_name()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        self.keep_reviewer_name()

    def keep_reviewer_name(self) -> None:
        """Write the reviewer's name down, which outlives the profile."""
        if self.legal_reviewer is not None:
            self.reviewer_name = self.legal_reviewer.display_name

    @cached_property
    def bylines(self) -> list[ArticleAuthor]:
        """The authors in order."""
        return list(self.authors.all())

    @property
    def byline_text(self) -> str:
        """The authors' names as one phrase: “A, B and C”."""
        return get_text_list([str(author) for author in self.bylines], "and")

    @property
    def public_hero_image(self) -> Any:
        """The main picture, if everyone may see it."""
        return self.hero_image if is_public_file(self.hero_image) else None

    @property
    def summary_fallback(self) -> str:
        return self.standfirst or self.body_text[:400]

    @property
    def public_reviewer(self) -> Any:
        """The reviewer with a profile that anyone may read, otherwise nobody."""
        reviewer = as_at_hand(self.legal_reviewer)
        if reviewer is None or reviewer.left_on or not is_public_page(reviewer):
            return None
        return reviewer

    @cached_property
    def body_text(self) -> str:
        """The words of the body, without markup."""
        if "body" in self.get_deferred_fields():
            ArticlePage.objects.read_bodies(self)
        content = self.body.stream_block.get_searchable_content(self.body)
        return " ".join(" ".join(strip_tags(str(part)) for part in content).split())

    @cached_property
    def reading_minutes(self) -> int:
        """How long an adult reads the body, in whole minutes."""
        words = once_per_request(
            f"words-{self.pk}-{self.latest_revision_id}",
            lambda: len(self.body_text.split()),
        )
        return max(1, math.ceil(words / WORDS_A_MINUTE))

    @cached_property
    def outline(self) -> list[dict[str, str]]:
        """The main headings of the body, for a table of contents."""
        return [
            {"text": block.value["text"], "anchor": self.heading_anchors[block.id]}
            for block in self.body
            if block.id in self.heading_anchors and block.value["level"] == "h2"
        ]

    @cached_property
    def related_articles(self) -> list["ArticlePage"]:
        """Other articles of the category, newest first."""
        read_around([self])
        return self.related_articles

    @cached_property
    def blog(self) -> Any:
        """The blog that lists the article; nothing for one that has no address yet."""
        if not self.ancestor_pages:
            return None
        parent = self.ancestor_pages[-1]
        blog = page_on_the_way(parent.specific_class or Page, parent.pk)
        return blog if blog.url else None

    @property
    def category_url(self) -> str:
        """The archive of the article's category."""
        if self.blog is None or self.category is None:
            return ""
        return self.blog.category_url(self.category)

    @property
    def category_link(self) -> dict[str, str] | None:
        """The article's category with the address of its archive."""
        if self.category is None:
            return None
        name, slug = self.category.name, self.category.slug
        return {"name": name, "slug": slug, "url": self.category_url}

    @property
    def review(self) -> dict[str, Any] | None:
        """Who checked the article, with the profile that anyone may read."""
        if not self.reviewer_name:
            return None
        return {"name": self.reviewer_name, "attorney": self.public_reviewer}

    @cached_property
    def tag_list(self) -> list[Any]:
        """The tags in order."""
        return [item.tag for item in self.tagged_items.all()]

    @cached_property
    def tag_links(self) -> list[dict[str, str]]:
        """The article's tags, each with the address of its archive."""
        return [
            {
                "name": tag.name,
                "slug": tag.slug,
                "url": self.blog.tag_url(tag) if self.blog else "",
            }
            for tag in self.tag_list
        ]

    @property
    def shared_facts(self) -> list[tuple[str, str]]:
        return [
            ("article:published_time", moment(self.published_at)),
            ("article:modified_time", moment(self.modified_at)),
            ("article:section", self.category.name if self.category else ""),
            *(
                ("article:author", author.public_attorney.canonical_url)
                for author in self.bylines
                if author.public_attorney
            ),
            *(("article:tag", tag["name"]) for tag in self.tag_links),
        ]

    def structured_data(self, firm: FirmSettings) -> list[Node]:
        """A posting with its authors, its reviewer and its sources."""
        page, *others = super().structured_data(firm)
        posting = {
            "@type": "BlogPosting",
            "@id": f"{page['url']}#article",
            "mainEntityOfPage": pointer(page),
            "isPartOf": pointer(page),
            "headline": self.title,
            "description": page["description"],
            "inLanguage": page["inLanguage"],
            "image": page["primaryImageOfPage"],
            "datePublished": moment(self.published_at),
            "dateModified": moment(self.modified_at),
            "articleSection": self.category.name if self.category else "",
            "keywords": [tag["name"] for tag in self.tag_links],
            "author": [
                author_node(author.public_attorney, author.display_name)
                for author in self.bylines
            ],
            "publisher": reference(self.root_url, "organization"),
            "citation": [block.value["text"] for block in self.references],
        }
        page |= {
            "datePublished": posting["datePublished"],
            "lastReviewed": moment(self.last_reviewed_on),
            "reviewedBy": author_node(self.public_reviewer, self.reviewer_name),
        }
        return [page, *others, posting]

    def linked_body(
        self, context: dict[str, Any], request: HttpRequest
    ) -> tuple[SafeString, Citations]:
        """The text as HTML with its marks linked, and how often each is cited."""
        citations = Citations(len(self.references))
        body = self.body.render_as_block({**context, **site_frame(request)})
        linked = citations.link(body)
        return mark_safe(linked), citations  # noqa: S308 - blocks escape what they show

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        # Read here, so that the template asks nothing.
        read_around([self])
        context["body_html"], citations = self.linked_body(context, request)
        context["references"] = [
            {
                "number": number,
                "value": block.value,
                "is_cited": number in citations.times_cited,
            }
            for number, block in enumerate(self.references, start=1)
        ]
        return context
