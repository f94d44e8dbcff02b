"""What the page says that it understood by the words, each with a link that takes it back."""

from dataclasses import dataclass

from accounts.countries import country_name
from catalogue.facets import facet_of_topic
from catalogue.vocabulary import Vocabulary

from ..addresses import search_url
from ..params import SearchParams
from ..query.language import Kind, Query, Subject
from ..query.understanding import subjects_of

# More would be a list to read before the results.
MOST = 8


@dataclass(slots=True)
class ShownSubject:
    """What words were understood as, the search for all about it, and the same search without it."""

    label: str
    about: SearchParams
    without_url: str

    @property
    def url(self) -> str:
        """The address of the search for all about it."""
        return search_url(self.about)


def make_understood(params: SearchParams, query: Query, vocabulary: Vocabulary) -> list[ShownSubject]:
    """Return what is shown of the subjects of a query: those that words name before those that words only hint at."""
    subjects = {subject.key: subject for subject in sorted(subjects_of(query), key=lambda one: one.strength)}
    named = sorted(subjects.values(), key=lambda one: -one.strength)[:MOST]
    return [_shown(subject, params, vocabulary) for subject in named]


def _shown(subject: Subject, params: SearchParams, vocabulary: Vocabulary) -> ShownSubject:
    facet, label, about = subject.kind.value, subject.value, None
    match subject.kind:
        case Kind.TOPIC:
            facet, label = facet_of_topic(subject.value, vocabulary), vocabulary.concepts[subject.value].label()
        case Kind.COUNTRY:
            label = country_name(subject.value)
        case Kind.YEAR:
            label = subject.value.replace("-", "–")
        case Kind.LAW:
            facet = "instrument"
        case Kind.COURT:
            about = SearchParams(text=f'"{subject.value}"')
    about = about or SearchParams(chosen={facet: subject.values})
    without = params.but(as_typed=(*params.as_typed, subject.key), page=1)
    return ShownSubject(label, about, search_url(without))
