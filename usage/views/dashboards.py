"""The dashboards: of the whole collection for coordinators, and of what an organisation shared for its own people."""

from datetime import UTC

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts.models import Organisation
from catalogue.visibility import viewer_for
from catalogue.vocabulary import get_vocabulary

from ..dashboard import dashboard_of
from ..forms import PeriodForm
from ..permissions import can_see_all_usage, can_see_usage_of, own_organisations
from ..selectors.gaps import gaps_of
from ..selectors.measuring import Choice, measure
from ..small_numbers import in_words


@never_cache
def usage_of_all(request: HttpRequest) -> HttpResponse:
    """Show the figures of the whole collection and what it lacks; members are led to those of their organisation.

    Raises:
        PermissionDenied: the reader works for no organisation of the network.
    """
    if not can_see_all_usage(request.user):
        own = own_organisations(request.user)
        if not own:
            raise PermissionDenied
        return redirect("usage_of_organisation", own[0].slug)
    gaps = gaps_of(viewer_for(request.user), get_vocabulary(), timezone.now().astimezone(UTC).year)
    organisations = list(Organisation.objects.all())
    return _dashboard(request, None, {"gaps": gaps, "organisations": organisations})


@never_cache
def usage_of_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the figures of what an organisation shared, under its name or not.

    Raises:
        PermissionDenied: the reader neither works there nor coordinates; whether there is such an organisation is not told.
    """
    if not can_see_usage_of(request.user, slug):
        raise PermissionDenied
    organisation = get_object_or_404(Organisation, slug=slug)
    others = [one for one in own_organisations(request.user) if one != organisation]
    return _dashboard(request, organisation, {"gaps": None, "organisations": others})


def _dashboard(request: HttpRequest, organisation: Organisation | None, context: dict[str, object]) -> HttpResponse:
    form = PeriodForm.of(request.GET)
    choice = Choice(form.period(), organisation_id=organisation.pk if organisation else None)
    usage = measure(choice, viewer_for(request.user))
    board = dashboard_of(usage, get_vocabulary())
    context |= {"form": form, "organisation": organisation, "board": board, "in_words": in_words}
    return render(request, "usage/dashboard.html", context)
