"""The steps of each kind of case. A question has the name of the field that its answer becomes."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.models import AdvocacyOutcomePage, CaseStudyPage, CourtCasePage

from ..models import Draft
from ..models.draft import MODEL_BY_CODE


@dataclass(frozen=True, slots=True)
class Step:
    """A page of the form.

    Args:
        name: the last part of its address.
        title: its heading.
        lead: a sentence below it.
        questions: names of fields of the page that the draft becomes, in the order in which they are asked.
    """

    name: str
    title: str | Promise
    lead: str | Promise
    questions: tuple[str, ...] = ()


SHARING = Step(
    "sharing",
    _("Who may read it"),
    _("You decide, and you can change it later. Nobody reads it before a reviewer has checked it."),
    (
        "audience",
        "organisation_naming",
        "consent",
        "consent_date",
        "in_web_search",
        "shared_from",
        "shared_until",
        "kept_until",
    ),
)
FILES = Step(
    "files",
    _("Files"),
    _("PDF or Word files that belong to the case, without names or other traces of people. You can leave this out."),
)
CHECK = Step("check", _("Check and send"), _("Read it once more with the eyes of somebody who knows the person."))
_LEAD_ABOUT = _("Only what you know. A rough answer is better than none, and safer than a precise one.")

_CASE_STUDY = (
    Step(
        "about",
        _("About the case"),
        _LEAD_ABOUT,
        (
            "title", "language", "topics", "year_from", "year_to", "exploitation_countries", "origin_countries",
            "transit_countries", "age_band", "gender", "sectors",
        ),
    ),
    Step(
        "story",
        _("What happened"),
        _("Write as you would tell a colleague, without names, exact dates, towns or employers."),
        ("what_happened", "summary", "translations", "acts", "means", "purposes", "elements_note", "content_note"),
    ),
    Step(
        "help",
        _("What was done, and the result"),
        _("Who helped, what the authorities did, and how it ended."),
        ("support_types", "support_given", "authorities_response", "result", "what_went_well_or_wrong"),
    ),
    Step(
        "change",
        _("What should change"),
        _("The point of this case in a meeting with a ministry."),
        ("what_should_change",),
    ),
)  # fmt: skip
_COURT_CASE = (
    Step(
        "about",
        _("About the decision"),
        _("With an ECLI or the court and the number, others find the judgment itself."),
        (
            "title", "language", "court", "decision_date", "countries", "jurisdiction", "instance", "case_numbers", "ecli",
            "neutral_citation", "persons_shown", "source", "topics", "sectors",
        ),
    ),
    Step(
        "story",
        _("What the case was about"),
        _("The facts that the court found, in your own words."),
        ("facts", "summary", "translations", "acts", "means", "purposes"),
    ),
    Step(
        "result",
        _("What the court decided"),
        _("The decision, the sentence, and what the person received."),
        (
            "outcome", "holding", "sentence", "articles", "remedies", "compensation_amount", "compensation_currency",
            "non_punishment",
        ),
    ),
    Step("change", _("Why it matters"), _("What others can take from this decision."), ("significance",)),
)  # fmt: skip
_ADVOCACY_OUTCOME = (
    Step(
        "about",
        _("About the change"),
        _LEAD_ABOUT,
        (
            "title", "language", "actor", "change_kinds", "level", "countries", "date", "date_precision", "topics",
        ),
    ),
    Step(
        "story",
        _("What changed"),
        _("What is different now, compared with before."),
        ("what_changed", "summary", "translations"),
    ),
    Step(
        "result",
        _("What was done, and how it is known"),
        _("What you did, what others did, and where the change can be seen."),
        (
            "our_contribution", "others_contribution", "contribution_strength", "evidence", "evidence_url",
            "substantiated_by",
        ),
    ),
    Step("change", _("Why it matters"), _("What the change means for people."), ("significance",)),
)  # fmt: skip

_STEPS = {
    CaseStudyPage.kind.code: _CASE_STUDY,
    CourtCasePage.kind.code: _COURT_CASE,
    AdvocacyOutcomePage.kind.code: _ADVOCACY_OUTCOME,
}


def steps_of(kind: str) -> tuple[Step, ...]:
    """Return the steps of a kind of case that ask questions, those of files and of sending left out."""
    return (*_STEPS[kind], SHARING)


def main_text_of(kind: str) -> str:
    """Return the name of the question whose answer is the text of the case; nothing is sent without it."""
    return MODEL_BY_CODE[kind].main_text


def step_named(draft: Draft, name: str) -> Step | None:
    """Return the step of a draft with this name, or None."""
    return next((step for step in steps_of(draft.kind) if step.name == name), None)


def step_of_question(kind: str, question: str) -> Step | None:
    """Return the step that asks a question."""
    return next((step for step in steps_of(kind) if question in step.questions), None)
