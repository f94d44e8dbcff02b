"""One address an account, and the links that prove who reads its mail."""

from functools import partial

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str

from .mailing import after_the_answer, send_mail
from .models import User


def is_taken(address: str, *, by_others_than: User) -> bool:
    """Whether the address is that of another account."""
    return User.objects.filter(email__iexact=address).exclude(pk=by_others_than.pk).exists()


@transaction.atomic
def confirm_address(*, user: User) -> None:
    """Note that the person reads the mail of the account's address."""
    EmailAddress.objects.filter(user=user, email=user.email, primary=True).update(verified=True)


@transaction.atomic
def ask_for_address(*, user: User, address: str) -> EmailAddress:
    """Note the address that a person wants to have instead; it counts once it is confirmed. Only the last one is kept."""
    EmailAddress.objects.filter(user=user, primary=False).delete()
    return EmailAddress.objects.create(user=user, email=address)


def password_link(user: User) -> str:
    """Return the address of the page where this person sets a password; it works once and for some days."""
    key = default_token_generator.make_token(user)
    page = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    return settings.SITE_URL + page


def confirmation_link(address: EmailAddress) -> str:
    """Return the address of the page where the reader of its mail confirms an address."""
    return settings.SITE_URL + reverse("account_confirm_email", args=[EmailConfirmationHMAC.create(address).key])


def invite(*, user: User) -> None:
    """Send a person the link that sets a password and confirms the address."""
    send_mail("account/email/invitation", user.email, {"person": user, "link": password_link(user)})


def send_password_link(*, address: str) -> None:
    """Send the link for a new password if there is an account. Looking that up is part of what happens after the answer."""
    after_the_answer(partial(_send_password_link, address))


def _send_password_link(address: str) -> None:
    user = User.objects.filter(email__iexact=address, is_active=True).first()
    if user is not None:
        send_mail("account/email/password_reset_key", user.email, {"person": user, "link": password_link(user)})


def tell_of_new_address(*, user: User, old: str) -> None:
    """Tell both addresses that a coordinator has changed the one of an account; the new one has to be confirmed."""
    send_mail("account/email/email_changed", old, {"to_email": user.email, "by_coordinator": True})
    if user.has_usable_password():
        link = confirmation_link(EmailAddress.objects.get(user=user, primary=True))
        send_mail("account/email/email_confirmation", user.email, {"activate_url": link})
    else:
        invite(user=user)
