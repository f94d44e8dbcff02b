"""The result page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from catalogue.visibility import viewer_for

from ..forms import SearchForm
from ..results.finding import search_page


def results(request: HttpRequest) -> HttpResponse:
    """Search. Any query string gives a page: what does not parse is told at its field, and the rest is searched."""
    form = SearchForm(request.GET)
    params = form.params()
    context = {"form": form, "params": params, "results": search_page(params, viewer_for(request.user))}
    return render(request, "search/results.html", context)
