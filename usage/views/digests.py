"""The page on which a person chooses the digest."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User

from ..forms import DigestForm
from ..models import DigestWish
from ..permissions import own_organisations
from ..services.digests import choose_digest


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def digest(request: HttpRequest) -> HttpResponse:
    """Say what the digest is, and take whether the person wants it."""
    user = cast(User, request.user)
    sent = request.POST if request.method == "POST" else None
    form = DigestForm(sent, initial={"wanted": DigestWish.objects.filter(user=user).exists()})
    if form.is_valid():
        choose_digest(user=user, wanted=form.cleaned_data["wanted"])
        messages.success(request, _("Your choice is stored."))
        return redirect("usage_digest")
    return render(request, "usage/digest.html", {"form": form, "organisations": own_organisations(user)})
