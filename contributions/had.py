"""Tells who had a draft in front of them once it is not there any more, without a row that would tell of it."""

from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import User

_SALT = "contributions.had"


def mark_of(user: User, key: UUID) -> str:
    """Return what a form of the draft carries, made for one person and one draft."""
    return salted_hmac(_SALT, f"{user.pk}:{key}", algorithm="sha256").hexdigest()[:32]


def had_draft(user: User, key: UUID, mark: str) -> bool:
    """Whether the form was made for this person; of drafts of others nobody learns whether they exist."""
    return constant_time_compare(mark, mark_of(user, key))
