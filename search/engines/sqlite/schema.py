"""The tables of the embedded index.

`search_doc` is narrow: what filters, facets and sorts need, one row an entry. Facet values are single characters
(`search_code` says which), so that a choice is looked for with instr() and a whole result is counted at once.
`search_fts` holds the words; they arrive cut and folded, so the simplest tokenizer serves. Its columns `topics`, `about` and
`meanings` have a word for each topic, country and year of the entry, and for each meaning of its words. `search_page` holds the
words of each page of files, to name the page of a hit; its `entry` column takes one word, the entry's key.
`search_letters` has the runs of four letters of each word, so that words spelled alike are found without reading them all.
`search_title` is small, so that every key pressed can ask it: titles and courts by the beginnings of their words.
`search_shape` has one row: by which rules the others were made.
"""

from functools import cache
from typing import Any

from ..shape import OF_WORDS, VERSIONS, Shape, digest_of
from ..tokens import form_of_words

DOC, FTS, PAGE, TITLE, CODE = "search_doc", "search_fts", "search_page", "search_title", "search_code"
# The runs of letters of each word of the texts.
LETTERS = "search_letters"
SHAPE = "search_shape"
_PARTS = ("codes", "letters", "schema", "writing")
_TABLES = (DOC, FTS, PAGE, TITLE, LETTERS)
# In the table of codes beside the facets: the languages of texts, which may be others than those that an item says it has.
WRITTEN_IN = "written in"
# What decides what is in the tables.
RULES = (*OF_WORDS, *(f"search/engines/sqlite/{name}.py" for name in _PARTS))


def create_tables(cursor: Any, suffix: str = "") -> None:
    """Create the index tables that are not there; `suffix` is for an index under construction."""
    cursor.execute(
        f"CREATE TABLE IF NOT EXISTS {DOC}{suffix} (id INTEGER PRIMARY KEY, version INTEGER NOT NULL, audience TEXT NOT NULL,"
        " shared_from TEXT, shared_until TEXT, published INTEGER NOT NULL, year INTEGER,"
        " first_year INTEGER, codes TEXT NOT NULL)"
    )
    cursor.execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {FTS}{suffix} USING"
        " fts5(title, body, title_stems, body_stems, meanings, topics, about, tokenize='ascii')"
    )
    cursor.execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {PAGE}{suffix} USING fts5(entry, body, body_stems, meanings, tokenize='ascii')"
    )
    cursor.execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {TITLE}{suffix} USING fts5(title, court, court_name UNINDEXED, tokenize='ascii', prefix='2 3')"
    )
    cursor.execute(
        f"CREATE TABLE IF NOT EXISTS {LETTERS}{suffix} (piece TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (piece, word))"
        " WITHOUT ROWID"
    )


def create_codes(cursor: Any) -> None:
    """Create the table of facet values. It only grows: a code keeps its meaning through every rebuild."""
    cursor.execute(
        f"CREATE TABLE IF NOT EXISTS {CODE} (code INTEGER PRIMARY KEY, facet TEXT NOT NULL, value TEXT NOT NULL,"
        " UNIQUE (facet, value))"
    )


@cache
def shape_digest() -> str:
    """Return a digest of what the words look like, and one of the tables, the analysis with its stemmers, and the documents."""
    return f"{digest_of((), form_of_words())}_{digest_of(RULES, *VERSIONS)}"


def keep_shape(cursor: Any, shape: Shape) -> None:
    """Note by which rules the index was made."""
    cursor.execute(f"DROP TABLE IF EXISTS {SHAPE}")
    cursor.execute(f"CREATE TABLE {SHAPE} (digest TEXT NOT NULL, made_by TEXT NOT NULL)")
    cursor.execute(f"INSERT INTO {SHAPE} VALUES (%s, %s)", [shape.digest, shape.made_by])


def drop_tables(cursor: Any, suffix: str = "") -> None:
    """Drop the index tables, last the one by which `drop_builds` knows a build: it may be interrupted."""
    for table in reversed(_TABLES):
        cursor.execute(f"DROP TABLE IF EXISTS {table}{suffix}")


def drop_builds(cursor: Any, keep: str) -> None:
    """Drop what interrupted builds have left, but for the one with the suffix that is to be gone on with."""
    cursor.execute("SELECT substr(name, %s) FROM sqlite_master WHERE name GLOB %s", [len(DOC) + 1, f"{DOC}_build*"])
    for (suffix,) in cursor.fetchall():
        if suffix != keep:
            drop_tables(cursor, suffix)


def swap_tables(cursor: Any, suffix: str) -> None:
    """Put the index under construction in the place of the old one."""
    drop_tables(cursor)
    for table in _TABLES:
        cursor.execute(f"ALTER TABLE {table}{suffix} RENAME TO {table}")
