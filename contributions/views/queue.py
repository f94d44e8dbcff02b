"""The queue of the review."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.page_access import PersonRequest
from accounts.permissions import can_coordinate

from ..access import for_reviewers
from ..review_forms import QueueFilterForm
from ..selectors.queue import queue_for
from ..services.taking import take_next


@require_safe
@for_reviewers
def queue(request: PersonRequest) -> HttpResponse:
    """Show what waits, the longest waiting first."""
    form = QueueFilterForm(request.GET)
    chosen = form.chosen()
    found = queue_for(request.user, chosen, request.GET.get("page", ""))
    return render(
        request,
        "contributions/review/queue.html",
        {"form": form, "queue": found, "sees_log": can_coordinate(request.user)},
    )


@require_POST
@for_reviewers
def take_the_next_one(request: PersonRequest) -> HttpResponse:
    """Lead to what waits longest, which the reader holds from now on."""
    taken = take_next(by=request.user)
    if taken is None:
        messages.info(request, _("Nothing waits that you could take: what is left is your own or held by somebody."))
        return redirect("review_queue")
    return redirect("review", taken.reference)
