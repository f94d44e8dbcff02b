"""The languages that a question is in: it is a few words long, and often has none of the small words that tell a text's language."""

from catalogue.analysis.stems import stem_tokens
from catalogue.vocabulary import Vocabulary

from .everyday_words import is_everyday_word, languages_of_table
from .languages import languages_of_script, told_languages
from .reading import Reading
from .topics import SHORTEST_FOREIGN_WORD, TopicIndex, topic_index


def question_languages(reading: Reading, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the languages that a question is in: one as a rule, several where its words are of these alike, none where nothing tells.

    Small words decide. Where they tell of no language or of several, so does of how many words each of them has a name of a topic, or
    a meaning in the table of everyday words.
    """
    told = told_languages(reading)
    likely = (told or languages_of_script(reading)) & set(languages_of_table())
    if len(told) == 1 or not likely:
        return told
    names = topic_index(vocabulary)
    known = {language: _known_words(reading, language, names) for language in likely}
    most = max(known.values())
    return frozenset(language for language in likely if known[language] == most) if most else told


def _known_words(reading: Reading, language: str, names: TopicIndex) -> int:
    words = [token.word for token in reading.tokens]
    stems = zip(words, stem_tokens(words, language), strict=True)
    return sum(
        is_everyday_word(word, language) or (len(word) >= SHORTEST_FOREIGN_WORD and names.knows(stem))
        for word, stem in stems
    )
