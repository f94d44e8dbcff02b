"""What a person and their organisation shared: where each stands, what the reviewers ask, and what can be done next."""

from collections.abc import Callable
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wagtail import hooks

from accounts.page_access import PersonRequest
from cases.models import CaseBase

from ..access import for_contributors, sent
from ..forms.start import WordsForm
from ..models import Contribution, ContributionEvent, Draft
from ..permissions import authors_of, manages
from ..possible import possible_actions
from ..refusals import NotPossible
from ..selectors.mine import contributions_of
from ..selectors.shown import shown_to
from ..services import moderation
from ..services.copying import copy_contribution
from ..services.gate import lacks_something
from ..states import Action, State

# What the contributor's side does on a page with a line to write, and the service that does it.
_WITH_WORDS: dict[Action, tuple[Promise, Promise, Callable[..., Contribution]]] = {
    Action.ANSWER: (
        gettext_lazy("Answer the reviewer"),
        gettext_lazy("The reviewer reads it on this site. To change the text itself, open the draft."),
        moderation.answer,
    ),
    Action.ASK_FOR_CORRECTION: (
        gettext_lazy("Ask for a correction"),
        gettext_lazy("Say what is wrong and what should stand there. The reviewers change it."),
        moderation.ask_for_correction,
    ),
    Action.ASK_FOR_WITHDRAWAL: (
        gettext_lazy("Ask for withdrawal"),
        gettext_lazy("Say why it should no longer be shown. If somebody can be recognised, also call the secretariat."),
        moderation.ask_for_withdrawal,
    ),
    Action.WITHDRAW: (
        gettext_lazy("Take it back"),
        gettext_lazy(
            "It is not reviewed any more and your draft is deleted. Reviewers can look up what you sent until a coordinator"
            " erases it: if somebody can be recognised in it, say so."
        ),
        moderation.withdraw,
    ),
}


@for_contributors
@require_safe
def mine(request: PersonRequest) -> HttpResponse:
    """List the person's drafts and what their organisations sent, what changed last first."""
    page = contributions_of(request.user, request.GET.get("page", ""))
    context = {"drafts": list(Draft.objects.open_of(request.user)), "page": page, "user_id": request.user.pk}
    return render(request, "contributions/mine.html", context)


@for_contributors
@require_safe
def contribution(request: PersonRequest, reference: str) -> HttpResponse:
    """Show where a contribution stands, all that was said about it, and what can be done now."""
    return _page(request, _held_or_missing(request, reference))


@for_contributors
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: PersonRequest, reference: str, action: str) -> HttpResponse:
    """Do something with a contribution, with a line that says why; what was typed is kept where it cannot be done."""
    held = _held_or_missing(request, reference)
    wanted = next((one for one in _WITH_WORDS if one.value.replace("_", "-") == action), None)
    if wanted is None:
        raise Http404
    title, lead, do = _WITH_WORDS[wanted]
    form = WordsForm(*sent(request)[:1])
    form.fields["text"].required = wanted is not Action.WITHDRAW
    if request.method == "POST" and form.is_valid():
        try:
            do(contribution=held, by=request.user, text=form.cleaned_data["text"])
        except NotPossible as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Done. The reviewers see it."))
            return redirect("contribution", held.reference)
    context = {"held": held, "title": title, "lead": lead, "form": form, "danger": wanted is Action.WITHDRAW}
    return render(request, "contributions/act.html", context)


@for_contributors
@require_POST
def copy(request: PersonRequest, reference: str) -> HttpResponse:
    """Begin a draft with the answers of something that was sent before."""
    held = _held_or_missing(request, reference)
    try:
        draft = copy_contribution(contribution=held, by=request.user, key=uuid4())
    except NotPossible as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("contribution", held.reference)
    messages.success(request, _("This is a new draft with the same answers. Change what is different."))
    return redirect("draft", draft.key)


def _page(request: PersonRequest, held: Contribution) -> HttpResponse:
    actions, item = possible_actions(request.user, held), held.item
    context = {
        "held": held,
        "item": item,
        "lacks_something": _lacks_something(held, item),
        "shown": shown_to(request.user, item),
        "events": [(event, _is_for_contributors(event, held)) for event in held.events.select_related("actor")],
        "actions": [(one.value.replace("_", "-"), _WITH_WORDS[one][0]) for one in actions if one in _WITH_WORDS],
        "can_change": Action.RESUBMIT in actions and held.draft is not None,
        "usage": None,
        "uses": [],
        "own": {held.contributor_id, held.author_id},
    }
    if item is not None and item.live:
        # Counting is another part of the site, which this one does not know.
        for tell in hooks.get_hooks("what_came_of_item"):
            context |= tell(item, request.user)
    return render(request, "contributions/contribution.html", context)


def _lacks_something(held: Contribution, item: CaseBase | None) -> bool:
    """Whether it is accepted, and lacks something without which it is not published."""
    return held.state == State.APPROVED and item is not None and lacks_something(item.get_latest_revision_as_object())


def _is_for_contributors(event: ContributionEvent, held: Contribution) -> bool:
    """Whether the text of an event is shown to those who sent it: what reviewers note for each other is not."""
    return event.action in {Action.ASK_FOR_CHANGES, Action.DECLINE} or event.actor_id in authors_of(held)


def _held_or_missing(request: PersonRequest, reference: str) -> Contribution:
    """Return a contribution of the person's organisations; of others it is not told that they exist.

    Raises:
        Http404: there is none for this person.
    """
    rows = Contribution.objects.with_answer().select_related("page", "draft", "organisation")
    held = rows.filter(reference=reference.upper()).first()
    if held is None or not manages(request.user, held):
        raise Http404
    return held
