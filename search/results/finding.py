"""Finds: from the params and the reader to the page of results."""

import logging
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalogue.labels import Names
from catalogue.organisations import names_known_to
from catalogue.recognition.languages import told_languages
from catalogue.recognition.reading import read
from catalogue.visibility import Viewer
from catalogue.vocabulary import Vocabulary, get_vocabulary

from ..addresses import search_url
from ..engines import get_engine
from ..engines.base import SearchResults, SearchUnavailable
from ..params import SearchParams, Sort
from ..query.language import Query
from ..query.parse import parse, without_stop_words
from ..query.understanding import Reader
from .browsing import browse
from .facets import Chip, ShownFacet, make_chips, make_facets
from .pagination import Pagination, page_count, paginate
from .rows import ResultRow, make_rows
from .spelling import Respelling, Speller
from .understood import ShownSubject, make_understood

logger = logging.getLogger(__name__)

MOST_SUGGESTIONS = 5


@dataclass(slots=True)
class Suggestion:
    """A wider search that finds something."""

    label: str
    url: str
    total: int


@dataclass(slots=True)
class SearchPage:
    """All that the result page shows."""

    total: int
    # How many of the total match all of what was asked for; the others match some of it.
    whole: int
    rows: list[ResultRow]
    facets: list[ShownFacet]
    chips: list[Chip]
    clear_url: str
    sorts: list[tuple[str, Any]]
    pagination: Pagination
    feed_url: str
    csv_url: str
    ris_url: str
    # The engine did not answer: these are from the catalogue, by title and filters alone.
    reduced: bool = False
    notices: list[str] = field(default_factory=list)
    understood: list[ShownSubject] = field(default_factory=list)
    suggestions_without: list[Suggestion] = field(default_factory=list)
    respellings: list[Respelling] = field(default_factory=list)


def read_query(params: SearchParams, vocabulary: Vocabulary) -> Query:
    """Return the query of a search: with what its words name, without words that carry no meaning."""
    language = get_language() or "en"
    reader = Reader(language, vocabulary, params.as_typed)
    # The question may be in another language than the page.
    told = told_languages(read(params.text))
    languages = {language, *(told if len(told) == 1 else ())}
    return without_stop_words(reader.understand(parse(params.text), params.text), languages)


def find(params: SearchParams, viewer: Viewer) -> SearchResults:
    """Return the bare results of a search, without labels and links.

    Raises:
        SearchUnavailable: the engine does not answer.
    """
    return get_engine().search(params, read_query(params, get_vocabulary()), viewer)


def search_page(params: SearchParams, viewer: Viewer) -> SearchPage:
    """Return the page of results; a page number past the end shows the last page and says so.

    Where the engine does not answer, the catalogue does: by title and filters, without counts, with a notice.
    """
    vocabulary = get_vocabulary()
    query = read_query(params, vocabulary)
    results, reduced = _answer(params, query, viewer, vocabulary)
    notices = [_("The search was long. Only its first words were looked for.")] if query.shortened else []
    last = page_count(params, results.total)
    if params.page > last:
        notices.append(_("There is no page %(page)s. This is the last one.") % {"page": params.page})
        params = params.but(page=last)
        results, reduced = _answer(params, query, viewer, vocabulary)
    asked, seen = params.values("organisation"), results.facets.get("organisation", ())
    names = Names(vocabulary, names_known_to(viewer, asked, seen, vocabulary))
    chips = make_chips(params, names)
    first = params.but(page=1)
    nothing = not results.total and not reduced
    return SearchPage(
        total=results.total,
        whole=results.whole,
        rows=make_rows(results, params, query, viewer, vocabulary),
        facets=make_facets(params, results.facets, names),
        chips=chips,
        clear_url=search_url(SearchParams(text=params.text)),
        sorts=list(Sort.choices),
        pagination=paginate(params, results.total),
        feed_url=search_url(first, "search_feed"),
        csv_url=search_url(first, "search_csv"),
        ris_url=search_url(first, "search_ris"),
        notices=notices,
        understood=make_understood(params, query, vocabulary),
        suggestions_without=_wider(chips, query, viewer) if nothing else [],
        respellings=[] if results.whole or reduced else _respellings(params, query, viewer, vocabulary),
        reduced=reduced,
    )


def _answer(params: SearchParams, query: Query, viewer: Viewer, vocabulary: Vocabulary) -> tuple[SearchResults, bool]:
    """Return the results, and whether they are the catalogue's because the engine did not answer."""
    try:
        return get_engine().search(params, query, viewer), False
    except SearchUnavailable as error:
        logger.warning("Search by title instead: %s", error)
        return browse(params, query, viewer, vocabulary), True


def _respellings(params: SearchParams, query: Query, viewer: Viewer, vocabulary: Vocabulary) -> list[Respelling]:
    speller = Speller(get_engine(), viewer, lambda tried: read_query(tried, vocabulary))
    return speller.respellings(params, query)


def _wider(chips: list[Chip], query: Query, viewer: Viewer) -> list[Suggestion]:
    """Return the searches without one of the filters that find something."""
    found = []
    for chip in chips[:MOST_SUGGESTIONS]:
        try:
            total = get_engine().search(chip.without.but(page_size=0), query, viewer).total
        except SearchUnavailable:
            break
        if total:
            found.append(Suggestion(f"{chip.label}: {chip.value}", chip.remove_url, total))
    return found
