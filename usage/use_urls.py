"""The addresses of the register of uses, and of the digest."""

from django.urls import path

from .views import digests, register, uses

urlpatterns = [
    path("uses/", uses.uses, name="uses"),
    path("usage/digest/", digests.digest, name="usage_digest"),
    path("usage/uses/", register.uses_kept, name="uses_kept"),
    path("usage/uses/add/", register.add_use, name="use_add"),
    path("usage/uses/<int:key>/", register.edit_use, name="use_edit"),
    path("usage/uses/<int:key>/forget/", register.forget_who_told, name="use_forget"),
    path("usage/uses/new/", uses.new_use, name="use_new"),
    path("usage/uses/thanks/", uses.use_thanks, name="use_thanks"),
]
