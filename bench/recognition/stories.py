"""Short stories in eight languages with what an expert finds in them, and how much of it is proposed."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from catalogue.recognition import Proposals

STORIES = Path(__file__).resolve().parent / "stories.json"
# Of the first so many topics that are proposed, so many have to be the expert's.
FIRST, ENOUGH = 5, 2


@dataclass(frozen=True, slots=True)
class Story:
    """A story with its language, the countries that it names and the topics that an expert would choose."""

    text: str
    language: str
    countries: frozenset[str]
    topics: frozenset[str]


@dataclass(frozen=True, slots=True)
class Told:
    """What was proposed for a story."""

    story: Story
    proposals: Proposals

    @property
    def countries(self) -> frozenset[str]:
        """The countries proposed."""
        return frozenset(one.code for one in self.proposals.countries)

    @property
    def expert_topics(self) -> int:
        """How many of the first topics are the expert's."""
        return len(self.story.topics.intersection(self.proposals.topics[:FIRST]))


@dataclass(frozen=True, slots=True)
class Shares:
    """Over all stories: language right, countries found of those named, no wrong country, enough topics of the expert's."""

    language: float
    countries: float
    no_wrong_country: float
    topics: float


def read_stories() -> list[Story]:
    """Return the stories of the file."""
    return [
        Story(row["text"], row["language"], frozenset(row["countries"]), frozenset(row["topics"]))
        for row in json.loads(STORIES.read_text(encoding="utf-8"))
    ]


def told(stories: Sequence[Story], recognise: Callable[[str], Proposals]) -> Iterator[Told]:
    """Yield what is proposed for each story."""
    for story in stories:
        yield Told(story, recognise(story.text))


def shares(results: Sequence[Told]) -> Shares:
    """Return how much was right."""
    named = sum(len(one.story.countries) for one in results)
    number = len(results)
    return Shares(
        language=sum(one.proposals.language == one.story.language for one in results) / number,
        countries=sum(len(one.countries & one.story.countries) for one in results) / named,
        no_wrong_country=sum(one.countries <= one.story.countries for one in results) / number,
        topics=sum(one.expert_topics >= ENOUGH for one in results) / number,
    )
