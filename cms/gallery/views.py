"""The page of components."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .examples import examples


def components(request: HttpRequest) -> HttpResponse:
    """Show every component in every state, in the language of the address: /ar/components/ is right to left."""
    return render(request, "development/components.html", examples())
