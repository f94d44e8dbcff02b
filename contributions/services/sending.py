"""Sends a draft: its answers become a page that is not published, its files become files of the site."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.utils.translation import gettext as _

from wagtail.models import Collection

from accounts.models import User
from cases.codes.sharing import Naming
from cases.codes.verification import Verification
from cases.models import CaseBase, Topic
from files.models import RepositoryFile

from ..forms.answers import AnswersForm, stored_form
from ..models import Contribution, Draft
from ..models.draft import shortened
from ..permissions import may_edit_draft
from ..questions import SHARING, main_text_of, step_of_question, steps_of
from ..refusals import NotPossible
from . import moderation
from .contradictions import contradictions_in
from .double_ecli import without_double_ecli
from .drafts import NOT_YOURS, hold_with_page
from .reopening import take_in_edits
from .versions import delete_unheld

_SUMMARY_LENGTH = 300
# Who does not say that the organisation may be named has not agreed to it.
_UNANSWERED = {"organisation_naming": Naming.UNNAMED.value}


class Problem:
    """What stands in the way of sending: a sentence, and the step where it is put right."""

    def __init__(self, step: str, question: str, message: str) -> None:
        self.step, self.question, self.message = step, question, message


class NotReady(Exception):
    """The draft cannot be sent yet; `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Reading:
    """The answers of a draft as they are understood, the forms that read them, and what stands in the way of sending them."""

    forms: list[AnswersForm]
    values: dict[str, Any]
    problems: list[Problem]


def read_answers(draft: Draft) -> Reading:
    """Read a draft once: making the forms of all steps is most of the work of sending it."""
    found: list[Problem] = []
    values: dict[str, Any] = {}
    forms = [stored_form(draft, step) for step in steps_of(draft.kind)]
    for form in forms:
        for question, messages in form.errors.items():
            found += [Problem(form.step.name, question, str(message)) for message in messages]
        values |= form.cleaned_data
    text, main = main_text_of(draft.kind), step_of_question(draft.kind, main_text_of(draft.kind))
    if not values.get(text) and main is not None:
        found.append(Problem(main.name, text, _("Write what happened. A few sentences are enough.")))
    if not values.get("audience"):
        found.append(Problem(SHARING.name, "audience", _("Choose who may read it.")))
    unread = frozenset(problem.question for problem in found)
    return Reading(forms, values, [*found, *_contradictions(draft, values, unread)])


def _contradictions(draft: Draft, values: dict[str, Any], unread: frozenset[str]) -> list[Problem]:
    """Return what the answers together make impossible, in the words of the page; what is only missing is no problem."""
    page = _fill(draft.model(), draft, values)
    without_double_ecli(page)
    found = []
    for question, sentences in contradictions_in(page, unread).items():
        step = step_of_question(draft.kind, question)
        # A reviewer asks for what is missing.
        if question == "elements_note" or (question != NON_FIELD_ERRORS and step is None):
            continue
        name = step.name if step else "about"
        found += [Problem(name, question, text) for text in sentences]
    return found


def send(*, draft: Draft, by: User) -> Contribution:
    """Send a draft, or send it again after changes; done twice, it is sent once.

    Raises:
        NotReady: something compulsory is missing or cannot be understood; nothing is sent.
        NotPossible: the person may not.
    """
    with transaction.atomic():
        held = hold_with_page(draft.pk)
        if held is None:
            raise NotPossible(NOT_YOURS)
        if held.is_sent and held.sent_as is not None and held.owner_id == by.pk:
            return held.sent_as
        if not may_edit_draft(by, held):
            raise NotPossible(NOT_YOURS)
        both_changed = take_in_edits(held)
        values = _sendable(held)
        if held.sent_as is None:
            page = _new_page(held, values, by)
            return moderation.submit(draft=held, page=page.page_ptr, reference=page.reference, by=by)
        held.save()
        if both_changed:
            # What is sent now is shown beside the edit that it replaces, and not beside what was there before that.
            Contribution.objects.filter(pk=held.sent_as.pk).update(reviewed_revision=held.sent_as.newest_revision_id)
        _changed_page(held, held.sent_as, values, by)
        return moderation.resubmit(contribution=held.sent_as, by=by)


@transaction.atomic
def renew(*, draft: Draft, by: User) -> Contribution:
    """Send a draft again that lies with the reviewers, after an import has changed it; it has to be accepted again.

    Raises:
        NotReady: something compulsory is missing or cannot be understood.
        NotPossible: the person may not, or it does not lie with the reviewers.
    """
    held = hold_with_page(draft.pk)
    if held is None or held.sent_as is None:
        raise NotPossible(_("This draft was not sent yet."))
    _changed_page(held, held.sent_as, _sendable(held), by)
    return moderation.renew(contribution=held.sent_as, by=by)


def _sendable(draft: Draft) -> dict[str, Any]:
    reading = read_answers(draft)
    if reading.problems:
        raise NotReady(reading.problems)
    return reading.values


def _fill(page: CaseBase, draft: Draft, values: dict[str, Any]) -> CaseBase:
    """Write the answers into a page; a question that was left out gives the value that the page has by itself."""
    for step in steps_of(draft.kind):
        for name in step.questions:
            if name != "topics":
                blank = _UNANSWERED.get(name, page._meta.get_field(name).get_default())
                value = values.get(name)
                setattr(page, name, blank if value in (None, "", [], ()) else value)
    if hasattr(page, "year_from"):
        page.year_from, page.year_to = page.year_from or page.year_to, page.year_to or page.year_from
    text = str(values.get(main_text_of(draft.kind)) or "")
    page.title = page.title or draft.title
    page.summary = page.summary or shortened(text, _SUMMARY_LENGTH)
    page.organisation = draft.organisation
    # What was checked is another text.
    page.verification = Verification.NOT_CHECKED
    return page


def _new_page(draft: Draft, values: dict[str, Any], by: User) -> CaseBase:
    page = _fill(draft.model(), draft, values)
    page.live, page.owner = False, by
    without_double_ecli(page)
    _hold(page, draft, values, by)
    draft.model.index_model().objects.get().add_child(instance=page)
    page.save_revision(user=by, clean=False)
    return page


def _changed_page(draft: Draft, contribution: Contribution, values: dict[str, Any], by: User) -> None:
    stored = draft.model.objects.filter(pk=contribution.page_id).first()
    if stored is None:
        raise NotPossible(_("What was sent is deleted. Copy the text into a new draft."))
    before = set(stored.attachments.values_list("pk", flat=True))
    page = stored.get_latest_revision_as_object()
    _fill(page, draft, values)
    without_double_ecli(page)
    _hold(page, draft, values, by)
    page.save()
    page.save_revision(user=by, clean=False)
    # What a reviewer asked to take out is not kept in the store.
    delete_unheld(before - set(stored.attachments.values_list("pk", flat=True)))


def _hold(page: CaseBase, draft: Draft, values: dict[str, Any], by: User) -> None:
    """Give a page its topics and files, which are stored when it is saved."""
    page.topics.set(Topic.objects.filter(slug__in=values.get("topics", ())))
    page.attachments.set(_stored_files(draft, by))


def _stored_files(draft: Draft, by: User) -> list[RepositoryFile]:
    """Return the files of the site that the draft's are; each is stored once, however often the draft is sent."""
    root = Collection.get_first_root_node()
    for file in draft.files.filter(stored=None):
        with file.file.open("rb") as content:
            stored = RepositoryFile(
                title=file.name,
                language=draft.language,
                collection=root,
                uploaded_by_user=by,
                media_type=file.media_type,
                page_count=file.page_count,
            )
            stored.unsaved_texts = file.texts
            stored.file.save(file.name, content, save=False)
            stored._set_document_file_metadata()
            stored.save()
        file.stored = stored
        file.save(update_fields=["stored"])
    return [file.stored for file in draft.files.select_related("stored") if file.stored]
