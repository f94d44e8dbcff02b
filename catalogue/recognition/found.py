"""What is recognised in a text. A span is the first and the last place, in the text as `catalogue.words.normalise` gives it."""

import re
from dataclasses import dataclass

Span = tuple[int, int]

# Where the paragraphs of an article begin.
_PARAGRAPHS = re.compile(r"[(§]")
# A name of a topic, and a word that people search it with.
NAME, SEARCH_WORD = 1.0, 0.5


@dataclass(frozen=True, slots=True)
class TopicFound:
    """That words name a topic (its slug); `strength` is 1 for a name and 0.5 for a search word."""

    topic: str
    span: Span
    strength: float
    # A word of the name is written with a slip.
    has_slip: bool = False


@dataclass(frozen=True, slots=True)
class CountryFound:
    """That words name a country (ISO 3166-1 alpha-2), what is of it, or the people who live there."""

    code: str
    span: Span


@dataclass(frozen=True, slots=True)
class YearsFound:
    """A year, or the first and the last of a range."""

    first: int
    last: int
    span: Span


@dataclass(frozen=True, slots=True)
class LawFound:
    """A law by its usual short title, and the article or section where one is named, such as "ECHR" and "4"."""

    law: str
    article: str
    span: Span

    @property
    def reference(self) -> str:
        """The reference as items have it, such as “ECHR Art. 4”."""
        return self._with(self.article)

    @property
    def provision(self) -> str:
        """The reference without paragraphs, by which items are found: “Art. 4” alone where no law is named."""
        return self._with(_PARAGRAPHS.split(self.article)[0].lower())

    def _with(self, article: str) -> str:
        if not article:
            return self.law
        sign = "§" if self.law == "StGB" else "s." if " Act " in self.law else "Art."
        return f"{self.law} {sign} {article}".strip()


@dataclass(frozen=True, slots=True)
class CourtFound:
    """A court, by its full name in English."""

    court: str
    span: Span


@dataclass(frozen=True, slots=True)
class Understood:
    """What a question asks about."""

    topics: tuple[TopicFound, ...] = ()
    countries: tuple[CountryFound, ...] = ()
    years: tuple[YearsFound, ...] = ()
    laws: tuple[LawFound, ...] = ()
    courts: tuple[CourtFound, ...] = ()
    # Those that it is in, by `question_languages`.
    languages: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return any((self.topics, self.countries, self.years, self.laws, self.courts))
