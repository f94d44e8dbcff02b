"""Views of accounts that differ from django-allauth's."""

from django.http import HttpRequest, HttpResponse

from allauth.account.views import EmailView


class AddressView(EmailView):
    """The one address of an account. It is changed by confirming another one; nothing is chosen among several."""

    def _action_primary(self, request: HttpRequest) -> HttpResponse | None:
        return None


address = AddressView.as_view()
