"""What the contract of search engines is tested with: the engines that this machine has."""

from collections.abc import Callable

from django.conf import settings

import pytest

from catalogue.models import CatalogueEntry
from catalogue.visibility import Viewer, anonymous_viewer
from catalogue.vocabulary import get_vocabulary
from search.engines import get_engine
from search.engines.base import SearchResults
from search.params import SearchParams
from search.results.finding import read_query


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print recall@10 of the judged questions by language."""
    rows = [
        f"{name.removeprefix('recall@10 ')} {value}"
        for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
        for name, value in report.user_properties
        if name.startswith("recall@10 ")
    ]
    if rows:
        terminalreporter.write_sep("-", "recall@10 of the judged questions, by language")
        terminalreporter.write_line("  ".join(rows))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Hold the engine in memory to the ground of the contract, which is the same wherever the suite runs: once is enough."""
    if metafunc.module.__name__.endswith(".test_engine_contract"):
        embedded = settings.SEARCH_URL.startswith("sqlite")
        metafunc.fixturenames.append("contracted")
        metafunc.parametrize("contracted", ["own", "in memory"] if embedded else ["own"], indirect=True)


@pytest.fixture
def contracted(request: pytest.FixtureRequest) -> None:
    """The engine that keeps the contract: the suite's own, or the one in memory."""
    if request.param == "in memory":
        request.getfixturevalue("in_memory")


Find = Callable[..., SearchResults]


@pytest.fixture
def search(db) -> Find:
    """Search as an anonymous reader: search("words", country=("NL",))."""

    def run(text: str = "", viewer: Viewer | None = None, year_from=None, year_to=None, **chosen) -> SearchResults:
        more = {name: chosen.pop(name) for name in ("sort", "page", "page_size", "as_typed") if name in chosen}
        params = SearchParams(text=text, chosen=chosen, year_from=year_from, year_to=year_to, **more)
        return get_engine().search(params, read_query(params, get_vocabulary()), viewer or anonymous_viewer())

    return run


@pytest.fixture
def found(search) -> Callable[..., list[str]]:
    """The titles of the hits, in order."""

    def titles(*args, **kwargs) -> list[str]:
        keys = [hit.entry_id for hit in search(*args, **kwargs).hits]
        entries = CatalogueEntry.objects.in_bulk(keys)
        return [entries[key].title for key in keys]

    return titles
