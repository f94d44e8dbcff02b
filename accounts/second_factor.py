"""Who has to sign in with a second factor, and what is closed to them until they have one."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator

from .models import User
from .permissions import Person, can_review

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# What is open before a second factor is set up: setting it up, proving oneself for it, and getting away.
OPEN = frozenset(
    {
        "mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn",
        "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
        "account_logout", "wagtailadmin_logout", "leave", "live", "ready",
    }
)  # fmt: skip


class SiteMFAAdapter(DefaultMFAAdapter):
    """Authenticator apps and passkeys show the name of the site, and have plain names themselves."""

    def _get_site_name(self) -> str:
        return str(settings.SITE_NAME)

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        """Return the name that the form for a new passkey begins with."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Passkey %(number)d") % {"number": number}


def has_second_factor(user: User) -> bool:
    """Whether the person has set up an app or a passkey; recovery codes alone are none."""
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def must_set_up(user: Person) -> bool:
    """Whether the person may go on only with a second factor and has none: whoever may see drafts or manage the site."""
    if not settings.SECOND_FACTOR_REQUIRED or not isinstance(user, User):
        return False
    staff = can_review(user) or user.has_perm("wagtailadmin.access_admin")
    return staff and not has_second_factor(user)


class SecondFactorMiddleware:
    """Leads people who have to set up a second factor to do so, before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: Any) -> HttpResponse | None:
        """Stand before every view; nothing that a form sent is done."""
        match = request.resolver_match
        if (match and match.url_name in OPEN) or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        # The session knows a person only once the password, and a second factor where there is one, were right.
        if not must_set_up(request.user):
            return None
        if request.path.startswith("/admin/api/") or request.headers.get("X-Requested-With") == "XMLHttpRequest":
            return JsonResponse(
                {"detail": _("Set up sign-in in two steps first, on the page of your account.")}, status=403
            )
        return HttpResponseRedirect(reverse("mfa_index"), status=303)
