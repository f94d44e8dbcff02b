"""What accounts add to Wagtail's admin: organisations, and limits of what coordinators do to many people at once."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from wagtail import hooks

from .admin_views import OrganisationViewSet
from .models import User
from .roles import Role


@hooks.register("register_admin_viewset")
def organisations() -> OrganisationViewSet:
    """Return the pages about organisations."""
    return OrganisationViewSet("organisations", url_prefix="organisations")


@hooks.register("before_bulk_action")
def limit_bulk_action(request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any) -> None:
    """Let only administrators touch administrators, or give a group that is not a role.

    Raises:
        PermissionDenied: for everybody else.
    """
    if action.model is not User or request.user.is_superuser:
        return
    group = action.cleaned_form.cleaned_data.get("role") if action_type == "assign_role" else None
    if any(user.is_superuser for user in objects) or (group and group.name not in Role.values):
        raise PermissionDenied
