"""How django-allauth behaves here."""

from django.http import HttpRequest

from allauth.account.adapter import DefaultAccountAdapter


class InvitedOnlyAdapter(DefaultAccountAdapter):
    """Accounts are made by coordinators: nobody signs up by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether the sign-up form is shown: never."""
        return False
