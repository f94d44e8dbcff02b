"""Words that are spelled alike, on Elasticsearch: a field holds the runs of four letters of each word of title and text, in Latin letters.

The embedded engine looks such words up in its list of words first. Here a word finds the entries that have most of its runs, in
one word or in several, so that one request is enough.
"""

from collections.abc import Iterator
from math import ceil

from elasticsearch.dsl import analyzer, token_filter
from elasticsearch.dsl.query import Bool, Term
from elasticsearch.dsl.query import Query as EsQuery
from elasticsearch.dsl.utils import DslBase

from catalogue.analysis.letters import PIECE, latin, pieces
from catalogue.words import fold

from ...query.language import Clause, Word

FIELD, ANALYZER = "letters", "casebook_letters"
# What a word that is spelled like another weighs beside a word of the text, and how short it may be.
WEIGHT, SHORTEST = 0.9, 5
# How much of a word an entry has to have; of a long one, which may be a compound, so many runs are enough.
LEAST_SHARED, ENOUGH = 0.6, 6


def rules() -> Iterator[tuple[str, str]]:
    """Yield each Greek and Cyrillic letter, small and capital, with what stands for it in Latin letters."""
    for code in range(0x370, 0x530):
        sign = chr(code)
        if sign.isalpha() and (written := latin(sign)) != sign:
            yield sign, written


def letters_analyzer(signs: DslBase) -> DslBase:
    """Return the analyzer of the field.

    Args:
        signs: the filter that parts words and writes them in Latin letters.
    """
    long_enough = token_filter("casebook_long_enough", "length", min=SHORTEST)
    runs = token_filter("casebook_runs", "ngram", min_gram=PIECE, max_gram=PIECE)
    return analyzer(
        ANALYZER,
        tokenizer="standard",
        char_filter=[signs],
        filter=["lowercase", "asciifolding", long_enough, runs],
    )


def alike(clause: Clause, weight: float) -> list[EsQuery]:
    """Return a query that finds entries with words that are spelled like a word; none for what is no word, or a short one.

    Args:
        clause: a word, or what is looked for as it stands.
        weight: what all of its runs weigh together beside a word of the text.
    """
    word = fold(clause.text) if isinstance(clause, Word) else ""
    if len(word) < SHORTEST or not (runs := sorted(pieces(word))):
        return []
    enough = min(ENOUGH, ceil(LEAST_SHARED * len(runs)))
    terms = [Term(FIELD, {"value": run, "boost": weight / len(runs)}) for run in runs]
    return [Bool(should=terms, minimum_should_match=enough)]
