"""The peer that our search is measured against: what an engine does by itself, over the same items.

Any word may match, in any inflection and without the words that its language is full of; the names of an item's topics and countries
in ten languages are searched with it; runs of four letters count half, and FTS5 weighs it all by its BM25. No search words, no
meanings, and nothing is recognised. How well it answers a set of questions tells how hard they are, so that figures of different
sets can be compared.
"""

import sqlite3
from collections.abc import Iterable, Iterator

from babel import Locale

from catalogue.analysis.letters import pieces
from catalogue.models import CatalogueEntry
from catalogue.recognition.common_words import common_words
from catalogue.recognition.everyday_words import languages_of_table
from catalogue.visibility import anonymous_viewer
from catalogue.vocabulary import SHOWN_KINDS, Vocabulary, get_vocabulary
from catalogue.words import cut, fold
from search.documents import SearchDocument, documents_for
from search.engines.tokens import ABOUT, marked_stems
from search.query.language import Kind

from .measures import DEPTH

RUNS_COUNT = 0.5


class PlainSearch:
    """An index in memory of what a visitor may read."""

    def __init__(self) -> None:
        """Make the index of the catalogue as it is."""
        self._database = sqlite3.connect(":memory:")
        self._database.execute("CREATE VIRTUAL TABLE items USING fts5(stems, runs, tokenize='ascii')")
        vocabulary = get_vocabulary()
        public = CatalogueEntry.objects.seen_by(anonymous_viewer())
        self._references = dict(public.values_list("pk", "reference"))
        for document in documents_for(self._references):
            texts = list(_texts(document, vocabulary))
            stems = [stem for language, text in texts for stem in marked_stems(cut(text), language)]
            runs = [run for _language, text in texts for word in cut(text) for run in _runs(word)]
            row = document.entry_id, _written(stems), _written(runs)
            self._database.execute("INSERT INTO items (rowid, stems, runs) VALUES (?, ?, ?)", row)

    def ask(self, text: str, language: str, _number: int = 0) -> list[str]:
        """Return the references of the best items, as many as are measured; asked like the search page (`asking.ask`)."""
        words = [word for word in cut(text) if fold(word) not in common_words(language)] or cut(text)
        if not words:
            return []
        stems = {stem for of in languages_of_table() for stem in marked_stems(words, of)}
        runs = {run for word in words for run in _runs(word)}
        any_of = f"stems : ({_written(sorted(stems), ' OR ')}) OR runs : ({_written(sorted(runs), ' OR ')})"
        best = "SELECT rowid FROM items WHERE items MATCH ? ORDER BY bm25(items, 1.0, ?) LIMIT ?"
        return [self._references[entry] for (entry,) in self._database.execute(best, (any_of, RUNS_COUNT, DEPTH))]


def _texts(document: SearchDocument, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield what is searched of an item, each text with its language."""
    yield from document.titles()
    yield document.language, document.text
    yield from ((page.language, page.text) for page in document.pages)
    topics = set(document.topics)
    for name in vocabulary.names_of_kinds(*SHOWN_KINDS):
        if name.slug in topics and name.language in languages_of_table():
            yield name.language, name.text
    countries = {code for facet in ABOUT[Kind.COUNTRY] for code in document.facets.get(facet, ())}
    for language in languages_of_table():
        names = Locale.parse(language).territories
        yield from ((language, names[code]) for code in sorted(countries) if code in names)


def _runs(word: str) -> frozenset[str]:
    """Return the runs of four letters of a word; one that has none, such as a short word or a number, is a run itself."""
    return pieces(word) or frozenset({fold(word)})


def _written(tokens: Iterable[str], between: str = " ") -> str:
    """Return tokens as FTS5 takes them: it cuts at some of the signs that stems have, and not within hexadecimal digits."""
    return between.join(f"h{token.encode().hex()}" for token in tokens)
