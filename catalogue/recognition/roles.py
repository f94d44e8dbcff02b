"""What countries are in a story, as far as the words beside their names tell: origin, transit, or where it happened."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from .countries import CountryMention
from .cues import cues
from .reading import Token

Role = Literal["origin", "transit", "exploitation", ""]
_ROLES: tuple[tuple[str, Role], ...] = (("origin", "origin"), ("transit", "transit"), ("place", "exploitation"))
# In these languages an adjective right behind “in” is a language: “en français”, “în română”.
_SPOKEN_IN = frozenset({"fr", "es", "it", "pt", "ro"})
# How far from an adjective a word may stand that makes it a language.
_NEAR = 2


def is_language(mention: CountryMention, tokens: Sequence[Token], language: str) -> bool:
    """Whether an adjective means the language of a country here: “she spoke no English”."""
    if mention.name.kind in ("name", "inhabitant"):
        return False
    first, after = mention.positions
    if language in _SPOKEN_IN and first and tokens[first - 1].word in cues("place", language):
        return True
    spoken = cues("spoken", language)
    near = (*tokens[max(0, first - _NEAR) : first], *tokens[after : after + _NEAR])
    return any(token.word in spoken for token in near if token.sentence == tokens[first].sentence)


def roles_of(mentions: Sequence[CountryMention], tokens: Sequence[Token], language: str) -> dict[str, Role]:
    """Return the role of each country that is named, in the order in which they are named first."""
    votes: dict[str, Counter[Role]] = {}
    for mention in mentions:
        votes.setdefault(mention.name.code, Counter())[_role(mention, tokens, language)] += 1
    return {code: _most(counted) for code, counted in votes.items()}


def _most(votes: Counter[Role]) -> Role:
    told = Counter({role: number for role, number in votes.items() if role})
    best = told.most_common(2)
    if not best or (len(best) == 2 and best[0][1] == best[1][1]):
        return best[0][0] if best and best[0][0] == "origin" else ""
    return best[0][0]


def _role(mention: CountryMention, tokens: Sequence[Token], language: str) -> Role:
    first, after = mention.positions
    sentence = tokens[first].sentence
    if mention.name.kind != "name" and not _is_declined_name(mention, tokens, language):
        behind = tokens[after].word if after < len(tokens) else ""
        before = tokens[first - 1].word if first and tokens[first - 1].sentence == sentence else ""
        institutions = cues("institution", language)
        return "exploitation" if behind in institutions or before in institutions else "origin"
    return _told_before(first, tokens, language)


def _is_declined_name(mention: CountryMention, tokens: Sequence[Token], language: str) -> bool:
    """Whether a word that the table has for people is the country's name here: it stands behind a word of place."""
    return (
        mention.name.kind in ("people", "inhabitant")
        and bool(_told_before(mention.positions[0], tokens, language))
        and (tokens[mention.positions[0]].capital)
    )


def _told_before(first: int, tokens: Sequence[Token], language: str) -> Role:
    article = cues("article", language)
    at = first - 1
    if at > 0 and tokens[at].word in article:
        at -= 1
    if at < 0 or tokens[at].sentence != tokens[first].sentence:
        return ""
    return next((role for kind, role in _ROLES if tokens[at].word in cues(kind, language)), "")
