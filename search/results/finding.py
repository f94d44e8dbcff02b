"""Finds: from the params and the reader to the page of results."""

import logging
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalogue.labels import Names
from catalogue.organisations import names_known_to
from catalogue.recognition.question_languages import question_languages
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
from .closeness import CLOSEST, closest, found_or_close, is_spelled_well
from .facets import Chip, ShownFacet, make_chips, make_facets
from .looking import Look
from .pagination import Pagination, page_count, paginate
from .rows import ResultRow, make_rows
from .spelling import SPELLING, Respelling, Speller
from .understood import ShownSubject, make_understood
from .wider import Leads, leads_from

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Instead:
    """That nothing was found by the words as they were typed, so that another spelling is shown at once."""

    typed: str
    typed_url: str
    respelling: Respelling


@dataclass(slots=True)
class _Found:
    """A search with its results, on a page that exists; reduced: the engine did not answer, and the catalogue did."""

    params: SearchParams
    query: Query
    results: SearchResults
    reduced: bool
    notices: list[str]
    # Nothing was found as it was asked for: these come close.
    is_close: bool = False

    @property
    def nothing(self) -> bool:
        return not self.results.total and not self.reduced


@dataclass(slots=True)
class SearchPage:
    """All that the result page shows."""

    # The search of which these are the results: another spelling of what was asked for, where `instead` says so.
    params: SearchParams
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
    leads: Leads = field(default_factory=Leads)
    respellings: list[Respelling] = field(default_factory=list)
    instead: Instead | None = None
    # Nothing was found as it was asked for: the results come close.
    is_close: bool = False


def read_query(params: SearchParams, vocabulary: Vocabulary, any_will_do: bool = False) -> Query:
    """Return the query of a search: with what its words name, without words that carry no meaning.

    Args:
        params: the search.
        vocabulary: its state.
        any_will_do: whether one of its words is enough, in whatever way.
    """
    language = get_language() or "en"
    reader = Reader(language, vocabulary, params.as_typed)
    # The question may be in another language than the page.
    told = question_languages(read(params.text), vocabulary)
    parsed = replace(parse(params.text), any_will_do=any_will_do)
    query = without_stop_words(reader.understand(parsed, params.text), told, language)
    return replace(query, reader=language)


def find(params: SearchParams, viewer: Viewer) -> SearchResults:
    """Return the bare results of a search, without labels and links; those that come close where its address says so.

    Raises:
        SearchUnavailable: the engine does not answer.
    """
    return found_or_close(params, _look(viewer, get_vocabulary()))


def search_page(params: SearchParams, viewer: Viewer) -> SearchPage:
    """Return the page of results; a page number past the end shows the last page and says so.

    Where nothing is found, the results of another spelling are shown at once, if it has some, and else what comes close; this comes first
    where every word is known. Where the engine does not answer, the catalogue does: by title and filters, without counts, with a notice.
    """
    vocabulary = get_vocabulary()
    look = _look(viewer, vocabulary)
    found = _found(params, look.read(params), look, vocabulary)
    comes_first = found.nothing and (CLOSEST in params.as_typed or is_spelled_well(found.query))
    if comes_first:
        found = _closest(params, found, look, vocabulary)
    respellings = [] if found.results.whole or found.reduced else Speller(look).respellings(found.params, found.query)
    instead = None
    if respellings and found.nothing and SPELLING not in params.as_typed:
        offered = respellings[0].params
        other = _found(offered, look.read(offered), look, vocabulary)
        if other.results.total and not other.reduced:
            instead, found = _instead(params, respellings.pop(0)), other
    if found.nothing and not comes_first and SPELLING not in params.as_typed:
        found = _closest(params, found, look, vocabulary)
    return _page(found, look, vocabulary, respellings, instead)


def _look(viewer: Viewer, vocabulary: Vocabulary) -> Look:
    return Look(get_engine(), viewer, partial(read_query, vocabulary=vocabulary))


def _found(params: SearchParams, query: Query, look: Look, vocabulary: Vocabulary) -> _Found:
    """Return what a query finds; a page past the end becomes the last one."""
    results, reduced = _answer(params, query, look.viewer, vocabulary)
    notices = [_("The search was long. Only its first words were looked for.")] if query.shortened else []
    last = page_count(params, results.total)
    if params.page > last:
        notices.append(_("There is no page %(page)s. This is the last one.") % {"page": params.page})
        params = params.but(page=last)
        results, reduced = _answer(params, query, look.viewer, vocabulary)
    return _Found(params, query, results, reduced, notices)


def _closest(params: SearchParams, found: _Found, look: Look, vocabulary: Vocabulary) -> _Found:
    """Return what comes close to a search that found nothing; this itself where there is nothing or the engine does not answer."""
    try:
        query = closest(params, found.query, look)
    except SearchUnavailable:
        return found
    # The filters, the feed and the exports of the page have what comes close as well.
    asked = params.but(as_typed=tuple(dict.fromkeys((*params.as_typed, CLOSEST))))
    close = _found(asked, query, look, vocabulary) if query else found
    return found if close.reduced or close.nothing else replace(close, is_close=True)


def _instead(params: SearchParams, respelling: Respelling) -> Instead:
    as_typed = params.but(as_typed=(*params.as_typed, SPELLING), page=1)
    return Instead(params.text, search_url(as_typed), respelling)


def _page(
    found: _Found, look: Look, vocabulary: Vocabulary, respellings: list[Respelling], instead: Instead | None
) -> SearchPage:
    """Return the page: all on it is of the search whose results it lists."""
    params, query, results = found.params, found.query, found.results
    asked, seen = params.values("organisation"), results.facets.get("organisation", ())
    names = Names(vocabulary, names_known_to(look.viewer, asked, seen, vocabulary))
    chips = make_chips(params, names)
    understood = make_understood(params, query, vocabulary)
    first = params.but(page=1)
    return SearchPage(
        params=params,
        total=results.total,
        whole=results.whole,
        rows=make_rows(results, params, query, look.viewer, vocabulary),
        facets=make_facets(params, results.facets, names),
        chips=chips,
        clear_url=search_url(SearchParams(text=params.text, as_typed=params.as_typed)),
        sorts=list(Sort.choices),
        pagination=paginate(params, results.total),
        feed_url=search_url(first, "search_feed"),
        csv_url=search_url(first, "search_csv"),
        ris_url=search_url(first, "search_ris"),
        notices=found.notices,
        understood=understood,
        leads=leads_from(params, query, chips, understood, look) if found.nothing else Leads(),
        respellings=respellings,
        instead=instead,
        reduced=found.reduced,
        is_close=found.is_close,
    )


def _answer(params: SearchParams, query: Query, viewer: Viewer, vocabulary: Vocabulary) -> tuple[SearchResults, bool]:
    """Return the results, and whether they are the catalogue's because the engine did not answer."""
    try:
        return get_engine().search(params, query, viewer), False
    except SearchUnavailable as error:
        logger.warning("Search by title instead: %s", error)
        return browse(params, query, viewer, vocabulary), True
