"""The one way to a session: where Wagtail would show a sign-in of its own, it leads to ours."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, re_path, reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache


@never_cache
def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in page; where to go afterwards is kept if it is an address of this site."""
    wanted = request.GET.get("next") or request.POST.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    query = f"?{urlencode({'next': wanted})}" if wanted and safe else ""
    return HttpResponseRedirect(reverse("account_login") + query, status=303)


@never_cache
def to_password_reset(request: HttpRequest, rest: str) -> HttpResponse:
    """Lead to the page for a new password; the links of any other reset are worth nothing."""
    return HttpResponseRedirect(reverse("account_reset_password"), status=303)


# Both stand in front of Wagtail's own patterns.
admin_urlpatterns = [
    path("admin/login/", to_sign_in),
    re_path(r"^admin/password_reset/(?P<rest>.*)$", to_password_reset),
]
site_urlpatterns = [path("_util/login/", to_sign_in)]
