"""Hashing of passwords that costs the tests nothing."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class QuickHasher(PBKDF2PasswordHasher):
    """Django's own way with a single round, so that a server with other settings knows the passwords of the demo."""

    iterations = 1
