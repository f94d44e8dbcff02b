"""Forms of django-allauth's pages that differ here."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from allauth.account.fields import EmailField
from allauth.account.forms import UserForm
from allauth.account.internal.flows.email_verification import send_verification_email_to_address

from .addresses import ask_for_address, send_password_link


class PasswordLinkForm(forms.Form):
    """Asks for the link to a new password. The answer is the same for every address, and so is its time."""

    email = EmailField(required=True)

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Have the link sent, if there is an account."""
        address: str = self.cleaned_data["email"]
        send_password_link(address=address)
        return address


class NewAddressForm(UserForm):
    """Asks for another address. Whether somebody else has it is told to nobody but the reader of its mail."""

    email = EmailField(required=True)

    def clean_email(self) -> str:
        """Refuse the address that the account has."""
        address = str(self.cleaned_data["email"]).lower()
        if address == self.user.email:
            raise forms.ValidationError(_("This is the address that your account has."), code="same_as_current")
        return address

    def save(self, request: HttpRequest) -> Any:
        """Note the address and send the mail that confirms it."""
        asked = ask_for_address(user=self.user, address=self.cleaned_data["email"])
        send_verification_email_to_address(request, asked)
        return asked
