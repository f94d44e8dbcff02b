"""Topics are recognised by any of their names, in any language, inflection and order, and as the vocabulary is now."""

import pytest

from catalogue.recognition import recognise_question
from catalogue.recognition.topics import topic_index
from catalogue.vocabulary import get_vocabulary, vocabulary_changed
from tests.factories import topic

pytestmark = pytest.mark.django_db


def topics_of(question, language="en", strength=1.0):
    return [found.topic for found in recognise_question(question, language).topics if found.strength >= strength]


@pytest.mark.parametrize(
    ("question", "slug"),
    [
        ("slachtoffers", "people"),
        ("przymusowa praca", "forced-labour"),
        ("przymusowej pracy", "forced-labour"),
        ("labour that was forced", "forced-labour"),
        ("торговле людьми", "trafficking-in-human-beings"),
        ("Zwangsarbeit Bau", "forced-labour"),
        ("prostituție forțată", "exploitation-of-prostitution"),
        ("confiscation of her passport", "withholding-of-documents"),
    ],
)
def test_a_name_counts_in_any_language_inflection_and_order(question, slug):
    assert slug in topics_of(question)


@pytest.mark.parametrize(
    ("question", "language", "slug"),
    [
        ("forced laboor", "en", "forced-labour"),
        ("торговля людми", "ru", "trafficking-in-human-beings"),
        ("slachtofers van mensenhandel", "nl", "people"),
    ],
)
def test_a_name_with_a_slip_is_meant(question, language, slug):
    assert slug in topics_of(question, language)


@pytest.mark.parametrize(
    ("question", "language", "slug"),
    [
        ("threads", "en", "threats"),
        ("morced labour", "en", "forced-labour"),
        ("dwaj chłopcy slachtofers", "pl", "people"),
        ('"forced laboor"', "en", "forced-labour"),
    ],
    ids=["a short word by itself", "first letter", "another language", "quoted"],
)
def test_what_looks_alike_is_no_name(question, language, slug):
    assert slug not in topics_of(question, language, 0)


@pytest.mark.parametrize(
    "question", ["project plans", "traffic police", "climate protests", "consult a doctor", "slachtofers"]
)
def test_a_short_word_or_one_that_stands_alone_is_no_name_with_a_slip(question):
    slipped = {"protection", "perpetrators", "diplomatic-households", "people"}
    assert slipped.isdisjoint(topics_of(question, "nl" if question == "slachtofers" else "en", 0))


def test_a_word_that_is_known_is_no_slip_of_a_name():
    topic("forced-labour").labels.create(language="en", kind="synonym", text="brickyord")
    vocabulary_changed()
    assert "forced-labour" in topics_of("the brickyerd roof")
    assert topics_of("the brickyard roof") == []


def test_the_longest_name_wins_and_says_where_it_stands():
    question = "compensation for forced labour"
    found = {one.topic: one for one in recognise_question(question, "en").topics}
    assert set(found) == {"compensation", "forced-labour"}
    assert question[slice(*found["forced-labour"].span)] == "forced labour"


def test_words_of_two_sentences_are_no_name():
    assert "forced-labour" not in topics_of("She was forced. Labour lawyers helped")


def test_a_word_far_away_is_not_part_of_a_name():
    assert "forced-labour" not in topics_of("forced to leave home before anybody explained labour")


def test_a_search_word_counts_half():
    found = {one.topic: one.strength for one in recognise_question("Hungarian waitress", "en").topics}
    assert found["hospitality"] == 0.5


def test_a_short_word_of_another_language_is_not_taken_for_a_name():
    label = topic("forced-labour").labels.create(language="fr", kind="synonym", text="okap")
    vocabulary_changed()
    assert topics_of("okap") == []
    assert topics_of("okap", "fr") == ["forced-labour"]
    label.text = "okapis"
    label.save()
    vocabulary_changed()
    assert topics_of("okapis") == ["forced-labour"]


def test_a_search_word_of_another_language_counts_only_where_no_everyday_word_tells_the_language():
    labels = topic("forced-labour").labels
    labels.create(language="de", kind="hidden", text="okapistall")
    vocabulary_changed()
    assert topics_of("okapistall", strength=0.5) == ["forced-labour"]
    assert topics_of("was she in the okapistall", strength=0.5) == []
    assert topics_of("war sie nicht in dem okapistall", strength=0.5) == ["forced-labour"]


def test_an_everyday_word_is_no_name_by_itself():
    topic("forced-labour").labels.create(language="en", kind="synonym", text="because")
    vocabulary_changed()
    assert topics_of("because of her") == []


def test_a_country_is_not_a_topic_too():
    topic("forced-labour").labels.create(language="en", kind="synonym", text="Serbia")
    vocabulary_changed()
    understood = recognise_question("bricklayers in Serbia", "en")
    assert [one.code for one in understood.countries] == ["RS"]
    assert "forced-labour" not in [one.topic for one in understood.topics]


def test_a_changed_name_is_effective_at_once_and_the_index_is_made_once_for_a_state():
    before = topic_index(get_vocabulary())
    assert topic_index(get_vocabulary()) is before
    topic("forced-labour").labels.create(language="nl", kind="synonym", text="quaggaplicht")
    vocabulary_changed()
    assert topics_of("quaggaplicht") == ["forced-labour"]


def test_countries_and_years_stand_beside_topics(django_assert_num_queries):
    vocabulary = get_vocabulary()
    with django_assert_num_queries(0):
        understood = recognise_question("Bulgarian fruit picking 2016-2018", "en", vocabulary)
    assert [one.code for one in understood.countries] == ["BG"]
    assert [(one.first, one.last) for one in understood.years] == [(2016, 2018)]
    assert "agriculture" in [one.topic for one in understood.topics]
    assert not recognise_question("", "en", vocabulary)


def test_laws_and_courts_stand_beside_topics_and_an_article_of_the_convention_is_one():
    understood = recognise_question("Art 26 ECAT in Strasbourg, Directive 2011/36", "en")
    assert [law.reference for law in understood.laws][1] == "Directive 2011/36/EU"
    assert "cets-197-art-26" in [one.topic for one in understood.topics]
    assert [one.court for one in understood.courts] == ["European Court of Human Rights"]
    assert understood.years == ()


@pytest.mark.parametrize("question", ["\0", "'" * 1000, "a" * 10_000, "word " * 300, "ไม่มี เงิน 钱", "🙂 \u202e", "٢٠١٩"])
def test_any_text_is_read(question):
    recognise_question(question, "en")


@pytest.mark.parametrize(
    ("question", "slug", "told"),
    [
        ("hausangestellte verklagt diplomaten", "diplomatic-households", ["hausangestellte", "diplomaten"]),
        ("prisoners of forced labour", "forced-labour", ["forced labour"]),
        ("labour that was forced in quarries", "forced-labour", ["labour that was forced"]),
        ("child pickpocket arrested", "forced-theft", ["child", "pickpocket"]),
        ("child pickpocket", "forced-theft", ["child pickpocket"]),
        ('"child pickpocket" arrested', "forced-theft", ["child pickpocket"]),
    ],
    ids=["a word between", "a name", "small words between", "search words", "nothing else", "quoted"],
)
def test_words_are_read_together_where_a_text_has_to_have_them_all(question, slug, told):
    found = [
        one
        for one in recognise_question(question, "de" if "diplomaten" in question else "en").topics
        if one.topic == slug
    ]
    assert [question[slice(*one.span)] for one in found] == told
