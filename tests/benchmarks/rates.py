"""Answers a second, from memory and rendered, beside nginx with the same bytes."""

import statistics

from tests.benchmarks.content import use_site
from tests.benchmarks.figures import Figure
from tests.benchmarks.site import ARTICLE, WORKERS, running
from tests.benchmarks.tools import COMPRESSED, get, medians_in_turn, nginx, rate

DOCUMENTS = {
    "article HTML": f"/articles/{ARTICLE}/",
    "article JSON": f"/api/content/v1/articles/{ARTICLE}/",
    "list JSON (20 cards)": "/api/content/v1/articles/?limit=20",
}
UNCACHED_TARGETS = {
    "article HTML": 1 / 200,
    "article JSON": 1 / 80,
    "list JSON (20 cards)": 1 / 200,
}


def nginx_paths():
    return {name: f"/{place}" for place, name in enumerate(DOCUMENTS)}


def same_files(port, headers):
    """What nginx shall serve: our own answers."""
    return {
        nginx_paths()[name]: get(port, path, **headers)[1:]
        for name, path in DOCUMENTS.items()
    }


def measure_cached(effort):
    """Finished pages, in full and to clients that have them already."""
    use_site(1_000)
    for kind, headers in (("", {}), (", compressed", COMPRESSED)):
        with (
            running() as server,
            nginx(same_files(server.port, headers), WORKERS) as other,
        ):
            for name in DOCUMENTS:
                yield compared(server.port, other, name, kind, headers, effort)
                if not kind:
                    yield confirmed(server.port, other, name, effort)


def compared(port, other, name, kind, headers, effort):
    """A finished page against nginx."""
    path, same = DOCUMENTS[name], nginx_paths()[name]
    seconds = effort.seconds
    ours, theirs = medians_in_turn(
        [
            lambda: rate(port, path, seconds, headers),
            lambda: rate(other, same, seconds, headers),
        ]
    )
    size = len(get(port, path, **headers)[2])
    details = {"ours": round(ours), "nginx": round(theirs), "bytes": size}
    return Figure("cached", name + kind, ours / theirs, "× nginx", 0.6, details=details)


def confirmed(port, other, name, effort):
    """The same to a client that has the page already (304)."""
    path, same = DOCUMENTS[name], nginx_paths()[name]
    own = {"If-None-Match": get(port, path)[1]["etag"]}
    their = {"If-None-Match": get(other, same)[1]["etag"]}
    ours, theirs = medians_in_turn(
        [
            lambda: rate(port, path, effort.seconds, own, expected=304),
            lambda: rate(other, same, effort.seconds, their, expected=304),
        ]
    )
    details = {"ours": round(ours), "nginx": round(theirs)}
    name = f"{name}, If-None-Match"
    return Figure("cached", name, ours / theirs, "× nginx", 0.8, details=details)


def measure_uncached(effort):
    """Pages rendered for each request."""
    use_site(1_000)
    with (
        running(PAGE_CACHE_MB="0") as server,
        nginx(same_files(server.port, {}), WORKERS) as other,
    ):
        for name, path in DOCUMENTS.items():
            same = nginx_paths()[name]
            rate(server.port, path, 1)
            ours = statistics.median(
                rate(server.port, path, effort.seconds) for _ in range(3)
            )
            theirs = statistics.median(rate(other, same, 1) for _ in range(3))
            yield Figure(
                "uncached",
                name,
                ours / theirs,
                "1/n",
                UNCACHED_TARGETS[name],
                details={"ours": round(ours), "nginx": round(theirs)},
            )
