"""The articles that have something in common: an address of its own for each group."""

from dataclasses import dataclass
from typing import Any

from .article_listing import ArticleQuerySet


@dataclass(frozen=True)
class Archive:
    """The articles that have a category, tag or author in common."""

    kind: str
    subject: Any
    articles: ArticleQuerySet
    blog_url: str

    @property
    def category(self) -> Any:
        """The category, if that is what the articles have in common."""
        return self.subject if self.kind == "category" else None

    @property
    def name(self) -> str:
        return getattr(self.subject, "display_name", None) or self.subject.name

    @property
    def slug(self) -> str:
        return self.subject.slug

    @property
    def route(self) -> str:
        """Where the archive is, below the blog."""
        return f"{self.kind}/{self.slug}/"

    @property
    def url(self) -> str:
        """The address of the archive."""
        return self.blog_url + self.route

    @property
    def heading(self) -> str:
        """The main heading of the archive's page, below a label that says its kind."""
        if self.kind == "author":
            return f"Articles by {self.name}"
        return self.name.capitalize() if self.kind == "tag" else self.name

    @property
    def title(self) -> str:
        """What it is called where no label stands beside it."""
        return f"Articles tagged “{self.name}”" if self.kind == "tag" else self.heading

    @property
    def description(self) -> str:
        return self.category.description if self.category else ""

    @property
    def description_fallback(self) -> str:
        """What to say of an archive that nobody described."""
        return f"Articles on {self.name}" if self.category else self.title
