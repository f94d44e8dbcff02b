"""The words for the values of entries in the reader's language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.db.models import TextChoices

from .vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Names:
    """What values are called: the topics, and the organisations that the reader may know, by slug."""

    vocabulary: Vocabulary
    organisations: Mapping[str, str] = field(default_factory=dict)


# From a value to its label; a value that is not known is its own label.
Label = Callable[[str, Names], str]


def as_it_is(value: str, _names: Names) -> str:
    """Return the value."""
    return value


def by(name_of: Callable[[str], str]) -> Label:
    """Return the label that a function gives."""
    return lambda value, _names: name_of(value)


def label_of_choice(choices: type[TextChoices]) -> Label:
    """Return the label of a code of a closed list."""
    labels = dict(choices.choices)
    return lambda value, _names: str(labels.get(value, value))


def label_of_topic(slug: str, names: Names) -> str:
    """Return the name of a topic."""
    concept = names.vocabulary.concepts.get(slug)
    return concept.label() if concept else slug


def label_of_organisation(slug: str, names: Names) -> str:
    """Return the name of an organisation, if the reader may know it."""
    return names.organisations.get(slug, slug)
