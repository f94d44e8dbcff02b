"""Ending the sessions of a person."""

from django.contrib.auth import update_session_auth_hash
from django.db.models import F
from django.http import HttpRequest

from .models import User


def end_sessions(*, user: User) -> None:
    """End every session of a person."""
    User.objects.filter(pk=user.pk).update(session_series=F("session_series") + 1)
    user.refresh_from_db(fields=["session_series"])


def end_other_sessions(request: HttpRequest, user: User) -> None:
    """End every session of a person but the one of this request."""
    end_sessions(user=user)
    keep_session(request, user)


def keep_session(request: HttpRequest, user: User) -> None:
    """Let the session of this request go on, if it is that person's."""
    if request.user.is_authenticated and request.user.pk == user.pk:
        update_session_auth_hash(request, user)
