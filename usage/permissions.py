"""Who may see figures beyond those on an item's own page."""

from accounts.models import Membership, Organisation
from accounts.permissions import Person, can_coordinate, can_read_network


def can_see_all_usage(user: Person) -> bool:
    """Whether the user may see the figures of the whole collection."""
    return can_coordinate(user)


def can_see_usage_of(user: Person, slug: str) -> bool:
    """Whether the user may see the figures of what an organisation shared: its own people, and coordinators."""
    if can_see_all_usage(user):
        return True
    return can_read_network(user) and Membership.objects.filter(user=user.pk, organisation__slug=slug).exists()


def own_organisations(user: Person) -> list[Organisation]:
    """Return the organisations that the user works for."""
    if not can_read_network(user):
        return []
    return list(Organisation.objects.filter(memberships__user=user.pk).order_by("name"))
