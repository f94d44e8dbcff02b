"""Entries like an entry, and in words what they have in common."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.countries import country_name
from catalogue.models import CatalogueEntry
from catalogue.visibility import Viewer
from catalogue.vocabulary import Vocabulary

from ..engines import get_engine
from ..engines.base import SearchUnavailable

logger = logging.getLogger(__name__)

MOST_TOPICS = MOST_COUNTRIES = 2


@dataclass(slots=True)
class SimilarEntry:
    """An entry and what it has in common with the one that is shown."""

    entry: CatalogueEntry
    common: list[str]


def similar_keys(entry: CatalogueEntry, viewer: Viewer, limit: int) -> tuple[int, ...]:
    """Return the keys of the entries most like an entry, for the catalogue to load; none where the engine does not answer."""
    try:
        return get_engine().similar(entry.pk, tuple(entry.topics), viewer, limit)
    except SearchUnavailable as error:
        logger.warning("No similar items: %s", error)
        return ()


def with_reasons(entry: CatalogueEntry, others: Iterable[CatalogueEntry], vocabulary: Vocabulary) -> list[SimilarEntry]:
    """Return entries with their reasons; one that shares nothing any more, because the index is late, is left out."""
    found = [SimilarEntry(other, _in_common(entry, other, vocabulary)) for other in others]
    return [similar for similar in found if similar.common]


def _in_common(entry: CatalogueEntry, other: CatalogueEntry, vocabulary: Vocabulary) -> list[str]:
    shared = _shared_topics(entry, other, vocabulary)
    if not shared:
        return []
    forms = vocabulary.forms()
    topics = [slug for slug in shared if slug not in forms][:MOST_TOPICS]
    topics += [slug for slug in shared if slug in forms][:1]
    reasons = [vocabulary.concepts[slug].label() for slug in topics]
    countries = [country_name(code) for code in entry.countries if code in other.countries]
    reasons += countries[:MOST_COUNTRIES]
    court = entry.facts.get("court")
    if court and court == other.facts.get("court"):
        reasons.append(_("the same court"))
    return reasons


def _shared_topics(entry: CatalogueEntry, other: CatalogueEntry, vocabulary: Vocabulary) -> list[str]:
    """Return the topics of the entry that the other is about too, the most specific first, none broader than another."""
    about = set(vocabulary.with_broader(_known(other, vocabulary)))
    shared = [slug for slug in _known(entry, vocabulary) if slug in about]
    broader = {above for slug in shared for above in vocabulary.ancestors(slug)}
    telling = [slug for slug in shared if slug not in broader]
    return sorted(telling, key=lambda slug: -len(vocabulary.ancestors(slug)))


def _known(entry: CatalogueEntry, vocabulary: Vocabulary) -> list[str]:
    return [slug for slug in entry.topics if slug in vocabulary.concepts]
