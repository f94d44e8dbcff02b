"""The page of an organisation: what it shares under its name."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.countries import country_name
from accounts.models import Organisation
from accounts.permissions import can_read_network
from catalogue.visibility import viewer_for

from ..params import SearchParams
from ..results.groups import groups_of


def organisation_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an organisation and the items for which it agreed to be named.

    Who is not of the network gets the page only while there is something to read on it: that an organisation belongs to the
    network is its own to tell, and it tells by being named.

    Raises:
        Http404: there is no such organisation, or the reader may not know of it.
    """
    organisation = get_object_or_404(Organisation, slug=slug)
    groups = groups_of(
        viewer_for(request.user), Q(organisation=organisation), SearchParams(chosen={"organisation": (slug,)})
    )
    if not groups and not can_read_network(request.user):
        raise Http404
    context = {
        "organisation": organisation,
        "country_name": country_name(organisation.country),
        "groups": groups,
    }
    return render(request, "search/organisation.html", context)
