"""The topics of a story by weight: what names them, how often, where, and how much such a mention has meant in other stories."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from pathlib import Path

from catalogue.vocabulary import Vocabulary

from .found import NAME
from .reading import Reading
from .topics import Mention

_FILE = Path(__file__).resolve().parent.parent / "data" / "topic_weights.tsv"
_SEARCH_WORD = 0.8
# Each further word of a name makes it surer.
_LONGER_NAME = 0.4
# A name that comes again counts a quarter; another name of the same topic nearly as much as the first.
_SAME_NAME, _OTHER_NAME = 0.25, 0.8
# Stories begin with what they are about.
_BEGINNING = 1.9
# A topic of which a narrower one is named as much is the less telling of the two.
_NARROWER_IS_NAMED, _AS_MUCH = 0.7, 0.5
# Stories say where somebody worked; what they are about is that she was exploited there.
_IMPLIED = {"sex-work": "exploitation-of-prostitution", "domestic-work": "domestic-servitude"}
_IMPLICATION = 0.8


def ranked(mentions: Iterable[Mention], reading: Reading, vocabulary: Vocabulary) -> list[str]:
    """Return the topics, the weightiest first."""
    named: dict[str, dict[tuple[str, ...], list[float]]] = defaultdict(lambda: defaultdict(list))
    for mention in mentions:
        named[mention.slug][mention.name].append(_weight(mention, reading))
    for slug, implied in _IMPLIED.items():
        if slug in named and implied in vocabulary.concepts:
            named[implied][slug,] = [_IMPLICATION * max(map(max, named[slug].values()))]
    weights = {slug: _evidence(names.values()) * _meaning(slug, vocabulary) for slug, names in named.items()}
    for slug in list(weights):
        for broader in vocabulary.ancestors(slug):
            if broader in weights and weights[slug] > weights[broader] * _AS_MUCH:
                weights[broader] *= _NARROWER_IS_NAMED
    return sorted(weights, key=lambda slug: (-weights[slug], slug))


def _weight(mention: Mention, reading: Reading) -> float:
    weight = NAME if mention.strength == NAME else _SEARCH_WORD
    weight *= 1 + _LONGER_NAME * (len(mention.positions) - 1)
    weight *= _BEGINNING if reading.tokens[mention.positions[0]].sentence == 0 else 1
    return float(weight / mention.shared_by**0.5)


def _evidence(names: Collection[Sequence[float]]) -> float:
    """Return the weight of all that names a topic: each thing counts less than the one before."""
    of_names = (_fading(weights, _SAME_NAME) for weights in names)
    return _fading(list(of_names), _OTHER_NAME)


def _fading(weights: Sequence[float], rate: float) -> float:
    return sum(weight * rate**rank for rank, weight in enumerate(sorted(weights, reverse=True)))


def _meaning(slug: str, vocabulary: Vocabulary) -> float:
    """Return the topic's own weight, or that of the nearest broader topic which has one."""
    weights = topic_weights()
    return next((weights[one] for one in (slug, *reversed(vocabulary.ancestors(slug))) if one in weights), 1.0)


@cache
def topic_weights() -> dict[str, float]:
    """Return the weights of the table: how much more often than on average a mention means that a story is of the topic."""
    lines = (line for line in _FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return {slug: float(weight) for slug, weight in (line.split("\t") for line in lines)}
