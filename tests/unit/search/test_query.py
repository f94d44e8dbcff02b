"""The query language: what people type, and what it means."""

import pytest

from catalogue.analysis.stems import stem_tokens
from catalogue.words import cut, fold
from search.query.language import AnyOf, Phrase, Sequence, Word
from search.query.marking import Marker
from search.query.parse import MAX_CLAUSES, parse, without_stop_words


@pytest.mark.parametrize(
    ("text", "required", "excluded"),
    [
        ("forced labour", (Word("forced"), Word("labour")), ()),
        ('"forced labour"', (Phrase(("forced", "labour")),), ()),
        ("„forced labour“", (Phrase(("forced", "labour")),), ()),
        ("farm -debt", (Word("farm"),), (Word("debt"),)),
        ('farm -"by debt"', (Word("farm"),), (Phrase(("by", "debt")),)),
        ("a OR b", (AnyOf((Word("a"), Word("b"))),), ()),
        ("a OR b OR c", (AnyOf((Word("a"), Word("b"), Word("c"))),), ()),
        ("a OR b OR a", (AnyOf((Word("a"), Word("b"))),), ()),
        ("a OR a b", (AnyOf((Word("a"),)), Word("b")), ()),
        ("non-punishment", (Sequence(("non", "punishment")),), ()),
        ("25965/04", (Sequence(("25965", "04")),), ()),
        ("l'exploitation", (Word("exploitation"),), ()),
        ('"unfinished', (Word("unfinished"),), ()),
        ("- OR \" ''", (), ()),
        ("a\0b", (Word("a"), Word("b")), ()),
    ],
)
def test_a_text_is_read(text, required, excluded):
    query = parse(text)
    assert (query.required, query.excluded) == (required, excluded)


def test_a_long_query_is_shortened_and_says_so():
    query = parse(" ".join(f"word{number}" for number in range(500)))
    assert len(query.required) == MAX_CLAUSES
    assert query.shortened


def test_stop_words_are_dropped_unless_nothing_else_is_there():
    assert without_stop_words(parse("the law of slavery"), {"en"}, "en").required == (Word("law"), Word("slavery"))
    assert without_stop_words(parse("la loi of slavery"), {"fr"}, "en").required == (Word("loi"), Word("slavery"))
    assert without_stop_words(parse("to be"), {"en"}, "en").required == (Word("to"), Word("be"))
    assert without_stop_words(parse('"the law"'), {"en"}, "en").required == (Phrase(("the", "law")),)


@pytest.mark.parametrize(
    ("language", "text", "kept"),
    [
        ("de", "warum durften die Kinder das", "Kinder"),
        ("en", "why could she always be there with a boy", "boy"),
        ("pl", "dlaczego ktoś może tam szkoła", "szkoła"),
        ("ru", "почему потому можно школа", "школа"),
        # Where nothing else is asked for, only what is small anyway goes.
        ("en", "why are they always", "why always"),
        ("en", "could", "could"),
    ],
)
def test_what_people_ask_with_says_nothing(language, text, kept):
    asked = without_stop_words(parse(text), {language}, "en").required
    assert " ".join(clause.text for clause in asked) == kept.casefold()


def test_what_is_left_of_a_question_is_one_of_several_words():
    assert without_stop_words(parse("what may be the law"), {"en"}, "en").is_question
    assert not without_stop_words(parse("the law"), {"en"}, "en").is_question


def test_where_a_question_may_be_of_several_languages_what_is_small_in_each_goes():
    words = parse("казашки на складе в москве")
    kept = (Word("казашки"), Word("складе"), Word("москве"))
    assert without_stop_words(words, {"ru", "bg", "uk"}, "nl").required == kept
    assert without_stop_words(parse("die law"), {"de", "en"}, "fr").required == (Word("die"), Word("law"))
    # More languages than three tell nothing.
    assert without_stop_words(parse("den bosch"), {"da", "de", "no", "sv"}, "en").required == (
        Word("den"),
        Word("bosch"),
    )
    # Where nothing tells, the small words of the page's language go.
    assert without_stop_words(parse("die law"), set(), "de").required == (Word("law"),)
    assert without_stop_words(parse("die law"), {"fr", "en"}, "de").required == (Word("law"),)


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("Éléphant", "elephant"),
        ("Łódź", "lodz"),
        ("straße", "strasse"),
        ("ЁЛКА", "елка"),
        ("İstanbul", "istanbul"),
        ("\ufe70abc", "abc"),
    ],
)
def test_words_are_folded(word, plain):
    assert fold(word) == plain


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "exploited", "exploitation"), ("nl", "slachtoffers", "slachtoffer"), ("fr", "victimes", "victime"),
        ("bg", "жертвата", "жертва"), ("uk", "жертвам", "жертва"), ("mk", "жртвата", "жртва"), ("sq", "viktimat", "viktima"),
        ("pl", "ofiarami", "ofiara"), ("cs", "oběti", "oběť"), ("sr", "žrtvama", "žrtva"),
    ],
)  # fmt: skip
def test_forms_of_a_word_meet_in_its_stem(language, one, other):
    assert stem_tokens(cut(one), language) == stem_tokens(cut(other), language)


def test_stems_of_two_languages_never_meet():
    assert stem_tokens(["die"], "de") != stem_tokens(["die"], "en")


def test_a_passage_shows_most_different_words():
    text = "debt " * 30 + "x " * 200 + "the debt and the passport together " + "y " * 200
    pieces, distinct = Marker(parse("debt passport").required).passage(text, "en", 120)
    assert distinct == 2
    assert [piece for piece, hit in pieces if hit] == ["debt", "passport"]
