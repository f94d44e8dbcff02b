"""What a search question asks about."""

from collections.abc import Iterator

from catalogue.vocabulary import Vocabulary, get_vocabulary

from .countries import countries_of_question
from .courts import courts_in, eclis_in
from .found import NAME, LawFound, TopicFound, Understood
from .languages import languages_of
from .laws import CONVENTION, laws_in
from .question_languages import question_languages
from .reading import read
from .topics import topics_named
from .years import years_in


def recognise_question(words: str, language: str, vocabulary: Vocabulary | None = None) -> Understood:
    """Return the topics, countries, years, laws and courts that a question names, each with the place of its words.

    Args:
        words: as they were typed; the spans count in `catalogue.words.normalise(words)`.
        language: that of the reader's pages; the question may be in any other.
        vocabulary: where the caller has it already, so that no statement asks for it again.
    """
    reading = read(words)
    vocabulary = vocabulary or get_vocabulary()
    told = question_languages(reading, vocabulary)
    likely = told if len(told) == 1 else languages_of(reading, (language,))[:1]
    own = tuple(dict.fromkeys((*likely, language)))
    identifiers = tuple(span for _ecli, span in eclis_in(reading.text))
    laws = laws_in(reading.text, identifiers)
    countries = countries_of_question(reading, own)
    of_countries = {country.span for country in countries}
    topics = topics_named(reading, {*told, language}, vocabulary, sure=bool(told))
    return Understood(
        topics=(*(one for one in topics if one.span not in of_countries), *_topics_of_articles(laws, vocabulary)),
        countries=countries,
        years=years_in(reading.text, (*identifiers, *(law.span for law in laws))),
        laws=laws,
        courts=courts_in(reading.text, (*identifiers, *(law.span for law in laws if law.article))),
        languages=told,
    )


def _topics_of_articles(laws: tuple[LawFound, ...], vocabulary: Vocabulary) -> Iterator[TopicFound]:
    """Yield the topics that articles of the Convention are in the vocabulary."""
    for law in laws:
        slug = f"cets-197-art-{law.article}"
        if law.law == CONVENTION and slug in vocabulary.concepts:
            yield TopicFound(slug, law.span, NAME)
