"""Writes search documents into the embedded index."""

from collections.abc import Iterable
from typing import Any

from catalogue.words import folded

from ...documents import SearchDocument
from ..base import Writer
from ..tokens import IN_TITLE, Tokens, entry_tokens
from .codes import CodeWriter
from .letters import LetterWriter
from .schema import DOC, FTS, PAGE, TITLE


def entry_token(entry_id: int) -> str:
    """Return the word that stands for an entry in the page index."""
    return f"e{entry_id}"


def _columns(tokens: Tokens) -> tuple[str, str]:
    """Return the words and the stems of a text as columns have them."""
    return " ".join(tokens.words), " ".join(tokens.stems)


class TableWriter(Writer):
    """Adds documents to the tables with the given suffix."""

    def __init__(self, cursor: Any, suffix: str = "") -> None:
        self._cursor = cursor
        self._suffix = suffix
        self._codes = CodeWriter(cursor)
        self._letters = LetterWriter(cursor, suffix)

    def add(self, documents: Iterable[SearchDocument]) -> None:
        """Add documents that are not in the tables yet."""
        docs, texts, titles, pages = [], [], [], []
        for document in documents:
            docs.append(self._doc_row(document))
            self._codes.note_languages(document)
            tokens = entry_tokens(document)
            whole = tokens.body
            (title, title_stems), (body, body_stems) = _columns(tokens.title), _columns(whole)
            # A column of its own for those of titles would cost more than to have them in here as often as they count.
            meanings = " ".join([*tokens.title.meanings * IN_TITLE, *whole.meanings])
            topics, about = " ".join(tokens.topics), " ".join(tokens.about)
            texts.append((document.entry_id, title, body, title_stems, body_stems, meanings, topics, about))
            titles.append((document.entry_id, title, " ".join(folded(document.court)), document.court))
            token = entry_token(document.entry_id)
            pages += [
                (page.text_id, token, *_columns(words), " ".join(words.meanings))
                for page, words in zip(document.pages, tokens.pages, strict=True)
            ]
        execute = self._cursor.executemany
        execute(f"INSERT INTO {DOC}{self._suffix} VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)", docs)
        execute(
            f"INSERT INTO {FTS}{self._suffix} (rowid, title, body, title_stems, body_stems, meanings, topics, about)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
            texts,
        )
        self._letters.add(text for row in texts for text in row[1:3])
        execute(f"INSERT INTO {TITLE}{self._suffix} (rowid, title, court, court_name) VALUES (%s, %s, %s, %s)", titles)
        if pages:
            execute(
                f"INSERT INTO {PAGE}{self._suffix} (rowid, entry, body, body_stems, meanings) VALUES (%s, %s, %s, %s, %s)",
                pages,
            )

    def remove(self, entry_ids: Iterable[int]) -> None:
        """Remove entries with all their words."""
        for entry_id in entry_ids:
            self._cursor.execute(f"SELECT title, body FROM {FTS}{self._suffix} WHERE rowid = %s", [entry_id])
            texts = self._cursor.fetchone() or ()
            self._cursor.execute(f"DELETE FROM {DOC}{self._suffix} WHERE id = %s", [entry_id])
            for table in (FTS, TITLE):
                self._cursor.execute(f"DELETE FROM {table}{self._suffix} WHERE rowid = %s", [entry_id])
            self._cursor.execute(
                f"DELETE FROM {PAGE}{self._suffix} WHERE rowid IN (SELECT rowid FROM {PAGE}{self._suffix}"
                f" WHERE {PAGE}{self._suffix} MATCH %s)",
                [f'entry : "{entry_token(entry_id)}"'],
            )
            self._letters.remove(texts)

    def written(self) -> dict[int, int]:
        """Return the version of each entry that is in the tables."""
        self._cursor.execute(f"SELECT id, version FROM {DOC}{self._suffix}")
        return dict(self._cursor.fetchall())

    def present(self, entry_ids: Iterable[int]) -> list[int]:
        """Return which of some entries are in the index, or partly so after damage, in one statement."""
        keys = list(entry_ids)
        some = ", ".join("%s" for _key in keys)
        self._cursor.execute(
            f"SELECT id FROM {DOC}{self._suffix} WHERE id IN ({some})"
            f" UNION SELECT rowid FROM {FTS}{self._suffix} WHERE rowid IN ({some})",
            [*keys, *keys],
        )
        return [key for (key,) in self._cursor.fetchall()]

    def _doc_row(self, document: SearchDocument) -> tuple[Any, ...]:
        return (
            document.entry_id,
            document.version,
            document.audience,
            document.shared_from.isoformat() if document.shared_from else None,
            document.shared_until.isoformat() if document.shared_until else None,
            int(document.published_at.timestamp()),
            document.year,
            document.first_year,
            self._codes.codes(document),
        )
