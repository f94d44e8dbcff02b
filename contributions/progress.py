"""How far a draft is: each step with its state in words, and whether it has to be answered before sending."""

from dataclasses import dataclass
from enum import Enum

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .forms.answers import stored_form
from .models import Draft
from .questions import CHECK, FILES, SHARING, Step, main_text_of, steps_of


class Progress(Enum):
    """How far a step is; the value names it in styles."""

    EMPTY = "empty"
    BEGUN = "begun"
    DONE = "done"
    WRONG = "wrong"

    @property
    def label(self) -> Promise:
        """The state in words."""
        return _LABELS[self]


_LABELS = {
    Progress.EMPTY: _("Not started"),
    Progress.BEGUN: _("Begun"),
    Progress.DONE: _("Done"),
    Progress.WRONG: _("Please check"),
}


@dataclass(frozen=True, slots=True)
class Task:
    """A line of the list of steps."""

    title: str | Promise
    url: str
    progress: Progress | None
    needed: bool = False


def progress_of(draft: Draft) -> list[Task]:
    """Return the steps of a draft with how far each is, those of files and of sending at the end."""
    tasks = []
    for step in steps_of(draft.kind):
        needed = step is SHARING or main_text_of(draft.kind) in step.questions
        url = reverse("draft_step", args=[draft.key, step.name])
        tasks.append(Task(step.title, url, _state(draft, step), needed))
    has_files = Progress.DONE if draft.files.exists() else Progress.EMPTY
    tasks.append(Task(FILES.title, reverse("draft_files", args=[draft.key]), has_files))
    tasks.append(Task(CHECK.title, reverse("draft_check", args=[draft.key]), None))
    return tasks


def _state(draft: Draft, step: Step) -> Progress:
    if stored_form(draft, step).errors:
        return Progress.WRONG
    # The language is known from the beginning.
    answered = [name for name in step.questions if name != "language" and draft.answers.get(name)]
    if step is SHARING:
        return Progress.DONE if "audience" in answered else Progress.EMPTY
    if main_text_of(draft.kind) in step.questions and main_text_of(draft.kind) not in answered:
        return Progress.BEGUN if answered else Progress.EMPTY
    if not answered:
        return Progress.DONE if step.name in draft.visited else Progress.EMPTY
    return Progress.DONE if step.name in draft.visited else Progress.BEGUN
