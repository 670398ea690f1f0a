"""What a reader finds in the HTML of a page, and what a client finds in its JSON."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from django.apps import apps
from lxml import html

from cms.blocks.text import CalloutBlock

# Words of the templates: headings, labels and hints that are the same on all sites.
INTERFACE = {
    *("Published", "Legal review", "Last reviewed", "Reading time", "Subjects"),
    *("On this page", "References", "Read next", "View profile", "Read the rest"),
    *("Fold", "Save contact", "vCard", "Admitted in", "Languages", "Experience"),
    *("Education", "Awards", "All articles", "Next page", "Follow the articles:"),
    *("RSS", "Atom", "JSON feed", "or", "required", "Office", "Or call us", "·"),
    *("Directions to the office", "Please choose", "Practice areas", "About"),
    *("not admitted to practice law", "Leave this empty", "–"),
    "Your request has arrived",
}
# Phrases of the templates; what a group matches is content.
PHRASES = [
    r"([A-Z][a-z]+\.) (.+)",
    r"Articles by (.+)",
    r"More on (.+)",
    r"About (.+)",
    r"(\d+) minutes?",
    r"(\d) out of 5",
    r"Picture: (.+)",
    r"By (.+)",
    r"Call (.+)",
    r"Answered (.+)",
    r"(?:of|with) the words of (.+)",
    r"the words of (.+)",
    r"of (.+)",
    r"Page \d+ of \d+",
    r"(\w+) · [\d.,]+[\s\xa0](?:bytes|KB|MB)",
    r"All articles on (.+)",
    r"Watch: (.+)",
    r"Transcript of “(.+)”",
    r"\[\d+\]",
    r"(.+) · (.+) answers",
    r"(.+) answers\.?",
]
SEPARATORS = r" · |· | ·|, |; | – |– | –|\(|\)"
# Fields that tell machines what something is, and readers nothing.
MACHINE_FIELDS = {
    *("id", "type", "slug", "locale", "search_title", "description"),
    *("share_image", "is_indexed", "structured_data", "path", "url", "alt"),
    *("first_published_at", "last_published_at", "level", "anchor", "style"),
    *("tone", "size", "alignment", "code", "jurisdiction_code", "status", "kind"),
    "language",
    *("status_label", "level_label"),  # HTML has them in lower case
    *("latitude", "longitude", "rating", "reading_minutes", "file_size", "parent"),
}


@dataclass
class Content:
    """Texts, links and pictures of a page."""

    texts: list[str] = field(default_factory=list)
    # Words for those who do not see a picture.
    alternatives: list[str] = field(default_factory=list)
    links: set[str] = field(default_factory=set)
    pictures: set[str] = field(default_factory=set)
    times: set[str] = field(default_factory=set)

    @cached_property
    def letters(self):
        """All texts without spaces, which markup moves about."""
        return lettered("".join((*self.texts, *self.alternatives)))

    def holds(self, text):
        """Whether the text is part of the content."""
        return lettered(text) in self.letters


def lettered(text):
    """The text without spaces and soft hyphens."""
    return re.sub(r"[\s\xad]+", "", text)


def squeezed(text):
    """The text with single spaces."""
    return re.sub(r"[\s\xad]+", " ", text).strip()


def address(url):
    """The address without the site that the tests answer for."""
    parts = urlsplit(url)
    if parts.hostname in ("testserver", "localhost"):
        return parts._replace(scheme="", netloc="").geturl()
    return url


def of_html(text):
    """What `main` shows, and what the head says of the page."""
    content = Content()
    document = html.fromstring(text)
    [main] = document.xpath("//main")
    for element in main.iter():
        if isinstance(element.tag, str):
            read_element(element, content)
    return content


def head_of(text):
    """Title and description, for browsers and search engines."""
    document = html.fromstring(text)
    said = document.xpath("//title/text() | //meta[@name='description']/@content")
    return Content(texts=[squeezed(text) for text in said])


def read_element(element, content):
    """Add what one element shows, without its children."""
    if element.tag == "time":
        content.times.add(element.get("datetime")[:10])
    own = "" if element.tag in ("style", "script", "time") else element.text
    for text in (own, element.tail):
        if text and text.strip():
            content.texts.append(squeezed(text))
    if element.tag == "a" and not element.get("href", "#").startswith(("#", "?")):
        content.links.add(address(element.get("href")))
    if element.tag == "img":
        content.pictures.add(address(element.get("src")))
        content.alternatives.append(element.get("alt", ""))
    for name, value in element.items():
        if name.startswith("data-") and value.startswith("https://"):
            content.links.add(value)


def of_json(value):
    """What a document holds for readers."""
    content = Content()
    read_value(value, "", content)
    return content


def read_value(value, name, content):
    """Add what a value of JSON holds, whatever it is nested in."""
    if isinstance(value, dict):
        if "src" in value:
            content.pictures.add(address(value["src"]))
            content.texts.append(value["credit"])
            return
        for key, part in value.items():
            read_value(part, key, content)
    elif isinstance(value, list):
        for part in value:
            read_value(part, name, content)
    elif isinstance(value, str):
        read_string(value, name, content)
    elif value is not None and not isinstance(value, bool):
        content.texts.append(str(value))


def read_string(value, name, content):
    """Add a string: an address, a day, a piece of HTML, or words."""
    if re.match(r"\d{4}-\d\d-\d\d", value):
        content.times.add(value[:10])
    elif re.match(r"(https?:|tel:|mailto:)\S+$", value):
        content.links.add(address(value))
    elif "<" in value:
        for element in html.fragment_fromstring(value, create_parent=True).iter():
            read_element(element, content)
    elif value:
        content.texts.append(squeezed(value))
        if name == "email":
            content.links.add(f"mailto:{value}")


def words_for_readers(value, name=""):
    """The sentences of a document that a page is to show."""
    if isinstance(value, dict):
        if "file_type" in value:  # a file's own name gives way to the block's words
            value = {"file_type": value["file_type"]}
        if "field_type" in value or {"label", "options"} <= value.keys():
            value = {key: value[key] for key in value if key != "name"}
        for key, part in value.items():
            if key not in MACHINE_FIELDS:
                yield from words_for_readers(part, key)
    elif isinstance(value, list):
        for part in value:
            yield from words_for_readers(part, name)
    elif isinstance(value, str) and name not in ("src", "srcset", "sizes"):
        content = Content()
        read_string(value, name, content)
        for text in content.texts:
            yield from re.split(r"(?<=[.!?”])\s", text)


def cards_within(value, is_top=True):
    """Documents in short: what a page shows of other pages."""
    if isinstance(value, dict):
        if not is_top and {"id", "title", "summary"} <= value.keys():
            yield value
        else:
            for part in value.values():
                yield from cards_within(part, False)
    elif isinstance(value, list):
        for part in value:
            yield from cards_within(part, False)


def without_cards(value, is_top=True):
    """The document without what is said of other pages but their titles."""
    if isinstance(value, dict):
        if not is_top and {"id", "title", "summary"} <= value.keys():
            return {"name": value.get("name", value["title"])}
        return {key: without_cards(part, False) for key, part in value.items()}
    if isinstance(value, list):
        return [without_cards(part, False) for part in value]
    return value


def labels_of_choices():
    """What the site says for the values that models and blocks choose from."""
    fields = [field for model in apps.get_models() for field in model._meta.fields]
    of_models = [choice for field in fields for choice in field.flatchoices or []]
    of_blocks = CalloutBlock().child_blocks["tone"].field.choices
    return {str(label): str(value) for value, label in (*of_models, *of_blocks)}


def missing_from_json(shown, *documents):
    """The texts of HTML that no document holds."""
    labels = labels_of_choices()

    def is_held(text):
        return any(document.holds(text) for document in documents)

    def is_known(text):
        said = text.removesuffix("…").strip()
        found = not said or is_held(said) or said in INTERFACE
        return found or is_held(labels.get(said.capitalize(), labels.get(said, "\0")))

    def is_phrase(text):
        for phrase in PHRASES:
            match = re.fullmatch(phrase, text)
            if match and all(map(is_known, match.groups())):
                return True
        return False

    return [
        text
        for text in shown.texts
        if not is_known(text)
        and not is_phrase(text)
        and not all(
            is_known(part.strip()) or is_phrase(part.strip())
            for part in re.split(SEPARATORS, text)
        )
    ]


def faults(page, api, client):
    """What HTML and JSON of a page do not share."""
    html = client.get(page.url).text
    shown, head = of_html(html), head_of(html)
    answer = api(f"pages/{page.pk}/").json()
    document, site = of_json(answer), of_json(api("site/").json())
    del answer["share_image"], answer["structured_data"]
    own = without_cards(answer)
    if answer["type"] == "consultation":
        thanks = of_html(client.get(f"{page.url}thank-you/").text)
        shown.texts += thanks.texts
    yield "text only in HTML", missing_from_json(shown, document, site)
    yield (
        "text only in JSON",
        [
            text
            for text in words_for_readers(own)
            if not shown.holds(text) and not head.holds(text)
        ],
    )
    yield "link only in HTML", sorted(shown.links - document.links - site.links)
    linked = of_json(own).links - {urlsplit(page.full_url).path}
    yield "link only in JSON", sorted(linked - shown.links)
    yield "picture only in HTML", sorted(shown.pictures - document.pictures)
    yield "day only in HTML", sorted(shown.times - document.times)
    for card in cards_within(answer):
        other = client.get(card["path"]).text
        index = client.get(urljoin(card["path"], "..")).text
        pages = (shown, of_html(other), head_of(other), of_html(index))
        yield (
            f"text only in the card of {card['path']}",
            [
                text
                for text in words_for_readers(without_cards(card))
                if not any(page.holds(text) for page in pages)
            ],
        )


def found_faults(pages, api, client):
    return [
        f"{page.url}: {name}: {fault!r}"
        for page in pages
        for name, found in faults(page, api, client)
        for fault in found
    ]
