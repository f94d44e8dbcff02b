"""The result page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from catalogue.visibility import viewer_for

from ..forms import SearchForm
from ..results.finding import search_page
from ..signals import nothing_found


def results(request: HttpRequest) -> HttpResponse:
    """Search. Any query string gives a page: what does not parse is told at its field, and the rest is searched."""
    form = SearchForm(request.GET)
    params = form.params()
    page = search_page(params, viewer_for(request.user))
    if params.text and not (page.total or page.reduced or params.has_filters):
        nothing_found.send(sender=None, request=request, text=params.text)
    context = {"form": form, "params": page.params, "results": page}
    return render(request, "search/results.html", context)
