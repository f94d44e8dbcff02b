"""Reading a draft once more, and sending it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..access import of_open_draft, sent
from ..forms.answers import stored_form
from ..forms.names import NamesField
from ..forms.start import SendForm
from ..models import Draft
from ..questions import CHECK, Step, steps_of
from ..refusals import NotPossible
from ..selectors.told_already import told_already
from ..services.sending import NotReady, Problem, problems_of, send


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with its answer in words; `lines` are paragraphs, in the language of the case where it was typed in it."""

    label: str
    lines: list[str]
    lang: str | None


@of_open_draft
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Show all that is to be sent, and send it when it is confirmed; what is missing is said with the step to go to."""
    user: Any = request.user
    form = SendForm(*sent(request)[:1])
    problems: list[Problem] | None = None
    if request.method == "POST" and form.is_valid():
        try:
            contribution = send(draft=draft, by=user)
        except NotReady as refused:
            problems = refused.problems
        except NotPossible as refused:
            messages.error(request, " ".join(refused.messages))
            return redirect("my_contributions")
        else:
            messages.success(request, _("Sent. Thank you for sharing it."))
            return redirect("contribution", contribution.reference)
    context = {
        "draft": draft,
        "step": CHECK,
        "form": form,
        "problems": problems_of(draft) if problems is None else problems,
        "parts": [(step, answers_of(draft, step)) for step in steps_of(draft.kind)],
        "files": list(draft.files.all()),
        "earlier": told_already(draft, user),
    }
    return render(request, "contributions/check.html", context)


def answers_of(draft: Draft, step: Step) -> list[Answer]:
    """Return the questions of a step that were answered, in words."""
    form = stored_form(draft, step)
    found = []
    for bound in form:
        value = form.cleaned_data.get(bound.name)
        if lines := _lines(bound.field, value):
            lang = draft.language if isinstance(bound.field.widget, forms.Textarea) or bound.name == "title" else None
            found.append(Answer(str(bound.label), lines, lang))
    return found


def _lines(field: forms.Field, value: Any) -> list[str]:
    # A box that is not ticked is no answer.
    if value in (None, "", [], ()) or (value is False and isinstance(field, forms.BooleanField)):
        return []
    if isinstance(value, bool):
        return [_("Yes") if value else _("No")]
    if isinstance(field, NamesField):
        labels = field.names().labels
        return [", ".join(labels[code] for code in value)]
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        labels = {str(code): str(label) for code, label in choices}
        codes = value if isinstance(value, list | tuple) else [value]
        return [", ".join(labels.get(str(code), str(code)) for code in codes)]
    text = "\n".join(value) if isinstance(value, tuple) else str(field.prepare_value(value))
    return [line for line in text.splitlines() if line.strip()]
