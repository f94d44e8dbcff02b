"""django-allauth's forms that read what a browser says of a passkey: what is none is refused in words.

The library reads the parts of an answer before it knows that they are there, so an answer that somebody made up by hand would
fail the page.
"""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms

_UNREADABLE = (KeyError, TypeError, ValueError, AttributeError, IndexError, struct.error)


@contextmanager
def _read_as_wrong() -> Iterator[None]:
    try:
        yield
    except _UNREADABLE as error:
        raise get_adapter().validation_error("incorrect_code") from error


class AddPasskeyForm(forms.AddWebAuthnForm):
    """Adds a passkey to an account."""

    def clean(self) -> dict[str, Any]:
        """Check the new passkey."""
        with _read_as_wrong():
            return dict(super().clean())


class PasskeyForm(forms.AuthenticateWebAuthnForm):
    """Takes a passkey as the second step of signing in."""

    def clean_credential(self) -> Any:
        """Check the passkey."""
        with _read_as_wrong():
            return super().clean_credential()


class PasskeyAgainForm(forms.ReauthenticateWebAuthnForm):
    """Takes a passkey from a person who proves themselves again."""

    def clean_credential(self) -> Any:
        """Check the passkey."""
        with _read_as_wrong():
            return super().clean_credential()
