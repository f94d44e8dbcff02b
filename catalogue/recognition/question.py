"""What a search question asks about."""

from catalogue.vocabulary import Vocabulary, get_vocabulary

from .countries import countries_of_question
from .found import Understood
from .languages import languages_of
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
    likely = languages_of(reading, (language,))[:1]
    own = tuple(dict.fromkeys((*likely, language)))
    return Understood(
        topics=topics_named(reading, own[0], vocabulary or get_vocabulary()),
        countries=countries_of_question(reading, own),
        years=years_in(reading.text),
    )
