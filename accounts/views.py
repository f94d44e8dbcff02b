"""Views of accounts that differ from django-allauth's."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from allauth.account.views import EmailView
from allauth.mfa.base.views import IndexView

from .second_factor import must_set_up


class AddressView(EmailView):
    """The one address of an account. It is changed by confirming another one; nothing is chosen among several."""

    def _action_primary(self, request: HttpRequest) -> HttpResponse | None:
        return None


class TwoStepsView(IndexView):
    """What a person signs in with beside the password; says so where something has to be set up first."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether it has to be."""
        return {**super().get_context_data(**kwargs), "must_set_up": must_set_up(self.request.user)}


two_steps = TwoStepsView.as_view()
address = AddressView.as_view()
