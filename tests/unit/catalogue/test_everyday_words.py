"""Everyday words are known in ten languages, in any inflection that the stemmer of the language knows."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

import pytest

from catalogue.analysis.stems import stem_tokens
from catalogue.recognition.country_names import meaning_of_country
from catalogue.recognition.everyday_words import (
    _keys,
    _table,
    is_written_together,
    languages_of_table,
    meanings_of,
    telling,
)
from catalogue.recognition.told import meanings_told

FILE = Path(settings.BASE_DIR) / "catalogue" / "data" / "everyday_words.tsv"
LINES = [line for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
WORD = re.compile(r"[^\W\d_A-Z]+")


def words(word: str, language: str, of: str) -> set[str]:
    """Return the words of a language that mean the same."""
    return {found for meaning in meanings_of(word, [language]) for found in meaning.within(of)}


def test_there_are_ten_languages():
    assert languages_of_table() == ("en", "bg", "de", "es", "fr", "nl", "pl", "ro", "ru", "uk")


@pytest.mark.parametrize(
    ("word", "language", "of", "other"),
    [
        ("chłopca", "pl", "en", "boy"),
        ("хлопцями", "uk", "de", "junge"),
        ("church", "en", "fr", "église"),
        ("erdbeeren", "de", "es", "fresa"),
        ("zwanzig", "de", "en", "twenty"),
        ("ключове", "bg", "nl", "sleutel"),
        ("furat", "ro", "en", "steal"),
        ("судья", "ru", "en", "judge"),
    ],
)
def test_a_word_is_known_in_other_languages(word: str, language: str, of: str, other: str):
    assert other in words(word, language, of)


def test_a_word_that_is_not_there_means_nothing_else():
    assert meanings_of("quagga", languages_of_table()) == ()


@pytest.mark.parametrize(
    ("word", "languages", "other"),
    [
        ("strawbery", ["en"], "erdbeere"),
        ("strawberrys", ["pl", "en"], "erdbeere"),
        ("стройплощатка", ["ru"], "baustelle"),
        ("strawbery", ["xx", "en"], "erdbeere"),
    ],
)
def test_a_word_with_a_slip_in_a_long_stem_means_what_it_was_meant_to_be(word: str, languages: list[str], other: str):
    assert other in {found for meaning in meanings_of(word, languages) for found in meaning.within("de")}


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("trawberry", "en"),
        ("strwbery", "en"),
        ("churhc", "en"),
        ("hannover", "en"),
        ("alicante", "es"),
        ("manchester", "de"),
    ],
    ids=["first letter", "two slips", "short word", "short stem", "short Spanish stem", "short German stem"],
)
def test_other_words_that_look_alike_mean_nothing(word: str, language: str):
    assert meanings_of(word, [language]) == ()


@pytest.mark.parametrize(
    ("word", "language", "meant"),
    [
        ("kellerfenster", "de", {"cellar", "window"}),
        ("hochzeitskleid", "de", {"wedding", "dress"}),
        ("schulkleid", "de", {"school", "dress"}),
        ("slaapkamer", "nl", {"bedroom"}),
        ("gevangenisbewaarders", "nl", {"prison"}),
        ("kindeskleid", "de", {"child", "dress"}),
        ("küchenfenster", "de", {"kitchen", "window"}),
        ("kinderkleid", "de", {"child", "dress"}),
        ("bettenfenster", "de", {"bed", "window"}),
        ("hundefenster", "de", {"dog", "window"}),
        ("kleiderfenster", "de", {"dress", "window"}),
        ("putzfenster", "de", {"cleaner", "window"}),
    ],
)
def test_a_word_that_is_written_together_means_what_its_parts_do(word: str, language: str, meant: set[str]):
    found = {one for meaning in meanings_of(word, [language]) for one in meaning.within("en")}
    assert meant <= found


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("cellarwindow", "en"),
        ("xkellerx", "de"),
        ("kellerx", "de"),
        ("xyzwqkeller", "de"),
        ("gerechtelijk", "nl"),
        ("gerechtelijke", "nl"),
        ("bettxyzw", "de"),
    ],
    ids=["not written so", "in the middle", "too short beside it", "the last alone", "lijk", "lijke", "short"],
)
def test_what_only_looks_like_parts_means_nothing(word: str, language: str):
    assert not is_written_together(word, language)
    assert {"cellar", "corpse", "bed"}.isdisjoint(
        one for found in meanings_of(word, [language]) for one in found.within("en")
    )


def test_a_text_tells_what_the_parts_of_its_words_mean():
    assert set(told("ein kellerfenster", "de")) == {meaning.key for meaning in meanings_of("kellerfenster", ["de"])}


def test_a_word_of_a_text_means_what_it_is_written_as_and_not_what_has_its_stem():
    assert stem_tokens(["küche"], "de") == stem_tokens(["kuchen"], "de")
    assert told("küche", "de") and not set(told("küche", "de")) & set(told("kuchen", "de"))


def test_a_slip_of_another_language_means_nothing():
    assert meanings_of("strawbery", ["pl"]) == ()


def test_a_word_is_looked_up_in_the_languages_that_it_may_be_of():
    assert words("gift", "de", "en") != words("gift", "en", "en")


def test_each_meaning_has_a_key_of_its_own_that_no_other_line_changes(monkeypatch):
    keys = _keys()
    assert len(set(keys)) == len(keys) == len(LINES) - 1
    languages, lines = _table()
    monkeypatch.setattr("catalogue.recognition.everyday_words._table", lambda: (languages, lines[1:]))
    assert _keys.__wrapped__() == keys[1:]


def test_each_line_of_the_table_is_whole():
    faults = [fault for line in LINES[1:] for fault in faults_of(line.split("\t"))]
    assert faults == []


def faults_of(cells: list[str]) -> Iterator[str]:
    """Yield what is wrong with a line."""
    name = cells[0].partition(",")[0]
    if len(cells) != len(languages_of_table()) or sum(map(bool, cells)) < 8:
        yield f"{name}: a line has ten cells, and at most two of them are empty"
    for cell in filter(None, cells):
        words = cell.split(", ")
        if len(words) != len(set(words)):
            yield f"{name}: a word is there twice in “{cell}”"
        yield from (
            f"{name}: “{word}” is no single word in small letters" for word in words if not WORD.fullmatch(word)
        )


@pytest.mark.parametrize(
    ("code", "language", "words"),
    [
        ("TG", "en", ("togo", "togolese")),
        ("TG", "ru", ()),
        ("TD", "en", ()),
        ("GE", "en", ("georgian",)),
        ("MM", "en", ("myanmar",)),
        ("DK", "en", ("denmark", "danish")),
    ],
)
def test_a_country_is_told_by_words_that_mean_nothing_else(code: str, language: str, words: tuple[str, ...]):
    found = meaning_of_country(code).within(language)
    assert found[: len(words)] == words
    assert bool(found) == bool(words)
    assert not {"того", "chad", "georgia", "dane"} & set(found)


def test_words_that_texts_are_full_of_are_left_out():
    assert telling(["uña", "nagel"], "es") == ("nagel",)


def told(text: str, language: str) -> list[str]:
    words = text.split()
    return [key for keys in meanings_told(words, stem_tokens(words, language), language) for key in keys]


@pytest.mark.parametrize(
    ("text", "language", "word", "of"),
    [
        ("three boys slept", "en", "chłopiec", "pl"),
        ("dwaj chłopcy spali", "pl", "boy", "en"),
        ("hatte zwei jungen", "de", "boy", "en"),
    ],
)
def test_a_text_tells_what_its_words_mean_in_any_inflection(text: str, language: str, word: str, of: str):
    wanted = {meaning.key for meaning in meanings_of(word, [of])}
    assert wanted and wanted <= set(told(text, language))


def test_each_time_that_a_word_stands_there_it_is_told():
    (boy,) = [meaning.key for meaning in meanings_of("boy", ["en"])]
    assert told("boy and boys", "en").count(boy) == 2


@pytest.mark.parametrize(("text", "language"), [("togolese girls", "en"), ("togolaise", "fr"), ("togo", "nl")])
def test_a_text_tells_of_countries_by_the_words_for_them(text: str, language: str):
    assert "TG" in told(text, language)


@pytest.mark.parametrize(("text", "language"), [("una", "es"), ("boy togolese", "sv"), ("boy", "de"), ("", "en")])
def test_small_words_and_other_languages_tell_nothing(text: str, language: str):
    assert "TG" not in told(text, language)
    assert not {meaning.key for meaning in meanings_of("boy", ["en"])} & set(told(text, language))
    assert not {meaning.key for meaning in meanings_of("nagel", ["de"])} & set(told(text, language))
