"""What an export holds, as plain values."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Term:
    """A category, tag or other term, as an item names it."""

    taxonomy: str
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class TermRecord:
    """A term as the head of the export describes it; `parent` is a slug."""

    taxonomy: str
    slug: str
    name: str
    parent: str = ""
    description: str = ""
    term_id: str = ""


@dataclass(frozen=True, slots=True)
class Author:
    """A WordPress account that may have written something."""

    login: str
    display_name: str
    email: str = ""


@dataclass(slots=True)
class Head:
    """What stands before the first item: the site, its authors and its terms."""

    title: str = ""
    site_url: str = ""
    blog_url: str = ""
    version: str = ""
    authors: dict[str, Author] = field(default_factory=dict)
    terms: list[TermRecord] = field(default_factory=list)


@dataclass(slots=True)
class Item:
    """A post, page, attachment, menu entry or post of another type.

    Dates are as WordPress wrote them; `blog.wordpress.dates` reads them.
    """

    post_id: int = 0
    type: str = "post"
    status: str = "publish"
    title: str = ""
    slug: str = ""
    link: str = ""
    guid: str = ""
    author: str = ""
    content: str = ""
    excerpt: str = ""
    date: str = ""
    date_gmt: str = ""
    modified: str = ""
    modified_gmt: str = ""
    pub_date: str = ""
    parent_id: int = 0
    menu_order: int = 0
    password: str = ""
    attachment_url: str = ""
    comment_count: int = 0
    terms: list[Term] = field(default_factory=list)
    meta: dict[str, list[str]] = field(default_factory=dict)
    damage: list[str] = field(default_factory=list)

    def meta_value(self, key: str) -> str:
        """The first value of a custom field, or nothing."""
        return next(iter(self.meta.get(key, ())), "")
