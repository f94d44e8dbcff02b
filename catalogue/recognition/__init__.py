"""What a text is about: the topics, countries, years, laws, courts and the language that its words tell.

One recogniser for what people paste (`recognise_story`) and for what they ask (`recognise_question`).
"""

from .found import CountryFound, CourtFound, LawFound, TopicFound, Understood, YearsFound
from .question import recognise_question
from .story import CountryProposal, Proposals, recognise_story

__all__ = [
    "CountryFound",
    "CountryProposal",
    "CourtFound",
    "LawFound",
    "Proposals",
    "TopicFound",
    "Understood",
    "YearsFound",
    "recognise_question",
    "recognise_story",
]
