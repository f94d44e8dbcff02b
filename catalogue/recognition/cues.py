"""Words of a story that tell what others mean: where a country's name says origin, and where an adjective is a language."""

from functools import cache
from pathlib import Path

_FILE = Path(__file__).resolve().parent.parent / "data" / "story_cues.tsv"


class Cues:
    """The cues of a kind in a language."""

    def __init__(self, words: str) -> None:
        listed = [word.strip() for word in words.split(",") if word.strip()]
        self._whole = frozenset(word for word in listed if not word.endswith("*"))
        self._begun = tuple(word[:-1] for word in listed if word.endswith("*"))

    def __contains__(self, word: str) -> bool:
        return word in self._whole or word.startswith(self._begun)


@cache
def cues(kind: str, language: str) -> Cues:
    """Return the cues of a kind in a language; none where the table has none."""
    return Cues(_table().get((kind, language), ""))


@cache
def _table() -> dict[tuple[str, str], str]:
    lines = (line for line in _FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return {(kind, language): words for kind, language, words in (line.split("\t") for line in lines)}
