"""What follows when an account changes, wherever that happens."""

from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.core.management import call_command
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import get_language

from allauth.account.models import EmailAddress
from allauth.account.signals import email_changed, password_reset
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset

from .addresses import confirm_address
from .models import User
from .sessions import end_other_sessions, keep_session


@receiver(post_save, sender=User)
def keep_one_address(
    instance: User, raw: bool = False, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """Keep django-allauth's row in step with the account's address, whoever changed it.

    A receiver, because the address is written by forms, commands and django-allauth itself. A new address is not
    confirmed; what was known of others is forgotten, so that they neither sign in nor get a link.
    """
    if raw or (update_fields is not None and "email" not in update_fields):
        return
    address = instance.email.lower()
    rows = EmailAddress.objects.filter(user=instance)
    if not rows.filter(email=address, primary=True).exists():
        rows.delete()
        EmailAddress.objects.create(user=instance, email=address, primary=True)


@receiver(password_reset)
def link_confirms_address(user: User, **kwargs: Any) -> None:
    """Who could open the link for a password reads the mail of the account."""
    confirm_address(user=user)


@receiver(user_logged_in)
def note_language(user: User, **kwargs: Any) -> None:
    """Remember in which language the person uses the site, for the mails to come."""
    language = get_language() or ""
    if user.language != language:
        User.objects.filter(pk=user.pk).update(language=language)


@receiver(email_changed)
def keep_own_session(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """A new address ends every session (see `User`); the one in which it was confirmed goes on."""
    keep_session(request, user)


@receiver([authenticator_added, authenticator_removed, authenticator_reset])
def factor_ends_sessions(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Sessions that began with other factors end."""
    end_other_sessions(request, user)


def make_cache_table(using: str, **kwargs: Any) -> None:
    """Make the table of the cache that all processes share, also where CACHE_URL is elsewhere: it may change."""
    call_command("createcachetable", settings.CACHE_TABLE, database=using, verbosity=0)
