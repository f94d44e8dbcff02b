"""The languages that a question is in: it is a few words long, and often has none of the small words that tell a text's language."""

from catalogue.analysis.stems import stem_tokens
from catalogue.vocabulary import Vocabulary

from .common_words import words_by_language
from .everyday_words import is_everyday_word, is_written_together, languages_of_table
from .languages import language_scores, languages_of_script
from .reading import Reading
from .topics import SHORTEST_FOREIGN_WORD, TopicIndex, topic_index

# A word that is shorter has two parts by chance: “Weinstein”, “wondering”.
SHORTEST_TOGETHER = 10


def question_languages(reading: Reading, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the languages that a question is in: one as a rule, several where its words are of these alike, none where nothing tells.

    It is in the language that has most of its words: as a small word, in a name of a topic, or in the table of everyday words. Small
    words alone would make “slept in van” Dutch.
    """
    scores = language_scores(reading)
    names = topic_index(vocabulary)
    for language in languages_of_script(reading) & set(languages_of_table()):
        scores[language] = scores.get(language, 0.0) + _known_words(reading, language, names)
    most = max(scores.values(), default=0.0)
    return frozenset(language for language, score in scores.items() if score == most) if most else frozenset()


def _known_words(reading: Reading, language: str, names: TopicIndex) -> int:
    """Return how many words a language has, besides its small words."""
    small = words_by_language().get(language, frozenset())
    words = [token.word for token in reading.tokens if token.word not in small]
    return sum(
        is_everyday_word(word, language)
        or (len(word) >= SHORTEST_FOREIGN_WORD and names.knows(stem))
        or (len(word) >= SHORTEST_TOGETHER and is_written_together(word, language))
        for word, stem in zip(words, stem_tokens(words, language), strict=True)
    )
