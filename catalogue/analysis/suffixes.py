"""Light stemming for languages that Snowball lacks: known endings come off, if enough of the word stays.

The endings are the regular noun, adjective and verb endings of school grammars (articles of Bulgarian, Macedonian and
Albanian, cases of Ukrainian and Belarusian), the approach of P. Nakov's and J. Savoy's light stemmers. It joins the forms of a word
that people search with; it does not try to find the root.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

# So many letters stay; before the ending of an adjective or a verb, which may be part of the root, one more.
KEEP, KEEP_BEFORE_SECOND = 3, 4


def _longest_first(endings: str) -> tuple[str, ...]:
    """Return endings, those of one length in an order that is the same in every process: an index is known by it."""
    return tuple(sorted(set(endings.split()), key=lambda ending: (-len(ending), ending)))


@dataclass(frozen=True, slots=True)
class Endings:
    """What comes off a word: its longest ending, then one of some others.

    `before` and `after` these the last letters change as they say.
    """

    first: tuple[str, ...]
    then: tuple[str, ...] = ()
    before: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)


SUFFIXES = {
    # Number and gender with their articles, then what makes adjectives and participles. Articles of nouns that end in a consonant:
    # нощта, любовта; “паспорта” has a т of its own. The last consonant changes before и: работник, работници.
    "bg": Endings(
        _longest_first(
            "иите ията ието овете евете етата ищата ищете ият ите ата ята ото ето ета ове еве ища ище ия ие ии ът ят а я о е и у ю"
        ),
        _longest_first("ин ен ян ан н"),
        {"щта": "щ", "тта": "т", "вта": "в"},
        {"ър": "р", "ц": "к"},
    ),
    "mk": Endings(
        _longest_first("овите евите ата ето ите ото иот ава ова ево ена ени ана ани от та то те ов ев а о е и у")
    ),
    # Cases, then what makes verbs, participles and the nouns of verbs. The vowel goes before an ending: свідок, свідки.
    "uk": Endings(
        _longest_first(
            "ями ами ові еві єві ого ому ими ьми ією ія ії ію ої ою ею єю ій ий их им ів їв ей ах ях ам ям ем єм ом "
            "ують юють ує ює ить ать ять уть ють а я о е є и і ї у ю ь й"
        ),
        _longest_first(
            "уванн юванн ованн анн янн енн інн уват юват ат ят ит іт ут ував ював ав яв ив ув увал ювал ал ял ил іл ул ован ан ян ен"
        ),
        after={"ок": "к", "ец": "ц"},
    ),
    "be": Endings(
        _longest_first(
            "аванне яванне анне енне ямі амі ого ага яга аму яму ымі імі ай яй ой ый ій ых іх ым ім аў яў оў ах ях ам ям ем ом "
            "ць ла ло лі а я о е ё ы і у ю ь й"
        )
    ),
    "sq": Endings(
        _longest_first(
            "ëve ave eve ive uve ësh ash esh ish ush ëse ave ore ën in un at et it ut së ja ve je te ta ës ë e a i u"
        )
    ),
}


def strip_suffix(word: str, language: str) -> str:
    """Return the word without its known endings, keeping at least three letters."""
    endings = SUFFIXES[language]
    word = _without(_changed(word, endings.before), endings.first, KEEP)
    return _changed(_without(word, endings.then, KEEP_BEFORE_SECOND), endings.after)


def _without(word: str, endings: tuple[str, ...], keep: int) -> str:
    """Return a word without the first of some endings that it has, if so many letters stay."""
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= keep:
            return word[: -len(ending)]
    return word


def _changed(word: str, changes: Mapping[str, str]) -> str:
    """Return a word with its last letters changed, if enough of it stays."""
    for last, other in changes.items():
        if word.endswith(last) and len(word) - len(last) + len(other) >= KEEP:
            return word[: -len(last)] + other
    return word
