"""Countries are recognised by name, adjective and inhabitant, and not where words mean something else."""

import pytest

from catalogue.recognition.common_words import words_by_language
from catalogue.recognition.countries import countries_of_question, countries_of_text
from catalogue.recognition.country_names import country_called, country_names, languages_of_table
from catalogue.recognition.reading import read

VOCABULARY = ("en", "fr", "de", "nl", "es", "ro", "pl", "uk", "ru", "bg")


def asked(question, *own):
    return [found.code for found in countries_of_question(read(question), own or ("en",))]


def told(text, language):
    return [mention.name.code for mention in countries_of_text(read(text), language)]


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("Hungarian waitress", ["HU"]),
        ("polish strawberry pickers", ["PL"]),
        ("women from Niger and Nigeria", ["NE", "NG"]),
        ("fishing off South Sudan and Papua New Guinea", ["SS", "PG"]),
        ("UK", ["GB"]),
        ("scotland to holland", ["GB", "NL"]),
        ("the Czech Republic", ["CZ"]),
        ("Sierra Leonean mother", ["SL"]),
        ("polnisch", ["PL"]),
        ("rumänische Pflegerin", ["RO"]),
        ("néerlandais", ["NL"]),
        ("польская работница", ["PL"]),
        ("українці", ["UA"]),
        ("латышка", ["LV"]),
        ("в'єтнамські підлітки", ["VN"]),
        ("bulgară", ["BG"]),
        ("trabajadores rumanos", ["RO"]),
        ("vrouwen uit Oekraïne", ["UA"]),
        ("жени от България", ["BG"]),
        ("pracownice z Ukrainy w Niemczech", ["UA", "DE"]),
        ("Georgia", ["GE"]),
        ("jordan", ["JO"]),
    ],
)
def test_a_question_names_countries_in_any_language_and_without_capitals(question, codes):
    assert asked(question) == codes


@pytest.mark.parametrize(
    "question",
    [
        "nail polish",
        "island fishing boat",
        "turkey farm",
        "atlanta georgia",
        "Chad Brown",
        "este hombre",
        "romani children begging",
        "pole dancing",
        "la réunion",
        "ungern",
        "indien hij betaald was",
    ],
)
def test_everyday_words_are_no_countries(question):
    assert asked(question) == []


@pytest.mark.parametrize(
    ("language", "question", "code"), [("nl", "polen", "PL"), ("de", "indien", "IN"), ("de", "island", "IS")]
)
def test_the_readers_own_language_decides_what_a_word_is(language, question, code):
    assert asked(question, language) == [code]
    assert asked(question) == []


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("en", "She came from Jordan. Jordan Smith polished the floor.", ["JO"]),
        ("en", "We ate turkey in Turkey.", ["TR"]),
        ("de", "Die polnische Arbeiterin kam aus Polen nach Österreich.", ["PL", "PL", "AT"]),
        ("nl", "Indien hij uit Indië, India of Polen kwam", ["IN", "PL"]),
        ("ru", "Украинку привезли из Молдовы в Польшу.", ["UA", "MD", "PL"]),
        ("fr", "La réunion avec le Nigérien et la Nigériane", ["NE", "NG"]),
        ("ro", "O tânără din Moldova a fost dusă în Marea Britanie.", ["MD", "GB"]),
        ("bg", "Българка беше изпратена в Гърция.", ["BG", "GR"]),
    ],
)
def test_a_text_names_countries_with_the_capitals_of_its_language(language, text, codes):
    assert told(text, language) == codes


def test_a_span_is_the_place_of_the_words():
    question = "girls from Sierra Leone"
    (found,) = countries_of_question(read(question), ("en",))
    assert question[slice(*found.span)] == "Sierra Leone"


def test_every_language_of_the_vocabulary_has_people_of_the_countries_that_cases_are_about():
    assert set(VOCABULARY) <= set(languages_of_table())
    for language in VOCABULARY:
        names = country_names(language)
        people = {one.code for table in (names.whole, names.begun) for one in table.values() if one.kind != "name"}
        assert len(people) >= 60, language


def test_no_whole_word_of_a_country_is_an_everyday_word_of_its_own_language():
    for language in languages_of_table():
        everyday = words_by_language()[language]
        assert not [words for words in country_names(language).whole if len(words) == 1 and words[0] in everyday], (
            language
        )


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Romanian", "RO"), ("Franse", "FR"), ("Polonais", "PL"), ("rumanos", "RO"), ("nigerie", None), ("Romani", None), ("", None)],
)  # fmt: skip
def test_what_is_typed_means_one_country_or_none(typed, code):
    assert country_called(typed) == code
