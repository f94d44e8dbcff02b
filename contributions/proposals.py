"""What a pasted text already answers, as proposals: a contributor confirms each before it counts."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language

from cases.models import CaseStudyPage, CourtCasePage
from catalogue.recognition import Proposals, recognise_story

from .questions import main_text_of
from .services.drafts import Begun

MOST_TOPICS = 8
# The question about a country in each role; one whose role the words do not tell is proposed for each.
_ROLES = {
    "exploitation": "exploitation_countries",
    "origin": "origin_countries",
    "transit": "transit_countries",
}


def begun_with(kind: str, text: str) -> Begun:
    """Return what a draft begins with that is made of a text: the text, its language, and what was found in it."""
    language = get_language() or "en"
    text = text.replace("\r\n", "\n").strip()
    if not text:
        return Begun(kind=kind, language=language, answers={})
    found = recognise_story(text, language=language)
    return Begun(
        kind=kind, language=found.language, answers={main_text_of(kind): text}, proposals=_by_question(kind, found)
    )


def _by_question(kind: str, found: Proposals) -> dict[str, list[str]]:
    """Return the proposals for each question that a kind of case has; what was not found is not proposed."""
    proposed: dict[str, Iterable[Any]] = {"topics": found.topics[:MOST_TOPICS]}
    years = [str(year) for year in found.years]
    if kind == CaseStudyPage.kind.code:
        proposed |= {"year_from": years, "year_to": years}
        for role, question in _ROLES.items():
            told = {one.code: one.role for one in found.countries}
            proposed[question] = [code for code, its in told.items() if its == role or (not its and role != "transit")]
    else:
        proposed["countries"] = [one.code for one in found.countries]
    if kind == CourtCasePage.kind.code:
        proposed |= {"court": filter(None, [found.court]), "ecli": filter(None, [found.ecli])}
        proposed["articles"] = [law.reference for law in found.laws]
    return {question: values for question, some in proposed.items() if (values := list(dict.fromkeys(some)))}
