"""What the admin's templates ask of the site."""

from typing import Any

from django import template
from django.urls import reverse

from wagtail.admin.templatetags.wagtailadmin_tags import bulk_action_choices

from accounts.models import User
from accounts.permissions import can_coordinate

register = template.Library()


def _may_delete_people(user: User) -> bool:
    return user.has_perm("accounts.delete_user")


# What a bulk action asks of a person; one that is not named here is for everybody who sees the list.
_FOR = {
    ("wagtailcore", "page", "delete"): can_coordinate,
    ("wagtailcore", "page", "move"): can_coordinate,
    ("accounts", "user", "delete"): _may_delete_people,
}


@register.inclusion_tag("wagtailadmin/shared/buttons.html", takes_context=True)
def offered_bulk_actions(context: template.Context, app_label: str, model_name: str) -> dict[str, Any]:
    """Show the buttons of Wagtail's bulk actions, without those that the person cannot use."""
    shown: dict[str, Any] = bulk_action_choices(context, app_label, model_name)
    user = context["request"].user
    hidden = {reverse("wagtail_bulk_action", args=name) for name, allowed in _FOR.items() if not allowed(user)}
    return {"buttons": [button for button in shown["buttons"] if button.url not in hidden]}
