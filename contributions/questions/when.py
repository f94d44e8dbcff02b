"""When a question is asked: some apply only to some cases, told by the answers that were given before."""

from collections.abc import Mapping
from typing import Any

from cases.codes.sharing import Audience
from cases.codes.trafficking import CHILD_BANDS
from cases.models import CaseStudyPage

Answers = Mapping[str, Any]


def applies(kind: str, question: str, answers: Answers) -> bool:
    """Whether a question is asked of a case of this kind with these answers.

    "means" is not asked of a child: none is needed (UN Protocol art. 3 (c)). Why a case without all elements of
    trafficking is included is asked where one is missing. What only the network reads is in no web search engine.
    """
    if question == "in_web_search":
        return answers.get("audience") != Audience.NETWORK
    if kind != CaseStudyPage.kind.code:
        return True
    if question == "means":
        return not _is_child(answers)
    if question == "elements_note":
        return bool(answers.get("elements_note")) or _lacks_an_element(answers)
    return True


def _is_child(answers: Answers) -> bool:
    return answers.get("age_band") in CHILD_BANDS


def _lacks_an_element(answers: Answers) -> bool:
    asked = ["acts", "purposes"] if _is_child(answers) else ["acts", "means", "purposes"]
    begun = any(answers.get(name) for name in asked)
    return begun and not all(answers.get(name) for name in asked)
