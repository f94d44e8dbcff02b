"""What accounts put in the place of parts of django-allauth, and what they take from its inside."""

import inspect

from django.test import RequestFactory
from django.urls import get_resolver

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.forms import default_token_generator
from allauth.account.internal.flows.email_verification import send_verification_email_to_address
from allauth.account.models import EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.account.views import EmailView
from allauth.core.internal.ratelimit import get_ip
from allauth.core.ratelimit import respond_429
from allauth.mfa import signals
from allauth.mfa.adapter import DefaultMFAAdapter

from accounts.adapter import InvitedOnlyAdapter
from accounts.second_factor import OPEN
from tests.factories import new_user

from . import parameters, source_digest

# Theirs, by what it was known when ours was written, and ours.
REWRITTEN = [
    (DefaultAccountAdapter, "pre_authenticate", "e70584ff314afb04", "accounts/adapter.py"),
    (DefaultAccountAdapter, "_get_login_attempts_cache_key", "c6624cbc81a7fb6e", "accounts/adapter.py"),
    (DefaultAccountAdapter, "send_notification_mail", "b173f4eb676050a4", "accounts/adapter.py"),
    (DefaultAccountAdapter, "send_confirmation_mail", "7eb1927d58bd82ae", "accounts/adapter.py"),
    (DefaultAccountAdapter, "confirm_email", "a4353a42cb1f5464", "accounts/adapter.py"),
    (
        AuthenticationBackend,
        "authenticate",
        "79bbbec699c480cc",
        "accounts/backends.py: an unknown address costs the same",
    ),
    (AuthenticationBackend, "_authenticate_by_email", "5b54d160abcf2707", "accounts/backends.py"),
    (AuthenticationBackend, "_check_password", "59cf7bcc07de9688", "accounts/backends.py"),
    (EmailView, "_action_primary", "fb5b090340e35285", "accounts/views.py"),
    (DefaultMFAAdapter, "_get_site_name", "ba731da5fed95a8f", "accounts/second_factor.py"),
    (DefaultMFAAdapter, "generate_authenticator_name", "e70f165562773745", "accounts/second_factor.py"),
]


@pytest.mark.parametrize(("owner", "name", "known", "ours"), REWRITTEN)
def test_what_ours_was_made_from_is_still_so_in_allauth(owner, name, known, ours):
    found = source_digest(owner, name)
    assert found == known, f"{owner.__name__}.{name} has changed: compare it with {ours}, then write {found} here"


def test_allauth_asks_its_adapter_by_the_methods_that_are_answered_here():
    own = {name for name in vars(InvitedOnlyAdapter) if not name.startswith("__")}
    assert {name for name in own if not hasattr(DefaultAccountAdapter, name)} == set(), "accounts/adapter.py"


def test_too_many_tries_are_refused_by_an_error_with_this_code():
    assert "too_many_login_attempts" in DefaultAccountAdapter.error_messages, "accounts/adapter.py"


def test_the_address_of_a_client_and_the_answer_to_too_many_tries_are_where_limits_look_for_them(rf: RequestFactory):
    assert get_ip(rf.get("/", REMOTE_ADDR="198.51.100.7")) == "198.51.100.7", "cms/limits.py and accounts/adapter.py"
    assert respond_429(rf.get("/")).status_code == 429, "accounts/adapter.py"


def test_the_mail_that_confirms_an_address_is_sent_by_this_function():
    assert parameters(send_verification_email_to_address)[:2] == ["request", "address"], "accounts/forms.py"


def test_links_of_invitations_are_made_of_what_allauth_reads(db):
    user = new_user()
    assert default_token_generator.check_token(user, default_token_generator.make_token(user)), "accounts/addresses.py"
    assert isinstance(user_pk_to_url_str(user), str), "accounts/addresses.py"
    assert parameters(EmailConfirmationHMAC.create) == ["email_address"], "accounts/addresses.py"


def test_what_is_open_without_a_second_factor_exists():
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    here = {name for name in OPEN if not name.startswith("wagtailadmin")}
    assert here - names == set(), "an address has another name: accounts/second_factor.py, OPEN"


def test_sessions_know_their_factors_by_the_signals_of_allauth():
    names = {name for name, _value in inspect.getmembers(signals) if name.startswith("authenticator_")}
    changes = {"authenticator_added", "authenticator_removed", "authenticator_reset"}
    assert names == changes | {"authenticator_used"}, "does a new one change a factor? accounts/receivers.py"
