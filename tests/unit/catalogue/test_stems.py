"""Forms of a word that people search with have one stem, in the languages that Snowball lacks."""

import pytest

from catalogue.analysis.stems import stem_tokens

FORMS = {
    "bg": (
        "полиция полицията", "пенсия пенсията пенсии пенсиите", "къща къщата къщи къщите", "град градът града градове градовете",
        "дете детето", "паспорт паспортът паспорта паспорти паспортите", "съд съдът съда", "момиче момичето момичета момичетата",
        "работник работникът работника работници работниците", "заключен заключена заключено заключени заключените заключената",
        "сексуален сексуални сексуална сексуалните сексуалния", "болница болницата болници", "магазин магазини магазинът магазините",
        "българин българи българинът", "нощ нощта нощи", "любов любовта", "министър министри министърът", "възраст възрастта",
        "обезщетение обезщетението обезщетения обезщетенията", "трафик трафикът трафика", "гъба гъби гъбите",
    ),
    "uk": (
        "поліція поліції поліцію поліцією поліцій", "паспорт паспорта паспорту паспорти паспортів", "робота роботи роботу роботою",
        "документ документи документів документами", "зарплата зарплати зарплату зарплатою", "адвокат адвокати адвокатів",
        "замкнений замкнена замкнені замкнули", "працював працювала працювати працює працюють", "свідок свідки свідків",
        "українець українці українців", "продана продали продав продано", "рішення рішенням", "експлуатація експлуатації експлуатацією",
    ),
    "mk": ("жена жената жени жените", "пасош пасошот пасошите"),
    "sq": ("punë punën", "vajza vajzat"),
}  # fmt: skip
OTHERS = (
    ("bg", "син", "синина"), ("bg", "роден", "роднина"), ("bg", "рига", "риза"), ("bg", "съд", "съсед"),
    ("uk", "бар", "баран"), ("uk", "робота", "рік"), ("uk", "суд", "судно"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("language", "forms"), [(language, forms) for language, all_of in FORMS.items() for forms in all_of]
)
def test_forms_of_a_word_have_one_stem(language, forms):
    assert len(set(stem_tokens(forms.split(), language))) == 1


@pytest.mark.parametrize(("language", "one", "other"), OTHERS)
def test_other_words_have_another(language, one, other):
    assert stem_tokens([one], language) != stem_tokens([other], language)


@pytest.mark.parametrize("word", ["из", "ден", "ината", "нощ", "ок", "я"])
def test_something_is_left_of_each_word(word):
    (bulgarian,), (ukrainian,) = stem_tokens([word], "bg"), stem_tokens([word], "uk")
    assert len(bulgarian) - 2 >= min(3, len(word)) and len(ukrainian) - 2 >= min(3, len(word))
