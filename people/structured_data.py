"""What belongs to an attorney, as search engines read it (schema.org)."""

from typing import Any

from cms.structured_data import Node, moment, pointer


def credential_node(admission: Any) -> Node:
    """A bar or court that admitted an attorney."""
    return {
        "@type": "EducationalOccupationalCredential",
        "credentialCategory": "license",
        "name": f"Admitted: {admission.jurisdiction}",
        "dateCreated": str(admission.year or ""),
    }


def article_node(article: Any, author: Node) -> Node:
    """What an attorney wrote, as the profile lists it."""
    return {
        "@type": "BlogPosting",
        "@id": f"{article.canonical_url}#article",
        "url": article.canonical_url,
        "headline": article.title,
        "datePublished": moment(article.published_at),
        "author": pointer(author),
    }
