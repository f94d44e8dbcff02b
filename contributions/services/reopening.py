"""Opens a draft again, with what reviewers changed meanwhile: sending it again must not bring back what was taken out."""

from typing import Any, cast

from cases.models import CaseBase

from ..models import Contribution, Draft
from .copying import answers_of_version
from .double_ecli import keep_double_ecli


def reopen(held: Contribution) -> None:
    """Take the newest version into the draft, and let the people of the organisation change it."""
    draft = held.draft
    if draft is None:
        return
    newest = newest_answers_of(held)
    changed = {name: value for name, value in newest.items() if draft.answers.get(name, type(value)()) != value}
    if changed:
        draft.note_changes(changed)
        draft.answers = {**draft.answers, **changed}
    draft.sent_at = None
    draft.save()


def take_in_edits(draft: Draft) -> bool:
    """Take into an open draft what was changed in the page since it was opened; nothing is stored.

    A question that its people have answered otherwise since keeps their answer.

    Returns:
        Whether there is such a question, to which both sides gave another answer.
    """
    held = draft.sent_as
    opened_with = held.reviewed_revision if held else None
    if held is None or held.page is None or opened_with is None or opened_with.pk == held.page.latest_revision_id:
        return False
    before = answers_of_version(cast(CaseBase, opened_with.as_object()), held.kind)
    edited = {name: value for name, value in newest_answers_of(held).items() if _plain(value) != _plain(before[name])}
    typed = {name: _plain(draft.answers.get(name, type(value)())) for name, value in edited.items()}
    taken = {name: value for name, value in edited.items() if typed[name] == _plain(before[name])}
    if taken:
        draft.note_changes(taken)
        draft.answers = {**draft.answers, **taken}
    return any(typed[name] != _plain(value) for name, value in edited.items() if name not in taken)


def _plain(value: Any) -> Any:
    """Return an answer as it is compared: forms of browsers send other ends of lines than are stored."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def newest_answers_of(held: Contribution) -> dict[str, Any]:
    """Return the answers that the newest version of the page has; none where it is erased."""
    page = held.item
    if page is None:
        return {}
    answers = answers_of_version(page.get_latest_revision_as_object(), held.kind)
    keep_double_ecli(held, answers)
    return answers
