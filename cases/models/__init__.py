"""The models of cases: topics, the sharing agreement, and the three case types."""

from .advocacy_outcome import AdvocacyOutcomeIndexPage, AdvocacyOutcomePage, AdvocacyOutcomeTopic
from .base import CaseBase
from .case_study import CaseStudyIndexPage, CaseStudyPage, CaseStudyTopic
from .court_case import CourtCaseIndexPage, CourtCasePage, CourtCaseTopic
from .public_record import PublicRecord
from .references import ReferenceCounter
from .sharing import SharedItem
from .topics import Topic, TopicLabel, TopicMatch, TopicTaggedItem

CASE_TYPES: tuple[type[CaseBase], ...] = (CaseStudyPage, CourtCasePage, AdvocacyOutcomePage)

__all__ = [
    "CASE_TYPES",
    "AdvocacyOutcomeIndexPage",
    "AdvocacyOutcomePage",
    "AdvocacyOutcomeTopic",
    "CaseBase",
    "CaseStudyIndexPage",
    "CaseStudyPage",
    "CaseStudyTopic",
    "CourtCaseIndexPage",
    "CourtCasePage",
    "CourtCaseTopic",
    "PublicRecord",
    "ReferenceCounter",
    "SharedItem",
    "Topic",
    "TopicLabel",
    "TopicMatch",
    "TopicTaggedItem",
]
