"""The log of what was done with items."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.page_access import PersonRequest

from ..access import for_coordinators
from ..review_forms import LogForm
from ..selectors.log import log_of


@require_safe
@for_coordinators
def log(request: PersonRequest) -> HttpResponse:
    """Show who did what when, of all items or of one."""
    form = LogForm(request.GET)
    reference = form.cleaned_data["reference"] if form.is_valid() else ""
    found = log_of(reference, request.GET.get("page", ""))
    return render(request, "contributions/review/log.html", {"form": form, "reference": reference, "log": found})
