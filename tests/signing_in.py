"""Accounts that can sign in, and signing in the way a person does."""

import time
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group
from django.test import Client

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

from accounts.models import User
from accounts.roles import Role
from accounts.services import ensure_roles

PASSWORD = "correct-horse-battery"
SIGN_IN = "/accounts/login/"
CODE = "/accounts/2fa/authenticate/"


def account(email: str, role: Role | None = None, *, password: str | None = PASSWORD, **fields: Any) -> User:
    """Return an account whose address is confirmed."""
    user = User.objects.create_user(email, password, **fields)
    EmailAddress.objects.filter(user=user).update(verified=True)
    if role:
        user.groups.add(Group.objects.get(name=ensure_roles()[role]))
    return user


def add_app(user: User) -> str:
    """Give the account an authenticator app and recovery codes; return the app's secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def code_of(secret: str) -> str:
    """Return the code that the app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def sign_in(client: Client, email: str, password: str = PASSWORD, **values: str) -> Any:
    """Post the sign-in form."""
    return client.post(SIGN_IN, {"login": email, "password": password, **values})


def is_signed_in(client: Client) -> bool:
    """Whether the client's session is somebody's."""
    return SESSION_KEY in client.session
