"""The same words asked for less strictly: what is tried for somebody whose search found nothing."""

from catalogue.words import normalise

from .parse import OPERATORS, PART, QUOTES


def loosened(text: str, *, phrases: bool = False, left_out: bool = False, every_word: bool = False) -> str:
    """Return a search with less in it that narrows.

    Args:
        text: as it was typed.
        phrases: whether quotation marks go, so that their words may stand anywhere.
        left_out: whether `-word` and `NOT word` go.
        every_word: whether AND goes.
    """
    kept: list[str] = []
    left_out_next = False
    for part in PART.finditer(normalise(text).translate(QUOTES)):
        operator = part["word"] if part["word"] in OPERATORS and not part["minus"] else ""
        is_left_out = left_out and not operator and (left_out_next or bool(part["minus"]))
        left_out_next = operator == "NOT"
        if is_left_out or (operator == "NOT" and left_out) or (operator == "AND" and every_word):
            continue
        kept.append(part["phrase"] if phrases and part["phrase"] is not None and not part["minus"] else part.group())
    return " ".join(" ".join(kept).split())
