"""The firm's articles, their categories, and the index that lists them."""

from .article_page import ArticlePage
from .blog_index_page import BlogIndexPage
from .bylines import ArticleAuthor, ArticleTag
from .category import Category
from .imports import ImportItem, ImportRun, OldAddress

__all__ = [
    "ArticleAuthor",
    "ArticlePage",
    "ArticleTag",
    "BlogIndexPage",
    "Category",
    "ImportItem",
    "ImportRun",
    "OldAddress",
]
