"""What the reading of questions keeps to: what words name and mean, what is left out, what comes close."""

from .mutant import Mutant

_GRADING = ("tests/integration/search/test_engine_contract_grading.py",)
_MEANINGS = ("tests/integration/search/test_engine_contract_meanings.py",)
_WORDS = ("tests/unit/catalogue/test_everyday_words.py",)
_QUERY = ("tests/unit/search/test_query.py",)
_LANGUAGES = ("tests/integration/search/test_question_languages.py",)
_TOPICS = ("tests/integration/catalogue/test_recognising_topics.py",)
_CLOSE = ("tests/web/test_close_matches.py",)
_BROWSING = ("tests/integration/search/test_fallback.py", "tests/integration/search/test_fallback_agrees.py")

MUTANTS = (
    Mutant(
        "without the engine the network's items are shown to everybody",
        "search/results/browsing.py", "CatalogueEntry.objects.seen_by(viewer).filter(condition)",
        "CatalogueEntry.objects.filter(condition)", (*_BROWSING, "tests/web/test_visibility_matrix.py"),
    ),
    Mutant(
        "without the engine excluded words are found",
        "search/results/browsing.py", "condition &= ~_matches(clause, vocabulary)", "pass", _BROWSING,
    ),
    Mutant(
        "a word that stands twice between ORs counts twice",
        "search/query/parse.py", "before if clause in before else (*before, clause)", "(*before, clause)",
        ("tests/unit/search/test_query.py",),
    ),
    Mutant(
        "who is of a country is not found in texts",
        "search/query/understanding.py", "tuple(map(meaning_of_country, codes))", "()", _MEANINGS,
    ),
    Mutant(
        "a word that means the same is not marked",
        "search/query/marking.py", "for word in meaning.within(language)", "for word in ()", _MEANINGS,
    ),
    Mutant(
        "any two words of a text stand close together",
        "search/query/nearness.py", "MOST_BETWEEN = 5", "MOST_BETWEEN = 9", _GRADING,
    ),
    Mutant(
        "words between those of a name are read as part of it",
        "catalogue/recognition/topics.py", "apart = any(", "apart = False and any(", _TOPICS,
    ),
    Mutant(
        "a text has to have all words of a search word",
        "catalogue/recognition/topics.py", "together = mention.strength == NAME or ", "together = True or ", _TOPICS,
    ),
    Mutant(
        "words that are all of a question are read apart",
        "catalogue/recognition/topics.py", " or weighty <= set(mention.positions)", "", _TOPICS,
    ),
    Mutant(
        "a name is read apart",
        "catalogue/recognition/topics.py", "mention.strength == NAME or weighty <= set(mention.positions)",
        "weighty <= set(mention.positions)", _TOPICS,
    ),
    Mutant(
        "small words of a search word are asked for by themselves",
        "catalogue/recognition/topics.py", "for group in told or groups", "for group in groups", _MEANINGS,
    ),
    Mutant(
        "words between quotation marks are read apart",
        "catalogue/recognition/topics.py", "set() if quoted else weighty", "weighty", _TOPICS,
    ),
    Mutant(
        "a topic in a quoted sentence is found in its place, where it is one of several",
        "search/query/understanding.py", "if _covers(span, place, whole)", "if True",
        ("tests/integration/search/test_engine_contract_subjects.py",),
    ),
    Mutant(
        "a word with a slip means nothing", "catalogue/recognition/everyday_words.py", "SHORTEST_SLIP = 7", "SHORTEST_SLIP = 99", _WORDS,
    ),
    Mutant(
        "short words are taken for slips of others",
        "catalogue/recognition/everyday_words.py", "SHORTEST_SLIP = 7", "SHORTEST_SLIP = 3", _WORDS,
    ),
    Mutant(
        "what was said of some words holds for others that are typed in their place",
        "search/forms.py", 'clean.get("typed") in ("", text)', "True", _CLOSE,
    ),
    Mutant(
        "any first letter is taken for a slip",
        "catalogue/recognition/slips.py", "stem[: OF_LANGUAGE + 1]", "stem[:OF_LANGUAGE]", _WORDS,
    ),
    Mutant(
        "names with a slip are not known", "catalogue/recognition/topics.py", "forgiving and language in own", "False", _TOPICS,
    ),
    Mutant(
        "a short word by itself is a name with a slip",
        "catalogue/recognition/topics.py", "position in unsure or ", "", _TOPICS,
    ),
    Mutant(
        "a word that is known is taken for a name with a slip",
        "catalogue/recognition/topics.py", " or is_known(word, (language,))", "", _TOPICS,
    ),
    Mutant(
        "a word of another language is taken for a name with a slip",
        "catalogue/recognition/topics.py", "forgiving and language in own", "forgiving", _TOPICS,
    ),
    Mutant(
        "a slip between quotation marks is not what it says",
        "catalogue/recognition/topics.py", "forgiving=not quoted", "forgiving=True", _TOPICS,
    ),
    Mutant(
        "a word that is written together means nothing",
        "catalogue/recognition/compounds.py", 'frozenset({"de", "nl"})', "frozenset()", _WORDS,
    ),
    Mutant(
        "what stands beside a part may be of any length",
        "catalogue/recognition/compounds.py", "SHORTEST_PART, SHORTEST_BESIDE_UNKNOWN = 4, 6",
        "SHORTEST_PART, SHORTEST_BESIDE_UNKNOWN = 1, 6", _WORDS,
    ),
    Mutant(
        "endings are parts of words", "catalogue/recognition/compounds.py", " and rest not in _ENDINGS", "", _WORDS,
    ),
    Mutant(
        "a word of a text means all that its stem does",
        "catalogue/recognition/everyday_words.py", "_by_word(language).of(word) or _by_stem(language).of(stem) or _of_parts",
        "_by_stem(language).of(stem) or _of_parts", _WORDS,
    ),
    Mutant(
        "parts of words tell no language",
        "catalogue/recognition/question_languages.py", "and is_written_together(word, language)", "and False", _CLOSE,
    ),
    Mutant(
        "what comes close is shown where another choice finds the words",
        "search/results/closeness.py", "any(params.chosen.values()) and ", "False and ",
        _CLOSE,
    ),
    Mutant(
        "what comes close is asked for where the words mean what they say",
        "search/results/closeness.py", "if not close.graded or close.shortened or not _has_other_ways(close):", "if False:", _CLOSE,
    ),
    Mutant(
        "the table and the references lack what comes close",
        "search/results/closeness.py", "if not results.total and CLOSEST in params.as_typed and (close := closest(params, query, look)):",
        "if False:", _CLOSE,
    ),
    Mutant(
        "another spelling comes before what the words mean",
        "search/results/finding.py", "(CLOSEST in params.as_typed or is_spelled_well(found.query))", "False", _CLOSE,
    ),
    Mutant(
        "a feed and an export have more than their address says",
        "search/results/closeness.py", "CLOSEST in params.as_typed and ", "", _CLOSE,
    ),
    Mutant(
        "words are loosened that somebody wants as they are spelled",
        "search/results/finding.py", "comes_first and SPELLING not in params.as_typed", "comes_first", ("tests/web/test_did_you_mean.py",),
    ),
    Mutant(
        "a word with a slip in a name is no more corrected",
        "search/results/spelling.py", "all(subject.has_slip for subject in clause.subjects)", "False", ("tests/web/test_did_you_mean.py",),
    ),
    Mutant(
        "most of a question has to match in any case",
        "search/query/language.py", "return 1 if self.any_will_do else ", "return ", _CLOSE,
    ),
    Mutant(
        "a question of which one word says something finds that word alone",
        "search/query/parse.py", "is_question=len(query.required) >= SHORTEST_QUESTION", "is_question=False", _MEANINGS,
    ),
    Mutant(
        "what people ask with is looked for",
        "search/query/parse.py", "_left_out(question_words, told, page)", "_left_out(small_words, told, page)", _QUERY,
    ),
    Mutant(
        "a word with its article is taken for a question", "search/query/parse.py", "SHORTEST_QUESTION = 3", "SHORTEST_QUESTION = 2",
        _MEANINGS,
    ),
    Mutant(
        "words that may be of any language lose what is small in each", "search/query/parse.py",
        "MOST_LANGUAGES_TOLD = 3", "MOST_LANGUAGES_TOLD = 9", _QUERY,
    ),
    Mutant(
        "what is small in all languages of a question is looked for",
        "search/query/parse.py", "1 <= len(told) <= MOST_LANGUAGES_TOLD", "len(told) == 1", _QUERY,
    ),
    Mutant(
        "the language of a question is that of its small words alone",
        "catalogue/recognition/question_languages.py", " + _known_words(reading, language, names)", "", _LANGUAGES,
    ),
    Mutant(
        "a short word of another language is a name that tells the language",
        "catalogue/recognition/question_languages.py", "len(word) >= SHORTEST_FOREIGN_WORD and ", "",
        ("tests/integration/catalogue/test_recognising_topics.py",),
    ),
    Mutant(
        "small words of the page are left out of a question in another language",
        "search/query/parse.py", "shared if len(told) == 1 else shared | small_words(page)", "shared | small_words(page)",
        ("tests/integration/search/test_reading_questions.py",),
    ),
    Mutant(
        "names of topics tell no language",
        "catalogue/recognition/question_languages.py", "or (len(word) >= SHORTEST_FOREIGN_WORD and names.knows(stem))",
        "", _LANGUAGES,
    ),
    Mutant(
        "small words that are written as one are looked for",
        "search/query/parse.py", "clause.words if isinstance(clause, Sequence) else ()", "()",
        ("tests/integration/search/test_reading_questions.py",),
    ),
    Mutant(
        "a year with few results is not seen",
        "search/results/facets.py", "max(2, round(100 * option.count / most))", "round(100 * option.count / most)",
        ("tests/web/test_year_bars.py",),
    ),
)  # fmt: skip
