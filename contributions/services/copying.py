"""Begins a draft with the answers of an earlier contribution: cases that differ little are typed once."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import User
from cases.fields import LineListField
from cases.models import CaseBase
from cases.translations import to_parts

from ..forms.fields import NO, YES
from ..models import Contribution, Draft
from ..permissions import manages
from ..questions import steps_of
from ..refusals import NotPossible
from .drafts import Begun, start_draft

# What is of one case only.
_NOT_COPIED = frozenset(
    {"title", "translations", "ecli", "neutral_citation", "case_numbers", "consent", "consent_date", "kept_until"}
)


def copy_contribution(*, contribution: Contribution, by: User, key: UUID) -> Draft:
    """Return a new draft with the answers of a contribution; its files and its identifiers stay where they are.

    Of what was closed while somebody wrote on it, the draft has all that was typed and not sent.

    Raises:
        NotPossible: the person may not, or the text is erased.
    """
    page = contribution.item
    if not manages(by, contribution) or page is None:
        raise NotPossible(_("There is nothing left that could be copied."))
    draft = contribution.draft
    if draft is not None and contribution.closed_with_unsent_answers:
        begun = Begun(kind=draft.kind, language=draft.language, answers=draft.answers)
    else:
        answers = answers_of_version(page.get_latest_revision_as_object(), contribution.kind, _NOT_COPIED)
        begun = Begun(kind=contribution.kind, language=page.language, answers=answers)
    return start_draft(key=key, by=by, organisation=contribution.organisation, begun=begun)


def answers_of_version(version: CaseBase, kind: str, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return a version of a page as answers, each as it would have been typed.

    Args:
        version: the page with the values of the version.
        kind: the code of its kind.
        without: questions that are left out.
    """
    found: dict[str, Any] = {"topics": [topic.slug for topic in version.topics.all()]}
    for step in steps_of(kind):
        for name in step.questions:
            if name not in without and name not in {"topics", "language"}:
                found[name] = _typed(version, name)
    return found


def _typed(page: CaseBase, name: str) -> Any:
    value = getattr(page, name)
    if isinstance(value, bool):
        asked_as_choice = page._meta.get_field(name).default
        return (YES if value else NO) if asked_as_choice else ("on" if value else "")
    if name == "translations":
        return to_parts(value)
    if isinstance(value, tuple):
        return "\n".join(value) if isinstance(page._meta.get_field(name), LineListField) else list(value)
    return "" if value is None else str(value)
