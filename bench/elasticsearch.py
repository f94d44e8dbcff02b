"""The figures of the production engine, beside the bare client and Wagtail's own backend on the same server and corpus.

They need a server: `make bench` starts one. Times are those of the clock, because most of the work is the server's.
"""

import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from statistics import median
from typing import Any

from django.conf import settings
from django.test.utils import override_settings

from elasticsearch.helpers import parallel_bulk
from tqdm import tqdm

from cases.models import CaseStudyPage
from catalogue.models import CatalogueEntry
from catalogue.visibility import anonymous_viewer
from catalogue.vocabulary import get_vocabulary
from search.documents import documents_for
from search.engines import get_engine
from search.engines.elasticsearch.engine import CACHED, ElasticsearchEngine
from search.engines.elasticsearch.indexes import writing_alias
from search.engines.elasticsearch.request import search_body
from search.engines.elasticsearch.writing import put
from search.models import PendingChange
from search.params import SearchParams
from search.results.finding import read_query
from search.services.outbox import wait_for_delivery
from search.services.rebuild import rebuild_index

from . import peer
from .corpus import use_corpus
from .figures import QUESTIONS
from .timing import Figure, interleaved, spread, wall_ms

SMALL, LARGE = 10_000, 100_000
WORDS = {"rare": "orchard passport", "middle": "orchard", "common": "passport"}
REPEATS = 25
PEER_FACETS = peer.FACETS[:5]


def server() -> str:
    """Return the address of the server, or end with a sentence."""
    url = os.environ.get("ELASTICSEARCH_URL", "")
    if not url:
        raise SystemExit("These figures need a server: tests/with-servers elasticsearch -- make bench ONLY=…")
    return url


def use_index(number: int) -> ElasticsearchEngine:
    """Use the corpus with `number` cases and an index of it, made now if there is none."""
    use_corpus(number)
    settings.SEARCH_URL = f"elasticsearch+{server()}/bench-{number}"
    get_engine.cache_clear()
    engine = get_engine()
    if not isinstance(engine, ElasticsearchEngine):
        raise TypeError(f"{settings.SEARCH_URL} names no Elasticsearch")
    if engine.kept_shape() is None:
        with tqdm(total=number, desc=f"index of {number}", unit=" cases", file=sys.stderr) as bar:
            rebuild_index(bar.update)
    return engine


def _arms(engine: ElasticsearchEngine, text: str) -> dict[str, Callable[[], Any]]:
    """Return a page's request through the engine, and the same body sent with the bare client.

    Each run asks for another first year, before all cases: so the server answers none from its cache.
    """
    viewer, years = anonymous_viewer(), count(1)
    query = read_query(SearchParams(text=text), get_vocabulary())

    def ours() -> None:
        engine.search(SearchParams(text=text, year_from=next(years)), query, viewer)

    def raw() -> None:
        engine.reading.search(index=engine.address.alias, **bodies.pop(), **CACHED)

    bodies = [search_body(SearchParams(text=text, year_from=-year), query, viewer, []) for year in range(2 * REPEATS)]
    return {"ours": ours, "raw": raw}


def _page(engine: ElasticsearchEngine, text: str) -> Callable[[], Any]:
    params, viewer = SearchParams(text=text), anonymous_viewer()
    query = read_query(params, get_vocabulary())
    return lambda: engine.search(params, query, viewer)


def _against_bare(asked: str, times: dict[str, list[float]]) -> Figure:
    detail = f"ours {spread(times['ours'])} ms; bare {spread(times['raw'])} ms"
    return Figure(f"Elasticsearch, 100,000 cases, {asked}: engine against bare _search",
                  median(times["ours"]) / median(times["raw"]), "times", "lower", 1.3, detail)  # fmt: skip


def searching() -> Iterator[Figure]:
    """Measure the engine against the bare client, and how it grows."""
    small = {name: interleaved(_arms(use_index(SMALL), text), REPEATS, wall_ms) for name, text in WORDS.items()}
    large = {name: interleaved(_arms(use_index(LARGE), text), REPEATS, wall_ms) for name, text in WORDS.items()}
    for name, times in large.items():
        yield _against_bare(f"{name} word", times)
        ours, before = median(times["ours"]), median(small[name]["ours"])
        yield Figure(f"Elasticsearch, {name} word: 100,000 against 10,000 cases", ours / before, "times", "lower", 2,
                     f"{ours:.1f} against {before:.1f} ms")  # fmt: skip


def questions() -> Iterator[Figure]:
    """Measure questions of several words, of which some is enough, against the bare client with the same body."""
    engine = use_index(LARGE)
    for text in QUESTIONS:
        times = interleaved(_arms(engine, text), REPEATS, wall_ms)
        yield _against_bare(f"question of {len(text.split())} words", times)


def against_wagtail() -> Iterator[Figure]:
    """Measure one request with hits, passages and ten facets against Wagtail's count, hits and five `.facet()`.

    The same search again and again: the server answers what it may from its cache, of both.
    """
    engine = use_index(LARGE)
    peer.prepare_elasticsearch(server())
    for name, text in WORDS.items():
        arms = {"ours": _page(engine, text), "peer": peer.page_on_elasticsearch(text, PEER_FACETS)}
        times = interleaved(arms, REPEATS, wall_ms)
        yield Figure(
            f"Elasticsearch, 100,000 cases, {name} word: Wagtail's backend against ours",
            median(times["peer"]) / median(times["ours"]), "times", "higher", 2,
            f"ours {spread(times['ours'])} ms; Wagtail {spread(times['peer'])} ms",
        )  # fmt: skip


def rebuilding() -> Iterator[Figure]:
    """Measure the making of an index from the catalogue against a bare parallel_bulk of ready-made dictionaries."""
    engine = use_index(SMALL)
    keys = list(CatalogueEntry.objects.order_by("pk").values_list("pk", flat=True))
    ready = [put(document) for document in documents_for(keys)]

    def bare() -> None:
        with engine.indexes.fresh(engine.own_shape()) as name:
            for _result in parallel_bulk(engine.writing, ready, index=writing_alias(name), thread_count=2):
                pass
            engine.writing.indices.refresh(index=name)
            engine.indexes.delete(name)

    times = interleaved({"ours": lambda: rebuild_index(lambda number: None), "bare": bare}, 5, wall_ms)
    rates = {name: SMALL / median(values) * 1000 for name, values in times.items()}
    yield Figure("Elasticsearch: index made from the catalogue against bare parallel_bulk", rates["ours"] / rates["bare"],
                 "times", "higher", 0.7, f"{rates['ours']:.0f} against {rates['bare']:.0f} documents a second")  # fmt: skip


def publishing() -> Iterator[Figure]:
    """Measure how much longer an editor waits for a publication while the server hangs."""
    use_index(SMALL)
    items = iter(list(CaseStudyPage.objects.order_by("pk")[: 4 * REPEATS]))

    def publish() -> None:
        revision.publish()

    times: dict[str, list[float]] = {"healthy": [], "hung": []}
    with _hung_server() as hung:
        for _repeat in range(REPEATS):
            for name, url in (("healthy", settings.SEARCH_URL), ("hung", hung)):
                item = next(items)
                item.title = f"{item.title}."
                revision = item.save_revision(changed=True)
                with override_settings(SEARCH_URL=url):
                    get_engine.cache_clear()
                    times[name].append(wall_ms(publish))
                    if name == "healthy":
                        wait_for_delivery()
                get_engine.cache_clear()
    PendingChange.objects.all().delete()
    extra = median(times["hung"]) - median(times["healthy"])
    yield Figure("Elasticsearch hangs: a publication takes longer by", extra, "ms", "lower", 50,
                 f"hung {spread(times['hung'])} ms; healthy {spread(times['healthy'])} ms")  # fmt: skip


@contextmanager
def _hung_server() -> Iterator[str]:
    """Listen, accept, and never answer; at the end the connections are closed."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)
        yield f"elasticsearch+http://127.0.0.1:{listening.getsockname()[1]}/hung"
    wait_for_delivery()


GROUPS = {
    "es-search": searching,
    "es-questions": questions,
    "es-peer": against_wagtail,
    "es-rebuild": rebuilding,
    "es-publish": publishing,
}
