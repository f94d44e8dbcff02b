"""What leads to a search: titles and courts that words may become, words spelled alike, entries that are alike."""

from collections import Counter
from collections.abc import Sequence
from math import log

from catalogue.analysis.letters import distance
from catalogue.words import fold, folded, is_unspaced
from search.documents import SearchDocument
from search.engines.base import MOST_ALIKE, Suggested


def suggest(documents: Sequence[SearchDocument], words: tuple[str, ...], limit: int) -> Suggested:
    """Return the newest entries and courts whose words begin so."""
    newest = sorted(documents, key=lambda document: (document.published_at, document.entry_id), reverse=True)
    entries = [document.entry_id for document in newest if _begins(document.title, words)]
    courts = dict.fromkeys(document.court for document in newest if _begins(document.court, words))
    return Suggested(tuple(entries[:limit]), tuple(courts)[:limit])


def _begins(text: str, words: tuple[str, ...]) -> bool:
    there = folded(text)
    *whole, begun = [fold(word) for word in words]
    return bool(begun) and set(whole) <= set(there) and any(word.startswith(begun) for word in there)


def corrections(documents: Sequence[SearchDocument], words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return the words with the fewest mistakes."""
    known: set[str] = set()
    for document in documents:
        texts = (document.title, document.text, *(page.text for page in document.pages))
        known.update(word for text in texts for word in folded(text))
    found = {word: _alike(fold(word), known) for word in words if len(fold(word)) >= 4 and not is_unspaced(word)}
    return {word: alike for word, alike in found.items() if alike}


def _alike(word: str, known: set[str]) -> tuple[str, ...]:
    most = 1 if len(word) <= 5 else 2
    near = []
    for other in known:
        if mistakes := distance(word, other, most):
            near.append((mistakes, other))
    return tuple(other for _mistakes, other in sorted(near)[:MOST_ALIKE])


def similar(documents: Sequence[SearchDocument], entry_id: int, topics: tuple[str, ...], limit: int) -> tuple[int, ...]:
    """Return the entries that share most of the topics, a rare one counting more."""
    of_topic = Counter(slug for document in documents for slug in document.topics)
    weighed = []
    for document in documents:
        shared = set(topics) & set(document.topics)
        if shared and document.entry_id != entry_id:
            likeness = sum(log(1 + len(documents) / of_topic[slug]) for slug in shared)
            weighed.append((likeness, document.published_at, document.entry_id))
    return tuple(key for _likeness, _published, key in sorted(weighed, reverse=True)[:limit])
