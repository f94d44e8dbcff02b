"""What is said to somebody who wants to do what cannot be done."""

from django.core.exceptions import ValidationError


class NotPossible(ValidationError):
    """What somebody wanted to do cannot be done now, or not by them; the message says so in a sentence."""
