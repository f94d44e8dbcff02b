"""Answers a form of a draft that is not open any more: nothing of it is stored, and nothing that was typed is lost."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ..models import Contribution

# Of the form of a step, what is not typed by a person.
_NOT_TYPED = frozenset({"csrfmiddlewaretoken", "version", "page", "had", "asked", "list"})


def keep_typed(request: HttpRequest, held: Contribution | None) -> HttpResponse:
    """Show what was typed, to be copied, and why it cannot be stored."""
    sent = request.POST.lists()
    typed = [value for name, some in sent if name not in _NOT_TYPED for value in some if value.strip()]
    context = {"held": held, "why": _why(held), "typed": typed}
    return render(request, "contributions/too_late.html", context, status=409)


def say_not_stored(_request: HttpRequest, held: Contribution | None) -> HttpResponse:
    """Tell the script on the page of a step why nothing is stored any more."""
    said = _("%(why)s Press “Save” to see what you typed once more and copy it.") % {"why": _why(held)}
    return JsonResponse({"said": said}, status=409)


def _why(held: Contribution | None) -> str:
    if held is None:
        return _("This is not stored: the draft was deleted meanwhile, or what was sent is published or withdrawn.")
    text = _(
        "This is not stored: the draft is closed, because the case was sent or decided about. Its state is “%(state)s”."
    )
    return text % {"state": held.state_label}
