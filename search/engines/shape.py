"""The shape of an index: by which rules it was made. It is kept beside the index and compared with the rules of the running code."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from importlib.metadata import version
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent.parent
# What makes of an entry the document that every engine is told, and of that the words that every index has.
OF_WORDS = (
    "catalogue/facet*.py", "catalogue/words.py", "search/documents.py", "catalogue/analysis/*.py", "catalogue/data/*_words.tsv",
    "catalogue/recognition/c*_names.py", "catalogue/recognition/*_words.py", "catalogue/recognition/told.py",
    "catalogue/recognition/compounds.py",
    "search/engines/tokens.py", "accounts/countries.py",
)  # fmt: skip
# The libraries by which they are made: the stemmers, and the names of countries.
VERSIONS = (version("pystemmer"), version("babel"))


def digest_of(sources: Iterable[str], *more: str) -> str:
    """Return eight characters that change with the code of some modules and with some texts.

    Args:
        sources: patterns of files below the project's folder. A changed comment changes the digest too: an index that is made
            again for nothing costs less than one that is wrong.
        more: texts.
    """
    digest = hashlib.sha256()
    for path in sorted(path for pattern in sources for path in _ROOT.glob(pattern) if path.is_file()):
        digest.update(path.name.encode() + path.read_bytes())
    for text in more:
        digest.update(text.encode())
    return digest.hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Shape:
    """A digest of the rules, and the version of Casebook that made the index by them; blank where an index does not say.

    Before the first `_` of the digest is that of what the words look like.
    """

    digest: str = ""
    made_by: str = ""

    @property
    def words(self) -> str:
        """The digest of what the words look like."""
        return self.digest.partition("_")[0]


class Standing(Enum):
    """How an index stands to the running code."""

    IN_STEP = auto()
    MISSING = auto()
    # Made by other rules, of this version of Casebook or of an earlier one.
    OLDER = auto()
    # Made by a later version: this one was put back, or is about to be replaced.
    NEWER = auto()


@dataclass(frozen=True, slots=True)
class IndexState:
    """What an index says of its shape (None where there is none), and the shape that the running code would give it."""

    kept: Shape | None
    own: Shape

    @property
    def standing(self) -> Standing:
        """How the index stands to the code."""
        if self.kept is None:
            return Standing.MISSING
        if self.kept.digest == self.own.digest:
            return Standing.IN_STEP
        return Standing.NEWER if _numbers(self.kept.made_by) > _numbers(self.own.made_by) else Standing.OLDER

    @property
    def answers(self) -> bool:
        """Whether the index has words as a search asks for them: in one with others it would find nothing and not say so."""
        return self.kept is not None and self.kept.words == self.own.words

    @property
    def sentence(self) -> str:
        """What that means and what to do, for the log and the checks."""
        made_by = f"Casebook {self.kept.made_by}" if self.kept and self.kept.made_by else "an older Casebook"
        match self.standing:
            case Standing.IN_STEP:
                return "The search index is in step with this version."
            case Standing.MISSING:
                return "There is no search index; run `manage.py search_rebuild`, or `search_worker`, which makes one."
            case Standing.OLDER:
                until = (
                    "the old one answers, without what is changed meanwhile"
                    if self.answers
                    else "the catalogue answers"
                )
                return (
                    f"The search index was made by other rules than those of this version ({self.own.made_by}), by {made_by}."
                    f" Until `search_worker` has made it again {until}."
                )
            case Standing.NEWER:
                meanwhile = "It answers, without what is changed meanwhile" if self.answers else "The catalogue answers"
                return (
                    f"The search index was made by {made_by}, which is later than this version ({self.own.made_by}). {meanwhile}."
                    " Start the later version again, or run `manage.py search_rebuild --index-only` to stay with this one."
                )


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]
