"""Small exports to test with, made in the shape that WordPress gives them."""

from typing import Any

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0"
\txmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
\txmlns:content="http://purl.org/rss/1.0/modules/content/"
\txmlns:wfw="http://wellformedweb.org/CommentAPI/"
\txmlns:dc="http://purl.org/dc/elements/1.1/"
\txmlns:wp="http://wordpress.org/export/1.2/">
<channel>
\t<title>Lowell &amp; Marsh</title>
\t<link>https://old.example</link>
\t<wp:wxr_version>1.2</wp:wxr_version>
\t<wp:base_site_url>https://old.example</wp:base_site_url>
\t<wp:base_blog_url>https://old.example</wp:base_blog_url>
"""
FOOT = "</channel>\n</rss>\n"


def cdata(text: str) -> str:
    """Text as WordPress wraps it, with the end mark split as it splits it."""
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def item(post_id: int = 1, **values: Any) -> str:
    """The source of an item; keywords are the names of the fields."""
    kind = values.get("type", "post")
    slug = values.get("slug", f"entry-{post_id}")
    link = values.get("link", f"https://old.example/{slug}/")
    meta = "".join(
        f"<wp:postmeta><wp:meta_key>{cdata(key)}</wp:meta_key>"
        f"<wp:meta_value>{cdata(value)}</wp:meta_value></wp:postmeta>\n"
        for key, value in values.get("meta", {}).items()
    )
    terms = "".join(
        f'<category domain="{taxonomy}" nicename="{term}">{cdata(name)}</category>\n'
        for taxonomy, term, name in values.get("terms", [])
    )
    date = values.get("date", "2024-03-21 10:00:00")
    date_gmt = values.get("date_gmt", "2024-03-21 14:00:00")
    modified = values.get("modified", date)
    modified_gmt = values.get("modified_gmt", date_gmt)
    return f"""\t<item>
\t\t<title>{cdata(values.get("title", f"Entry {post_id}"))}</title>
\t\t<link>{link}</link>
\t\t<pubDate>Thu, 21 Mar 2024 14:00:00 +0000</pubDate>
\t\t<dc:creator>{cdata(values.get("author", "ada"))}</dc:creator>
\t\t<guid isPermaLink="false">https://old.example/?p={post_id}</guid>
\t\t<content:encoded>{cdata(values.get("content", "Some words."))}</content:encoded>
\t\t<excerpt:encoded>{cdata(values.get("excerpt", ""))}</excerpt:encoded>
\t\t<wp:post_id>{post_id}</wp:post_id>
\t\t<wp:post_date>{cdata(date)}</wp:post_date>
\t\t<wp:post_date_gmt>{cdata(date_gmt)}</wp:post_date_gmt>
\t\t<wp:post_modified>{cdata(modified)}</wp:post_modified>
\t\t<wp:post_modified_gmt>{cdata(modified_gmt)}</wp:post_modified_gmt>
\t\t<wp:post_name>{cdata(slug)}</wp:post_name>
\t\t<wp:status>{cdata(values.get("status", "publish"))}</wp:status>
\t\t<wp:post_parent>{values.get("parent", 0)}</wp:post_parent>
\t\t<wp:menu_order>{values.get("order", 0)}</wp:menu_order>
\t\t<wp:post_type>{cdata(kind)}</wp:post_type>
\t\t<wp:post_password>{cdata(values.get("password", ""))}</wp:post_password>
{values.get("extra", "")}{terms}{meta}\t</item>
"""


def export(*items: str, head: str = "") -> str:
    """A whole export."""
    return HEAD + head + "".join(items) + FOOT


SENTENCES = [
    "A judge may set bail at the first hearing, or refuse it.",
    "Nobody has to answer questions before a lawyer is there.",
    "The fee is agreed in writing before the work begins.",
    "A witness who remembers little should say so, and no more.",
    "What was signed in haste can sometimes be undone in time.",
    "The clerk stamps each copy, and keeps one of them.",
]


def long_text(number: int, words: int = 1_000) -> str:
    """A text of the block editor, with headings, lists and links to other posts."""
    parts, count = [], 0
    while count < words:
        place = number + count
        said = [SENTENCES[(place + offset) % 6] for offset in range(6)]
        link = f'<a href="https://old.example/post-{place % 997 + 1}/">see here</a>'
        parts.append(
            f"<!-- wp:heading --><h2>Part {place}</h2><!-- /wp:heading -->"
            f"<!-- wp:paragraph --><p>{' '.join(said)} {link}.</p>"
            "<!-- /wp:paragraph --><!-- wp:list --><ul>"
            + "".join(f"<li>{sentence}</li>" for sentence in said[:3])
            + "</ul><!-- /wp:list -->"
        )
        count += 2 + sum(len(sentence.split()) for sentence in said) * 3 // 2
    return "\n\n".join(parts)


def write_large_export(path: Any, posts: int, words: int = 1_000) -> None:
    """Write an export of many posts, one after the other."""
    with path.open("w") as file:
        file.write(HEAD)
        for number in range(1, posts + 1):
            subject = number % 12
            file.write(
                item(
                    number,
                    slug=f"post-{number}",
                    content=long_text(number, words),
                    terms=[
                        ("category", f"subject-{subject}", f"Subject {subject}"),
                        ("post_tag", f"word-{number % 40}", f"Word {number % 40}"),
                    ],
                )
            )
        file.write(FOOT)
