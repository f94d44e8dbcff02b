"""Writes of drafts. Nothing that was typed is replaced by something older, and nothing is lost where two people save."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.models import Page

from accounts.models import Organisation, User
from cases.codes.languages import LANGUAGE_CODES

from ..models import Contribution, Draft
from ..permissions import may_edit_draft, may_share_for
from ..refusals import NotPossible

Answers = Mapping[str, Any]


NOT_YOURS = gettext_lazy("This draft has been sent already, or is not yours.")


def hold_draft(key: int, by: User) -> Draft:
    """Return a draft as it is stored, held until the transaction ends.

    Raises:
        NotPossible: the person may not change it, or not any more.
    """
    held = Draft.objects.select_for_update().filter(pk=key).first()
    if held is None or not may_edit_draft(by, held):
        raise NotPossible(NOT_YOURS)
    return held


def hold_with_page(key: int) -> Draft | None:
    """Return a draft as it is stored, held with the page that it was sent as until the transaction ends; None if it is gone.

    The page first, as decisions and the admin do: two that hold each a half would wait for each other.
    """
    sent_as = Page.objects.filter(pk__in=Contribution.objects.filter(draft=key).values("page"))
    list(sent_as.select_for_update().values_list("pk", flat=True))
    return Draft.objects.select_for_update().filter(pk=key).first()


class Conflict(Exception):
    """Somebody saved other answers to the same questions meanwhile.

    Args:
        draft: as it is stored now.
        questions: those that were answered otherwise.
    """

    def __init__(self, draft: Draft, questions: frozenset[str]) -> None:
        super().__init__()
        self.draft, self.questions = draft, questions


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What a draft begins with.

    Args:
        kind: the code of the kind of case.
        language: of the text.
        answers: what is known already, such as the text that was pasted.
        proposals: what was found in the text, by question.
    """

    kind: str
    language: str
    answers: Answers
    proposals: Answers = field(default_factory=dict)


@transaction.atomic
def start_draft(*, key: UUID, by: User, organisation: Organisation, begun: Begun) -> Draft:
    """Begin a draft; a form that is sent twice begins one.

    Args:
        key: the name of the draft, made with the form.
        by: whose draft it is.
        organisation: for which the person shares the case.
        begun: what it begins with.

    Raises:
        NotPossible: the person may not share cases, or not for this organisation.
    """
    if not may_share_for(by, organisation.pk):
        raise NotPossible(_("Your account may not share cases for this organisation."))
    draft, _made = Draft.objects.get_or_create(
        key=key,
        defaults={
            "owner": by, "organisation": organisation, "kind": begun.kind, "language": begun.language,
            "answers": dict(begun.answers), "proposals": dict(begun.proposals),
            "changed_in": {name: [1, ""] for name in begun.answers},
        },
    )  # fmt: skip
    is_same = (draft.owner_id, draft.organisation_id, draft.kind) == (by.pk, organisation.pk, begun.kind)
    if not is_same or any(draft.answers.get(name) != value for name, value in begun.answers.items()):
        # The same form, sent again by another person or with something else in it: that is another draft.
        return start_draft(key=uuid4(), by=by, organisation=organisation, begun=begun)
    return draft


@dataclass(frozen=True, slots=True)
class Base:
    """What answers stand on: the version of the draft that the page showed, and a name of that page.

    A page does not get in its own way: what it saved while the answer was still on its way back is nobody else's.
    """

    version: int
    page: str = ""

    def has_seen(self, change: tuple[int, str] | None) -> bool:
        """Whether who typed knew of the change of an answer, given as (version, page)."""
        return change is None or change[0] <= self.version or bool(self.page and change[1] == self.page)


@transaction.atomic
def save_answers(*, draft: Draft, by: User, base: Base, answers: Answers, left: str | None = None) -> Draft:
    """Store answers as they were typed.

    Args:
        draft: the draft.
        by: who typed.
        base: what the answers stand on.
        answers: by question; questions that are not named stay as they are.
        left: the step that the person is done with for now.

    Raises:
        NotPossible: the draft was sent meanwhile, or is not the person's.
        Conflict: other answers were stored since that version; nothing is changed.
    """
    held = hold_draft(draft.pk, by)
    stored = {**held.answers, "language": held.language}
    changed = {name: value for name, value in answers.items() if stored.get(name, type(value)()) != value}
    lost = frozenset(name for name in changed if not base.has_seen(held.changed_in.get(name)))
    if lost:
        raise Conflict(held, lost)
    if left and left not in held.visited:
        held.visited = [*held.visited, left]
    if changed:
        held.note_changes(changed, base.page)
        held.changed_at = timezone.now()
        held.language = _language(changed.pop("language", None)) or held.language
        held.answers = {**held.answers, **changed}
        _note_writer(held, by)
    held.save()
    return held


def _note_writer(draft: Draft, by: User) -> None:
    """Remember who changed what was sent: they decide nothing about it."""
    held = draft.sent_as
    if held is not None and by.pk not in held.writers:
        held.writers = sorted({*held.writers, by.pk})
        held.save(update_fields=["writers"])


@transaction.atomic
def delete_draft(*, draft: Draft, by: User) -> None:
    """Delete a draft that was never sent, with its files.

    Raises:
        NotPossible: it was sent, or is not the person's.
    """
    held = hold_draft(draft.pk, by)
    if held.sent_as is not None:
        raise NotPossible(NOT_YOURS)
    forget_draft(held)


def forget_draft(draft: Draft) -> None:
    """Delete a draft with its files, the content of which goes when the transaction is done."""
    forget_content((file.file.storage, file.file.name) for file in draft.files.all())
    draft.delete()


@transaction.atomic
def forget_drafts_of(user: User) -> None:
    """Delete the drafts of a person that were never sent, with their files: nobody else knows of them.

    What was sent belongs to the organisation, and stays when the account goes.
    """
    for draft in Draft.objects.filter(owner=user, contribution__isnull=True):
        forget_draft(draft)


def forget_draft_of(held: Contribution) -> None:
    """Delete the answers of a contribution with their files: from here on the page alone holds the text."""
    draft, held.draft = held.draft, None
    if draft is not None:
        held.save(update_fields=["draft"])
        forget_draft(draft)


def close_unsent_draft_of(held: Contribution) -> bool:
    """Close the draft of a contribution that holds what was typed and never sent; return whether it does. It can be copied."""
    if held.draft_id is None:
        return False
    held.draft = Draft.objects.select_for_update().get(pk=held.draft_id)
    if not held.has_unsent_answers:
        return False
    held.draft.sent_at = timezone.now()
    held.draft.save(update_fields=["sent_at"])
    return True


def forget_content(files: Iterable[tuple[Any, str]]) -> None:
    """Delete stored files once the transaction is done: one that is taken back leaves them where they are."""
    for storage, name in list(files):
        transaction.on_commit(partial(storage.delete, name))


def _language(code: Any) -> str | None:
    return code if code in LANGUAGE_CODES else None
