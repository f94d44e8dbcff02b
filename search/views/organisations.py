"""The page of an organisation: what it shares under its name."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.countries import country_name
from accounts.models import Organisation

from ..params import SearchParams
from ..results.groups import groups_of
from ..visibility import viewer_for


def organisation_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an organisation and the items for which it agreed to be named."""
    organisation = get_object_or_404(Organisation, slug=slug)
    context = {
        "organisation": organisation,
        "country_name": country_name(organisation.country),
        "groups": groups_of(
            viewer_for(request.user), Q(organisation=organisation), SearchParams(chosen={"organisation": (slug,)})
        ),
    }
    return render(request, "search/organisation.html", context)
