"""The page on which a contribution is read, and the pages on which something is decided about it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.page_access import PersonRequest

from ..access import for_reviewers
from ..effects import NAMES, effect_of
from ..models import Contribution
from ..possible import possible_actions
from ..refusals import NotPossible
from ..review_forms import FORMS, DecisionForm
from ..selectors.review import contribution_by_reference, newest_version, review_of, since
from ..services import moderation
from ..services.deciding import decide as decide_about
from ..services.gate import missing_for_publishing
from ..states import Action

_OF_PUBLISHING = (Action.APPROVE, Action.PUBLISH)


@require_safe
@for_reviewers
def review(request: PersonRequest, reference: str) -> HttpResponse:
    """Show a contribution as readers would see it, with what a reviewer has to know."""
    held = _found(reference)
    shown = review_of(held, request.user)
    context = {
        "review": shown,
        "held_since": since(held.taken_at) if held.taken_at else "",
        "actions": [(action, NAMES[action]) for action in shown.actions],
    }
    return render(request, "contributions/review/review.html", context)


@require_POST
@for_reviewers
def take(request: PersonRequest, reference: str) -> HttpResponse:
    """Take a contribution, also from who holds it, or lay it back; nothing is decided by that."""
    held = _found(reference)
    to = None if request.POST.get("lay_back") else request.user
    try:
        moderation.hand_over(contribution=held, by=request.user, to=to)
    except NotPossible as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("review", held.reference)


@require_http_methods(["GET", "HEAD", "POST"])
@for_reviewers
def decide(request: PersonRequest, reference: str, action: str) -> HttpResponse:
    """Say what an action does, take what it needs, and do it."""
    held, deed = _found(reference), _deed(action)
    form = FORMS[deed](request.POST if request.method == "POST" else None, contribution=held)
    if request.method == "POST" and form.is_valid() and _done(request, deed, held, form):
        messages.success(request, _("%(reference)s: done.") % {"reference": held.reference})
        return redirect("review", held.reference)
    # What is shown after a refusal is what is stored now.
    held = _found(reference)
    item = newest_version(held)
    context = {
        "held": held,
        "form": form,
        "version": held.newest_revision_id,
        "action": deed,
        "name": NAMES[deed],
        "effect": effect_of(deed, item, held),
        "missing": missing_for_publishing(held, item, request.user) if deed in _OF_PUBLISHING else [],
        "possible": deed in possible_actions(request.user, held),
        "held_by_other": held.reviewer if held.reviewer_id not in {None, request.user.pk} else None,
        "held_since": since(held.taken_at) if held.taken_at else "",
    }
    return render(request, "contributions/review/decide.html", context)


def _done(request: PersonRequest, deed: Action, held: Contribution, form: DecisionForm) -> bool:
    """Do it, or put the reason why it cannot be done into the form."""
    try:
        decide_about(
            contribution=held, action=deed, by=request.user, read=form.cleaned_data["version"], given=form.given()
        )
    except NotPossible as refusal:
        form.add_error(None, refusal.messages)
        return False
    return True


def _found(reference: str) -> Contribution:
    held = contribution_by_reference(reference)
    if held is None:
        raise Http404
    return held


def _deed(action: str) -> Action:
    """Return the action of an address such as `ask-for-changes`."""
    value = action.replace("-", "_")
    if value not in {deed.value for deed in FORMS}:
        raise Http404
    return Action(value)
