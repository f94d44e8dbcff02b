"""How Elasticsearch takes words: as they were cut, since `search.engines.tokens` has done all else, and in runs of letters."""

from elasticsearch.dsl import analyzer, token_filter

from catalogue.analysis.letters import PIECE

from ..tokens import GAP

# A gap leaves its place free and counts for nothing.
CUT = analyzer("casebook_cut", tokenizer="whitespace", filter=[token_filter("casebook_gaps", "stop", stopwords=[GAP])])
LETTERS = analyzer(
    "casebook_letters",
    tokenizer="whitespace",
    filter=[token_filter("casebook_runs", "ngram", min_gram=PIECE, max_gram=PIECE)],
)
