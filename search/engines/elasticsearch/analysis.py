"""How Elasticsearch cuts, stems and folds texts: one analyzer for each language, and one that keeps words as they are.

Stop words and stemmers come first and folding after them: both need the accents, the comparison does not. The words of a
query have been cut by `catalogue.words`, so what joins words in the standard tokenizer (the dot of "U.S.", the colon of
an ECLI) parts them here as well.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from elasticsearch.dsl import analyzer, char_filter, token_filter
from elasticsearch.dsl.utils import DslBase

from catalogue.analysis.suffixes import KEEP, KEEP_BEFORE_SECOND, SUFFIXES
from catalogue.words import fold

from . import letters

OTHER = "other"
EXACT = "casebook_exact"


@dataclass(frozen=True, slots=True)
class Language:
    """An analyzer: Elasticsearch's stop words and stemmer, and what its script needs before them."""

    stops: str = ""
    stemmer: str = ""
    before: tuple[str, ...] = ()
    lowercase: str = ""
    tokenizer: str = "standard"


LANGUAGES = {
    "ar": Language("arabic", "arabic", ("decimal_digit", "arabic_normalization")),
    "bg": Language("bulgarian", "bulgarian"),
    "cjk": Language("cjk", before=("cjk_width",)),
    "cs": Language("czech", "czech"),
    "da": Language("danish", "danish"),
    "de": Language("german", "german"),
    "el": Language("greek", "greek", lowercase="greek"),
    "en": Language("english", "porter2"),
    "es": Language("spanish", "spanish"),
    "et": Language("estonian", "estonian"),
    "fa": Language("persian", before=("decimal_digit", "arabic_normalization", "persian_normalization")),
    "fi": Language("finnish", "finnish"),
    "fr": Language("french", "french"),
    "ga": Language("irish", "irish", lowercase="irish"),
    "hi": Language("hindi", "hindi", ("decimal_digit", "indic_normalization", "hindi_normalization")),
    "hu": Language("hungarian", "hungarian"),
    "hy": Language("armenian", "armenian"),
    "id": Language("indonesian", "indonesian"),
    "it": Language("italian", "italian"),
    "lt": Language("lithuanian", "lithuanian"),
    "lv": Language("latvian", "latvian"),
    "nl": Language("dutch", "dutch"),
    "no": Language("norwegian", "norwegian"),
    "pt": Language("portuguese", "portuguese"),
    "ro": Language("romanian", "romanian"),
    "ru": Language("russian", "russian"),
    "sr": Language("serbian", "serbian"),
    "sv": Language("swedish", "swedish"),
    "th": Language("thai", before=("decimal_digit",), tokenizer="thai"),
    "tr": Language("turkish", "turkish", lowercase="turkish"),
}
# Serbian's stemmer serves its neighbours; Chinese, Japanese and Korean are cut into pairs of signs alike.
_SHARED = {"bs": "sr", "hr": "sr", "zh": "cjk", "ja": "cjk", "ko": "cjk"}
# These need an official plugin of the server, of which the engine asks for this filter or analyzer.
PLUGIN_PARTS = {"pl": ("filter", "polish_stem"), "uk": ("analyzer", "ukrainian")}
# The endings of the embedded engine serve where Elasticsearch has no stemmer: Macedonian, Belarusian, Albanian.
BY_ENDING = tuple(code for code in SUFFIXES if code not in LANGUAGES)
FIELDS = tuple(sorted({*LANGUAGES, *PLUGIN_PARTS, *BY_ENDING, OTHER}))

# What the standard tokenizer takes for a part of a word, and `cut` does not.
_JOINERS = ".:·․‧…'’‘‛＇,;＿_‿⁀⁔״׳"


def field_of(language: str) -> str:
    """Return the language in whose fields a text is indexed: its own, a neighbour's with the same rules, or "other"."""
    language = _SHARED.get(language, language)
    return language if language in FIELDS else OTHER


def _written(text: str) -> str:
    return "".join(f"\\u{ord(sign):04x}" for sign in text)


def _parting() -> list[str]:
    return [f"{_written(sign)} => {_written(' ')}" for sign in _JOINERS]


def _folding() -> list[str]:
    """Return rules that fold Greek, Cyrillic, Hebrew and Arabic letters as `fold` does; Latin has a filter of its own."""
    rules = []
    for code in range(0x370, 0x700):
        sign = chr(code)
        if sign not in _JOINERS and (folded := fold(sign)) != sign.lower():
            rules.append(f"{_written(sign)} => {_written(folded)}")
    return rules


def analyzers(has: Callable[[str, str], bool]) -> dict[str, DslBase]:
    """Return the analyzer of each language of `FIELDS`, the one that keeps words as they are, and that of their letters.

    Args:
        has: whether the server has a part of a plugin: ("filter" or "analyzer", its name).
    """
    parting = char_filter("casebook_parting", "mapping", mappings=_parting())
    # Snowball's Russian stemmer wants it so.
    yo = char_filter("casebook_yo", "mapping", mappings=["ё => е", "Ё => Е"])
    exact = char_filter("casebook_folding", "mapping", mappings=[*_parting(), *_folding()])
    made = {EXACT: analyzer(EXACT, tokenizer="standard", char_filter=[exact], filter=["lowercase", "asciifolding"])}
    made[OTHER] = made[EXACT]
    written = [f"{_written(sign)} => {_written(latin)}" for sign, latin in letters.rules()]
    made[letters.ANALYZER] = letters.letters_analyzer(
        char_filter("casebook_latin", "mapping", mappings=[*_parting(), *written])
    )
    for code, language in LANGUAGES.items():
        filters = [_lowercase(code, language), *language.before]
        if language.stops:
            filters.append(token_filter(f"casebook_stop_{code}", "stop", stopwords=f"_{language.stops}_"))
        if language.stemmer:
            filters.append(token_filter(f"casebook_stem_{code}", "stemmer", language=language.stemmer))
        filters += ["cjk_bigram"] if code == "cjk" else ["asciifolding"]
        signs = [parting, yo] if code == "ru" else [parting]
        made[code] = analyzer(f"casebook_{code}", tokenizer=language.tokenizer, char_filter=signs, filter=filters)
    for code in BY_ENDING:
        made[code] = _by_ending(code, parting)
    if has(*PLUGIN_PARTS["pl"]):
        filters = ["lowercase", "polish_stem", "asciifolding"]
        made["pl"] = analyzer("casebook_pl", tokenizer="standard", char_filter=[parting], filter=filters)
    else:
        made["pl"] = made[EXACT]
    if has(*PLUGIN_PARTS["uk"]):
        made["uk"] = analyzer("ukrainian")
    return made


def _lowercase(code: str, language: Language) -> object:
    if not language.lowercase:
        return "lowercase"
    return token_filter(f"casebook_lowercase_{code}", "lowercase", language=language.lowercase)


def _by_ending(code: str, parting: object) -> DslBase:
    """Return the analyzer that takes endings off as `strip_suffix` does."""
    steps = [
        token_filter(f"casebook_stem_{code}_{number}", "pattern_replace", pattern=pattern, replacement=replacement)
        for number, (pattern, replacement) in enumerate(ending_patterns(code))
    ]
    return analyzer(
        f"casebook_{code}", tokenizer="standard", char_filter=[parting], filter=["lowercase", *steps, "asciifolding"]
    )


def ending_patterns(code: str) -> Iterator[tuple[str, str]]:
    """Yield the patterns that take endings off words of a language, with what is put in their place."""
    rules = SUFFIXES[code]
    # The shortest beginning leaves the longest ending.
    for keep, endings in ((KEEP, rules.first), (KEEP_BEFORE_SECOND, rules.then)):
        if endings:
            yield rf"^(.{{{keep},}}?)(?:{'|'.join(endings)})$", "$1"
    for last, other in rules.after.items():
        yield rf"^(.{{{KEEP - len(other)},}}){last}$", f"$1{other}"
