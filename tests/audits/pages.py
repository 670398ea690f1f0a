"""Each type of page of the demo site, and the answers that failures give."""

from urllib.parse import urlencode

from django.template.loader import render_to_string

ARTICLE = "/articles/how-bail-is-decided/"
ATTORNEY = "/people/nora-hallorane/"
CONSULTATION = "/consultation/"
# What each type of page is called, and one of them.
PAGES = {
    "home": "/",
    "standard page": "/about/",
    "every block": "/every-block/",
    "article": ARTICLE,
    "blog index": "/articles/",
    "second page": "/articles/?page=2",
    "category": "/articles/category/criminal-defense/",
    "people": "/people/",
    "attorney": ATTORNEY,
    "consultation": CONSULTATION,
    "request received": f"{CONSULTATION}thank-you/",
    "search": "/search/?q=court",
    "search without result": "/search/?q=zeppelin",
    "empty search": "/search/",
    "not found": "/nothing-here/",
    "withdrawn": "/withdrawn/",
}
STATUS = {"not found": 404, "withdrawn": 410}


def failure_pages(site):
    """Pages that no address shows: HTML by name."""
    foreign = site.fetch(
        CONSULTATION, "POST", body="", Origin="https://elsewhere.example"
    )
    return {
        "form with errors": sent_empty(site).text,
        "request from elsewhere": foreign.text,
        "too much to send": site.fetch(
            CONSULTATION, "POST", body="x=" + "y" * 3_000_000, **FORM
        ).text,
        "preview link has ended": site.fetch("/preview/nonsense/").text,
        "server error": render_to_string("500.html"),
        "unavailable": render_to_string("503.html"),
        "unavailable to a form": render_to_string("503.html", KEPT),
    }


# What is given back to a visitor whose form could not be taken.
KEPT = {"is_post": True, "path": CONSULTATION, "fields": [("your_name", "Ada Quill")]}
FORM = {"Content_Type": "application/x-www-form-urlencoded"}


def sent_empty(site):
    """The answer to a form of which nothing was filled in."""
    return site.fetch(CONSULTATION, "POST", body=urlencode({"website": ""}), **FORM)
