"""Answers a form of a draft that is not open any more: nothing of it is stored, and nothing that was typed is lost."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..forms.names import MORE
from ..models import Contribution
from ..models.draft import MODEL_BY_CODE

# Of the form of a step, what is not typed by a person.
_NOT_TYPED = frozenset({"csrfmiddlewaretoken", "version", "page", "had", "asked", "list"})


def keep_typed(request: HttpRequest, held: Contribution | None) -> HttpResponse:
    """Show what was typed, to be copied, and why it cannot be stored."""
    sent = {name: ", ".join(map(str, some)) for name, some in request.POST.lists() if name not in _NOT_TYPED}
    typed = [(_label(name, held), text) for name, text in sent.items() if text.strip()]
    context = {"held": held, "why": _why(held), "typed": typed}
    return render(request, "contributions/too_late.html", context, status=409)


def say_not_stored(_request: HttpRequest, held: Contribution | None) -> HttpResponse:
    """Tell the script on the page of a step why nothing is stored any more."""
    said = _("%(why)s Press “Save” to see what you typed once more and copy it.") % {"why": _why(held)}
    return JsonResponse({"said": said}, status=409)


def lead_on(request: HttpRequest, held: Contribution | None) -> HttpResponse:
    """Lead to what became of the draft, and say why a file was neither added nor taken out."""
    messages.error(request, _why(held))
    return redirect("contribution", held.reference) if held else redirect("my_contributions")


def _label(name: str, held: Contribution | None) -> str:
    """Return what the question is called; of a draft that is gone nobody knows the kind, but kinds share most questions."""
    for model in [MODEL_BY_CODE[held.kind]] if held else MODEL_BY_CODE.values():
        field = {one.name: one for one in (*model._meta.fields, *model._meta.many_to_many)}.get(name.removesuffix(MORE))
        if field is not None:
            return str(capfirst(field.verbose_name))
    return _("Your text")


def _why(held: Contribution | None) -> str:
    if held is None:
        return _("This is not stored: the draft was deleted meanwhile, or what was sent is published or withdrawn.")
    text = _(
        "This is not stored: the draft is closed, because the case was sent or decided about. Its state is “%(state)s”."
    )
    return text % {"state": held.state_label}
