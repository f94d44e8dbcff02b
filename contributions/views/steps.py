"""The list of steps of a draft, and the page of each step with its questions."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.page_access import PersonRequest

from ..access import of_open_draft, of_open_draft_or
from ..forms.answers import AnswersForm
from ..forms.names import MORE
from ..had import mark_of
from ..models import Contribution, Draft
from ..progress import progress_of
from ..questions import Step, step_named, steps_of
from ..refusals import NotPossible
from ..services.drafts import Base, Conflict, delete_draft, save_answers
from .too_late import keep_typed, say_not_stored


@of_open_draft
@require_safe
def task_list(request: PersonRequest, draft: Draft) -> HttpResponse:
    """Show the steps of a draft with how far each is."""
    return render(request, "contributions/draft.html", {"draft": draft, "tasks": progress_of(draft)})


@of_open_draft_or(keep_typed)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: PersonRequest, draft: Draft, name: str) -> HttpResponse:
    """Show the questions of a step, and store the answers as they were typed, right or wrong."""
    found = _step_or_missing(draft, name)
    if request.method != "POST":
        return _page(request, draft, AnswersForm(draft, found))
    form = AnswersForm(draft, found, request.POST)
    is_valid = form.is_valid()
    answers = form.settled() if is_valid else form.typed
    try:
        draft = save_answers(draft=draft, by=request.user, base=_base(request), answers=answers, left=found.name)
    except Conflict as conflict:
        return _conflict(request, conflict, form)
    except NotPossible:
        return keep_typed(request, Contribution.objects.filter(draft=draft.pk).first())
    if not is_valid:
        return _page(request, draft, form, stored=True)
    return redirect(_next(draft, found, request))


@of_open_draft_or(say_not_stored)
@require_POST
def autosave(request: PersonRequest, draft: Draft, name: str) -> HttpResponse:
    """Store what was typed so far, for the script on the page of a step; answers with the version or with what went wrong."""
    form = AnswersForm(draft, _step_or_missing(draft, name), request.POST)
    try:
        saved = save_answers(draft=draft, by=request.user, base=_base(request), answers=form.typed)
    except Conflict:
        said = _("Somebody else changed this meanwhile. Press “Save” to see both texts; nothing is lost.")
        return JsonResponse({"said": said}, status=409)
    except ValidationError as refused:
        return JsonResponse({"said": " ".join(refused.messages)}, status=409)
    if form.too_long:
        said = next(iter(form.too_long.values()))
        return JsonResponse({"said": said, "version": saved.version}, status=409)
    return JsonResponse({"version": saved.version})


@of_open_draft
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: PersonRequest, draft: Draft) -> HttpResponse:
    """Ask whether a draft is to be deleted, and delete it."""
    if draft.sent_as is not None:
        return redirect("contribution", draft.sent_as.reference)
    if request.method == "POST":
        delete_draft(draft=draft, by=request.user)
        messages.success(request, _("The draft is deleted."))
        return redirect("my_contributions")
    return render(request, "contributions/delete_draft.html", {"draft": draft})


def _page(request: PersonRequest, draft: Draft, form: AnswersForm, **more: Any) -> HttpResponse:
    """Show a step; questions that apply only now, because of what was just answered, are on the page too."""
    names = [one.name for one in steps_of(draft.kind)]
    context = {
        "draft": draft,
        "step": form.step,
        "form": form,
        "number": names.index(form.step.name) + 1,
        "of": len(names) + 2,
        "autosave": reverse("draft_autosave", args=[draft.key, form.step.name]),
        "page": request.POST.get("page", "")[:32] or uuid4().hex,
        "had": mark_of(request.user, draft.key),
        "theirs": {},
        "stored": False,
        **more,
    }
    return render(request, "contributions/step.html", context)


def _conflict(request: PersonRequest, conflict: Conflict, form: AnswersForm) -> HttpResponse:
    """Show both texts of each question that somebody else answered meanwhile; saving again takes what is in the form."""
    fresh = AnswersForm(conflict.draft, form.step, request.POST)
    theirs = {name.removesuffix(MORE): _in_words(conflict.draft, name) for name in sorted(conflict.questions)}
    return _page(request, conflict.draft, fresh, theirs=theirs)


def _in_words(draft: Draft, question: str) -> str:
    value = draft.answers.get(question, draft.language if question == "language" else "")
    return ", ".join(value) if isinstance(value, list) else str(value)


def _next(draft: Draft, left: Step, request: PersonRequest) -> str:
    """Return where "save and continue" leads: to the step that comes next, after the last to the files."""
    if "list" in request.POST:
        return reverse("draft", args=[draft.key])
    names = [one.name for one in steps_of(draft.kind)]
    following = names[names.index(left.name) + 1 :]
    if following:
        return reverse("draft_step", args=[draft.key, following[0]])
    return reverse("draft_files", args=[draft.key])


def _step_or_missing(draft: Draft, name: str) -> Step:
    found = step_named(draft, name)
    if found is None:
        raise Http404
    return found


def _base(request: PersonRequest) -> Base:
    """Return what the page stands on; version 0, older than all, where that cannot be read."""
    sent = request.POST.get("version", "")
    version = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0
    return Base(version, request.POST.get("page", "")[:32])
