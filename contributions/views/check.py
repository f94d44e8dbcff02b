"""Reading a draft once more, and sending it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.page_access import PersonRequest

from ..access import of_open_draft, sent
from ..forms.answers import AnswersForm
from ..forms.names import NamesField
from ..forms.start import SendForm
from ..models import Draft
from ..questions import CHECK
from ..refusals import NotPossible
from ..selectors.told_already import told_already
from ..services.reopening import take_in_edits
from ..services.sending import NotReady, read_answers, send


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with its answer in words; `lines` are paragraphs, in the language of the case where it was typed in it."""

    label: str
    lines: list[str]
    lang: str | None


@of_open_draft
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: PersonRequest, draft: Draft) -> HttpResponse:
    """Show all that is to be sent, and send it when it is confirmed; what is missing is said with the step to go to."""
    form = SendForm(*sent(request)[:1])
    if request.method == "POST" and form.is_valid():
        try:
            contribution = send(draft=draft, by=request.user)
        except NotReady:
            # What was refused is what is shown, also where a colleague has changed it meanwhile.
            draft.refresh_from_db()
        except NotPossible as refused:
            messages.error(request, " ".join(refused.messages))
            return redirect("my_contributions")
        else:
            messages.success(request, _("Sent. Thank you for sharing it."))
            return redirect("contribution", contribution.reference)
    # What is shown is what would be sent.
    take_in_edits(draft)
    reading = read_answers(draft)
    context = {
        "draft": draft,
        "step": CHECK,
        "form": form,
        "problems": reading.problems,
        "parts": [(one.step, answers_of(one)) for one in reading.forms],
        "files": list(draft.files.all()),
        "earlier": told_already(draft, request.user),
    }
    return render(request, "contributions/check.html", context)


def answers_of(form: AnswersForm) -> list[Answer]:
    """Return the questions of a step that were answered, in words."""
    found, language = [], form.draft.language
    for bound in form:
        value = form.cleaned_data.get(bound.name)
        if lines := _lines(bound.field, value):
            lang = language if isinstance(bound.field.widget, forms.Textarea) or bound.name == "title" else None
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
    text = "\n".join(map(str, value)) if isinstance(value, tuple) else str(field.prepare_value(value))
    return [line for line in text.splitlines() if line.strip()]
