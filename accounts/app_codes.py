"""django-allauth's forms that take a code of an authenticator app: each code is taken once.

The library refuses a code again for half a minute, and not the one by which the app was added. A code is valid for longer,
because clocks differ.
"""

import re
from typing import Any

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from allauth.mfa import app_settings
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm


class _TakenOnce:
    """Refuses a code that this account has used; it stands before a form that checks the code."""

    user: Any
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        """Check the code and note that it was used.

        Raises:
            ValidationError: it is wrong, or was used before.
        """
        key = f"accounts.app_codes:{self.user.pk}:{re.sub(r'[^0-9]', '', self.cleaned_data['code'])}"
        if cache.get(key):
            raise _used()
        code: str = super().clean_code()  # type: ignore[misc]  # the form's
        # As long as the app's clock may be before or behind ours.
        seconds = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
        if not cache.add(key, "y", timeout=seconds):
            raise _used()
        return code


def _used() -> ValidationError:
    return ValidationError(_("This code was used before. Wait for the next one."), code="used_code")


class AddAppForm(_TakenOnce, ActivateTOTPForm):
    """Adds an authenticator app to an account."""


class CodeForm(_TakenOnce, AuthenticateForm):
    """Takes a code as the second step of signing in."""


class CodeAgainForm(_TakenOnce, ReauthenticateForm):
    """Takes a code from a person who proves themselves again."""
