"""The addresses of the register of uses."""

from django.urls import path

from .views import uses

urlpatterns = [
    path("uses/", uses.uses, name="uses"),
    path("usage/uses/new/", uses.new_use, name="use_new"),
    path("usage/uses/thanks/", uses.use_thanks, name="use_thanks"),
]
