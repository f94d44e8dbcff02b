"""What a search that finds nothing may go on with: all about what its words name, and wider searches that do find something.

Each is counted with the eyes of the reader before it is shown, and all of them at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _

from ..addresses import search_url
from ..engines.base import SearchUnavailable
from ..params import SearchParams
from ..query.language import AnyOf, Phrase, Query, leaves, words_of
from ..query.loosening import loosened
from .facets import Chip
from .looking import Look
from .understood import ShownSubject

# More would be a list to read.
MOST_SHOWN = 5
_MOST_FILTERS, _MOST_WORDS = 5, 4
Wider = tuple[str, SearchParams]


@dataclass(slots=True)
class Lead:
    """A search that finds something, and how much."""

    label: str
    url: str
    total: int


@dataclass(slots=True)
class Leads:
    """What leads on: all about what the words name, and wider searches, the nearest first."""

    about: list[Lead] = field(default_factory=list)
    wider: list[Lead] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.about or self.wider)


def leads_from(
    params: SearchParams, query: Query, chips: list[Chip], subjects: list[ShownSubject], look: Look
) -> Leads:
    """Return what leads on from a search that finds nothing: only what the reader finds something by."""
    subjects = subjects[:MOST_SHOWN]
    wider = list(_wider(params, query, chips))
    searches = [(subject.about, Query()) for subject in subjects]
    searches += [(less, look.read(less)) for _label, less in wider]
    try:
        totals = look.totals(searches)
    except SearchUnavailable:
        return Leads()
    labels = [(one.label, one.about) for one in subjects] + wider
    leads = [Lead(label, search_url(less), total) for (label, less), total in zip(labels, totals, strict=True)]
    about, others = leads[: len(subjects)], leads[len(subjects) :]
    return Leads([lead for lead in about if lead.total], [lead for lead in others if lead.total][:MOST_SHOWN])


def _wider(params: SearchParams, query: Query, chips: list[Chip]) -> Iterator[Wider]:
    """Yield searches with one thing less that narrows, then with less of everything, then the words by themselves."""
    for chip in chips[:_MOST_FILTERS]:
        yield _("without “%(filter)s”") % {"filter": f"{chip.label}: {chip.value}"}, chip.without
    plain = SearchParams(text=params.text, as_typed=params.as_typed, sort=params.sort)
    if len(chips) > 1:
        yield _("without filters"), plain
    less = list(_less_strict(params, query))
    yield from less
    if less and (chips or len(less) > 1):
        text = loosened(params.text, phrases=True, left_out=True, every_word=True)
        yield _("as plain words, without filters"), plain.but(text=text)
    if query.enough(settings.SEARCH_SOME_SHARE) > 1:
        for clause in query.required[:_MOST_WORDS]:
            if not isinstance(clause, AnyOf):
                yield (
                    _("“%(words)s” alone") % {"words": words_of(clause).strip("“”")},
                    params.but(text=words_of(clause), page=1),
                )


def _less_strict(params: SearchParams, query: Query) -> Iterator[Wider]:
    """Yield the search without its quotation marks, without what is left out, and without AND, as far as it has these."""
    text = params.text
    if any(isinstance(leaf, Phrase) and len(leaf.words) > 1 for leaf in leaves(query.required)):
        yield _("without quotation marks"), params.but(text=loosened(text, phrases=True), page=1)
    if query.excluded and query.required:
        yield _("with the words that you left out"), params.but(text=loosened(text, left_out=True), page=1)
    if query.whole and len(query.required) > 1:
        yield _("with some of the words, without AND"), params.but(text=loosened(text, every_word=True), page=1)
