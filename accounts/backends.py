"""Who an address and a password belong to."""

from django.contrib.auth.base_user import AbstractBaseUser

from allauth.account.auth_backends import AuthenticationBackend

from .models import User


class AddressBackend(AuthenticationBackend):
    """Signs in by the account's one address.

    An address that somebody has asked for and not yet confirmed signs nobody in. An unknown address costs the same
    hashing as a known one: the parent class sees to it.
    """

    def _authenticate_by_email(self, email: str, password: str) -> AbstractBaseUser | None:
        return self._check_password(User.objects.filter(email__iexact=email).first(), password)
