"""Light stemming for languages that Snowball lacks: the longest known ending comes off, if enough of the word stays.

The endings are the regular noun, adjective and verb endings of school grammars (articles of Bulgarian, Macedonian and
Albanian, cases of Ukrainian and Belarusian), the approach of J. Savoy's light stemmers. It joins the forms of a word
that people search with; it does not try to find the root.
"""

_ENDINGS = {
    "bg": "ата ята ето ият ите ото ове еве ища ище овете ищата та то те ят ът ия ен на но ни а я о е и ъ у ю",
    "mk": "овите евите ата ето ите ото иот ава ова ево ена ени ана ани от та то те ов ев а о е и у",
    "uk": "ування ювання ування ання ення іння ями ами ові еві ого ому ими ією ією ої ою ею єю ій ий их им ів їв ах ях ам ям ем єм ом "
    "ти ть ла ло ли в а я о е є и і ї у ю ь й",
    "be": "аванне яванне анне енне ямі амі ого ага яга аму яму ымі імі ай яй ой ый ій ых іх ым ім аў яў оў ах ях ам ям ем ом "
    "ць ла ло лі а я о е ё ы і у ю ь й",
    "sq": "ëve ave eve ive uve ësh ash esh ish ush ëse ave ore ën in un at et it ut së ja ve je te ta ës ë e a i u",
}
# The longest first, and those of one length in an order that is the same in every process: an index is known by it.
SUFFIXES = {
    code: tuple(sorted(set(endings.split()), key=lambda ending: (-len(ending), ending)))
    for code, endings in _ENDINGS.items()
}
_KEEP = 3


def strip_suffix(word: str, language: str) -> str:
    """Return the word without its longest known ending, keeping at least three letters."""
    for ending in SUFFIXES[language]:
        if word.endswith(ending) and len(word) - len(ending) >= _KEEP:
            return word[: -len(ending)]
    return word
