"""Opens a draft again, with what reviewers changed meanwhile: sending it again must not bring back what was taken out."""

from typing import Any

from ..models import Contribution
from .copying import answers_of_version


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


def newest_answers_of(held: Contribution) -> dict[str, Any]:
    """Return the answers that the newest version of the page has; none where it is erased."""
    page = held.item
    return answers_of_version(page.get_latest_revision_as_object(), held.kind) if page is not None else {}
