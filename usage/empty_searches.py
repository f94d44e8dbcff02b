"""Searches that found nothing, kept so that they tell of the collection and of nobody.

A question is kept only if each of its words is one of a topic's names or of a country's: what else people type (names, places, their
own words) is never written down. Of what is kept only the day is known, once a day however often it was asked, and it is shown only
after five separate days.
"""

import time
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import get_language

from accounts.countries import country_names
from catalogue.vocabulary import EVERYTHING, SHOWN_KINDS, Vocabulary, get_vocabulary
from catalogue.words import folded

from . import spool
from .decision import is_uncounted_reader
from .lines import EmptySearchLine, written

MOST_WORDS = 6


def note_empty_search(*, request: HttpRequest, text: str, **_more: Any) -> None:
    """Write down that a search found nothing, if it may be; a full disk is passed over."""
    if is_uncounted_reader(request):
        return
    words = folded(text)
    if not 0 < len(words) <= MOST_WORDS or not known_words(get_vocabulary()).issuperset(words):
        return
    try:
        spool.append(written(EmptySearchLine(time.time_ns() // 1_000_000, " ".join(words))))
    except OSError:
        return


def known_words(vocabulary: Vocabulary) -> frozenset[str]:
    """Return the words that may be kept: those of the names of topics that are shown, and of countries."""
    return _words(vocabulary.tokens.get(EVERYTHING), get_language() or "en")


@lru_cache(maxsize=8)
def _words(_token: UUID | None, language: str) -> frozenset[str]:
    """Return the words; they change with the token of the vocabulary."""
    names = [name.text for name in get_vocabulary().names_of_kinds(*SHOWN_KINDS)]
    return frozenset(word for name in (*names, *country_names(language).values()) for word in folded(name))
