"""The search words that are shipped: enough of them, in the script of their language, and leading somewhere."""

import re
from collections import defaultdict

import pytest

from cases.vocabulary.loading import FOLDER, read_concepts

LANGUAGES = ("en", "fr", "de", "nl", "es", "ro", "pl", "uk", "ru", "bg")
CYRILLIC = {"uk", "ru", "bg"}
LONGEST = 40
FEWEST, CONCEPTS, CONCEPTS_OF_A_WORD = 8, 150, 2
# Brands, abbreviations and “au pair” are written in Latin letters everywhere.
LATIN_EVERYWHERE = {
    "onlyfans", "facebook", "instagram", "tiktok", "telegram", "whatsapp", "snapchat", "tinder", "uber", "deliveroo",
    "gps", "dna", "hiv", "fgm", "a1", "bolt", "glovo", "wolt", "viber", "vk", "au", "pair",
}  # fmt: skip
LETTERS = {True: re.compile(r"[Ѐ-ӿ]"), False: re.compile(r"[a-zà-ɏ]", re.IGNORECASE)}


@pytest.fixture(scope="module")
def concepts():
    return {concept.slug: concept for concept in read_concepts()}


def test_every_language_has_a_file():
    assert {path.stem for path in (FOLDER / "search-words").glob("*.tsv")} == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_enough_concepts_have_enough_words(concepts, language):
    counts = {slug: len(one.hidden[language]) for slug, one in concepts.items() if language in one.hidden}
    assert len(counts) >= CONCEPTS
    assert not [slug for slug, count in counts.items() if count < FEWEST]


def test_a_concept_has_words_in_all_languages_or_in_none(concepts):
    assert not [slug for slug, one in concepts.items() if one.hidden and set(one.hidden) != set(LANGUAGES)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_short_in_their_script_and_lead_to_few_concepts(concepts, language):
    leads: dict[str, list[str]] = defaultdict(list)
    for slug, one in concepts.items():
        for word in one.hidden.get(language, ()):
            leads[word.casefold()].append(slug)
    assert not [word for word in leads if len(word) > LONGEST or len(word) < 2]
    assert not {word: slugs for word, slugs in leads.items() if len(slugs) > CONCEPTS_OF_A_WORD}
    foreign = LETTERS[language not in CYRILLIC]
    assert not [
        word for word in leads for part in word.split() if foreign.search(part) and part not in LATIN_EVERYWHERE
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_the_preferred_name_of_another_concept(concepts, language):
    names = {one.labels.get(language, "").casefold(): slug for slug, one in concepts.items()}
    taken = [
        (word, slug, names[word.casefold()])
        for slug, one in concepts.items()
        for word in one.hidden.get(language, ())
        if names.get(word.casefold(), slug) != slug
    ]
    assert not taken
