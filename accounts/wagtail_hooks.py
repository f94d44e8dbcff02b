"""What accounts add to Wagtail's admin: organisations, and limits of what coordinators do to many people at once."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.views.account import BaseSettingsPanel

from .admin_views import OrganisationViewSet
from .models import User
from .roles import Role
from .standing import givable_groups, manageable


@hooks.register("register_admin_viewset")
def organisations() -> OrganisationViewSet:
    """Return the pages about organisations."""
    return OrganisationViewSet("organisations", url_prefix="organisations")


class SignInPanel(BaseSettingsPanel):
    """On the admin's page about oneself: the way to the pages where address, password and second factor are changed."""

    name = "sign_in"
    title = _("Signing in")
    order = 150
    template_name = "accounts_admin/sign_in_panel.html"

    def get_form(self) -> forms.Form:
        """Return a form without fields: nothing is changed here."""
        return forms.Form()


@hooks.register("register_account_settings_panel")
def sign_in_panel(request: HttpRequest, user: User, profile: Any) -> SignInPanel:
    """Return the panel."""
    return SignInPanel(request, user, profile)


@hooks.register("before_bulk_action")
def limit_bulk_action(request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any) -> None:
    """Let nobody touch a person, or give a group, that may do what they may not; groups that are no roles stay as they are.

    Raises:
        PermissionDenied: for everybody but administrators.
    """
    if action.model is not User or request.user.is_superuser:
        return
    if len(manageable(request.user, objects)) < len(objects):
        raise PermissionDenied
    group = action.cleaned_form.cleaned_data.get("role") if action_type == "assign_role" else None
    roles = Group.objects.filter(name__in=Role.values)
    if group and not givable_groups(request.user, roles).filter(pk=group.pk).exists():
        raise PermissionDenied
