"""Who may see figures beyond those on an item's own page."""

from django.db.models import QuerySet

from accounts.models import Membership, Organisation
from accounts.permissions import Person, can_coordinate, can_read_network

from .models import Report


def can_see_all_usage(user: Person) -> bool:
    """Whether the user may see the figures of the whole collection."""
    return can_coordinate(user)


def can_see_usage_of(user: Person, slug: str) -> bool:
    """Whether the user may see the figures of what an organisation shared: its own people, and coordinators."""
    if can_see_all_usage(user):
        return True
    return can_read_network(user) and Membership.objects.filter(user=user.pk, organisation__slug=slug).exists()


def own_organisations(user: Person) -> list[Organisation]:
    """Return the organisations that the user works for; of a closed account none."""
    if not can_read_network(user):
        return []
    return list(Organisation.objects.filter(memberships__user=user.pk).order_by("name"))


def can_see_report(user: Person, report: Report) -> bool:
    """Whether the user may see a report: coordinators any, others those of their organisation."""
    if can_see_all_usage(user):
        return True
    return report.organisation is not None and can_see_usage_of(user, report.organisation.slug)


def reports_of(user: Person) -> QuerySet[Report]:
    """Return the reports that the user may see."""
    if can_see_all_usage(user):
        return Report.objects.select_related("organisation")
    return Report.objects.filter(organisation__in=own_organisations(user)).select_related("organisation")
