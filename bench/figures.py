"""The figures. Each function measures one group and yields figures with their goals."""

from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import brotli

from cases.models import CaseStudyPage
from catalogue.models import CatalogueEntry
from catalogue.services.correction import count_items
from search.services.rebuild import rebuild_all

from . import peer
from .corpus import use_corpus
from .timing import Figure, cpu_ms, interleaved, spread

SMALL, LARGE = 10_000, 100_000
COMMON, RARE = "passport", "orchard"
REPEATS = 15
# Questions of which no item matches every word, so that some of the words have to be enough, with the most that they may cost.
QUESTIONS = {
    "passport orchard quagga": 60,
    "passport kitchen wages neighbour orchard quagga": 100,
    "passport kitchen wages neighbour lawyer hotel dormitory debt telephones compensaton grenhouse quagga": 150,
}


def _page(query: str) -> Callable[[], Any]:
    client = Client()

    def run() -> Any:
        response = client.get("/search/", {"q": query})
        if response.status_code != 200:
            raise RuntimeError(f"The search page answered {response.status_code}.")
        return response

    return run


def search_small() -> Iterator[Figure]:
    """Measure the whole search page at 10,000 cases against Wagtail's own search with a facet() for each of six facets."""
    use_corpus(SMALL)
    peer.prepare()
    times = interleaved({"ours": _page(COMMON), "peer": peer.page_of_results(COMMON)}, 5)
    ours, theirs = median(times["ours"]), median(times["peer"])
    yield Figure(
        "search page, 10,000 cases, common word: ratio of CPU to Wagtail's search and six facet()", theirs / ours, "times",
        "higher", 100, f"ours {spread(times['ours'])} ms; Wagtail {spread(times['peer'])} ms",
    )  # fmt: skip
    many = interleaved({"ours": _page(COMMON)}, REPEATS)["ours"]
    yield Figure("search page, 10,000 cases, common word", median(many), "CPU ms", "lower", 40, spread(many))


def search_large() -> Iterator[Figure]:
    """Measure the whole search page at 100,000 cases."""
    use_corpus(LARGE)
    times = interleaved({"common": _page(COMMON), "rare": _page(RARE)}, REPEATS)
    for name, goal, share in (("common", 400, "30 %"), ("rare", 60, "3 %")):
        yield Figure(
            f"search page, 100,000 cases, word in {share}",
            median(times[name]),
            "CPU ms",
            "lower",
            goal,
            spread(times[name]),
        )


def questions() -> Iterator[Figure]:
    """Measure the whole search page for questions of several words at 100,000 cases."""
    use_corpus(LARGE)
    times = interleaved({text: _page(text) for text in QUESTIONS}, REPEATS)
    for text, goal in QUESTIONS.items():
        name = f"search page, 100,000 cases, question of {len(text.split())} words"
        yield Figure(name, median(times[text]), "CPU ms", "lower", goal, spread(times[text]))


def publishing() -> Iterator[Figure]:
    """Measure the publication of one case with 100,000 present."""
    use_corpus(LARGE)
    items = list(CaseStudyPage.objects.order_by("pk")[: REPEATS + 1])
    times = []
    for item in items:
        item.title = f"{item.title}."
        revision = item.save_revision(changed=True)
        times.append(cpu_ms(revision.publish))
    yield Figure("publish one case, 100,000 present", median(times[1:]), "CPU ms", "lower", 60, spread(times[1:]))


def rebuilding() -> Iterator[Figure]:
    """Measure the rebuild of catalogue and index."""
    use_corpus(SMALL)
    number = count_items()
    times = [cpu_ms(lambda: rebuild_all(lambda count: None)) for _repeat in range(3)]
    rates = [number / milliseconds * 1000 for milliseconds in times]
    yield Figure("rebuild of catalogue and index", median(rates), "cases per CPU s", "higher", 1500, spread(rates))


def synthetic() -> Iterator[Figure]:
    """Measure the bulk creation of cases, index included; only where the database had to be made."""
    seconds = use_corpus(SMALL)
    if seconds is not None:
        yield Figure("synthetic cases", SMALL / seconds, "cases per CPU s", "higher", 1000, "once, index included")


def costs() -> Iterator[Figure]:
    """Count the statements and bytes of the search page and of an item's page."""
    use_corpus(SMALL)
    entry = CatalogueEntry.objects.filter(audience="public").earliest("pk")
    for name, path, goal in (("search page", f"/search/?q={COMMON}", 6), ("detail page", entry.get_absolute_url(), 8)):
        client = Client()
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            response = client.get(path)
        yield Figure(f"{name}: SQL statements", len(captured), "statements", "lower", goal, path)
        size = len(brotli.compress(response.content, quality=5)) / 1000
        yield Figure(
            f"{name}: HTML, compressed", size, "KB", "lower", 22, f"{len(response.content) / 1000:.0f} KB plain"
        )


GROUPS = {
    "synthetic": synthetic,
    "search": search_small,
    "search-large": search_large,
    "search-questions": questions,
    "publish": publishing,
    "rebuild": rebuilding,
    "costs": costs,
}
