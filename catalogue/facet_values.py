"""Where the values of a facet are: how they are read from an entry, and how entries with some of them are found without an index."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from .models import CatalogueEntry, EntryTopic
from .vocabulary import Vocabulary

NONE = Q(pk__in=())


@dataclass(frozen=True, slots=True)
class Source:
    """Both ways between entries and values. An index tells the same entries apart by the values as the condition does."""

    # The values of an entry.
    values: Callable[[CatalogueEntry, Vocabulary], tuple[str, ...]]
    # The condition that an entry has one of some values.
    condition: Callable[[Iterable[str], Vocabulary], Q]


def column(name: str) -> Source:
    """Return the source for a column with one value, which may be empty."""

    def values(entry: CatalogueEntry, _vocabulary: Vocabulary) -> tuple[str, ...]:
        value: str = getattr(entry, name)
        return (value,) if value else ()

    return Source(values, lambda chosen, _vocabulary: Q(**{f"{name}__in": list(chosen)}))


def code_list(name: str, is_code: Callable[[str], bool]) -> Source:
    """Return the source for a `CodeListField`.

    Args:
        name: the column.
        is_code: whether a value can be a code: LIKE takes "nl" for "NL" on SQLite.
    """

    def has(value: str) -> Q:
        return Q(**{f"{name}__contains": f" {value} "}) if is_code(value) else NONE

    return Source(lambda entry, _vocabulary: getattr(entry, name), _any(has))


def json_list(name: str) -> Source:
    """Return the source for a JSON column with a list of texts."""

    def has(value: str) -> Q:
        if connection.features.supports_json_field_contains:
            return Q(**{f"{name}__contains": [value]})
        # SQLite keeps the list as a text in which all but ASCII is escaped.
        return Q(**{f"{name}__icontains": json.dumps(value)})

    return Source(lambda entry, _vocabulary: tuple(getattr(entry, name)), _any(has))


def years() -> Source:
    """Return the source for every year from the first to the last that an item is about."""

    def values(entry: CatalogueEntry, _vocabulary: Vocabulary) -> tuple[str, ...]:
        if not entry.year:
            return ()
        return tuple(str(year) for year in range(entry.first_year or entry.year, entry.year + 1))

    def has(value: str) -> Q:
        if len(value) == 4 and value.isascii() and value.isdigit():
            return Q(first_year__lte=int(value), year__gte=int(value))
        return NONE

    return Source(values, _any(has))


def organisation() -> Source:
    """Return the source for the organisation that is named, by its slug."""
    return Source(
        lambda entry, _vocabulary: (entry.organisation.slug,) if entry.organisation else (),
        lambda chosen, _vocabulary: Q(organisation__slug__in=list(chosen)),
    )


def topics(belongs: Callable[[str, Vocabulary], bool]) -> Source:
    """Return the source for the topics of an entry and all that are broader, as far as they belong to the facet."""
    return Source(
        lambda entry, vocabulary: tuple(
            slug for slug in vocabulary.with_broader(entry.topics) if belongs(slug, vocabulary)
        ),
        lambda chosen, vocabulary: about((slug for slug in chosen if belongs(slug, vocabulary)), vocabulary),
    )


def about(slugs: Iterable[str], vocabulary: Vocabulary) -> Q:
    """Return the condition that an entry is about one of the topics or of those below them; unknown ones are passed over."""
    ids = {pk for slug in slugs if slug in vocabulary.concepts for pk in vocabulary.branch_ids(slug)}
    return Q(pk__in=EntryTopic.objects.filter(topic__in=ids).values("entry"))


def _any(has: Callable[[str], Q]) -> Callable[[Iterable[str], Vocabulary], Q]:
    def condition(chosen: Iterable[str], _vocabulary: Vocabulary) -> Q:
        found = NONE
        for value in chosen:
            found |= has(value)
        return found

    return condition
