"""Addresses of accounts: django-allauth's, some with views of our own in their place."""

from django.urls import URLPattern, URLResolver, include, path

from . import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("email/", views.address, name="account_email"),
    path("2fa/", views.two_steps, name="mfa_index"),
    path("", include("allauth.urls")),
]
