"""Words that carry no meaning in a search of single words. In a "phrase" they count like any other word."""

from catalogue.words import folded

_WORDS = {
    "en": "a an and are as at be by for from had has have in into is it its of on or s that the their they this to was were which who with",
    "fr": "à au aux avec ce ces cette d dans de des du elle en est et ils l la le les leur mais ne ou par pas pour qu que qui sa se "
    "ses son sont sur un une y",
    "nl": "aan als bij dat de der die dit door een en er het hij hun ik in is met naar niet of om ook op te tot uit van voor was "
    "wat wordt ze zij zijn",
    "de": "als am an auch auf aus bei das dass dem den der des die durch ein eine einem einen einer er es für hat im in ist mit nach "
    "nicht oder sich sie sind und von vor war werden wird zu zum zur",
    "es": "a al con de del el en es la las lo los no o para por que se son su sus un una y",
    "ar": "في من على إلى عن أن إن مع هذا هذه التي الذي أو و ما لا كان كانت",
}
STOP_WORDS = {language: frozenset(folded(words)) for language, words in _WORDS.items()}


def stop_words(language: str) -> frozenset[str]:
    """Return the folded stop words of the reader's language; English ones are always among them."""
    return STOP_WORDS["en"] | STOP_WORDS.get(language, frozenset())
