"""The firm's articles, their categories, and the index that lists them."""

from .article_page import ArticleAuthor, ArticlePage, ArticleTag
from .blog_index_page import BlogIndexPage
from .category import Category

__all__ = ["ArticleAuthor", "ArticlePage", "ArticleTag", "BlogIndexPage", "Category"]
