"""What a text is about: the topics, countries, years, laws, courts and the language that its words tell.

One recogniser for what people paste and for what they ask (`recognise_question`).
"""

from .found import CountryFound, CourtFound, LawFound, TopicFound, Understood, YearsFound
from .question import recognise_question

__all__ = ["CountryFound", "CourtFound", "LawFound", "TopicFound", "Understood", "YearsFound", "recognise_question"]
