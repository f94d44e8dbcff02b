"""Who did what to which page: coordinators see what became of deleted pages too, not administrators alone."""

from typing import Any

from django.db.models import QuerySet

from wagtail.models import PageLogEntry, PageLogEntryManager

from accounts.permissions import can_coordinate

_of_wagtail = PageLogEntryManager.viewable_by_user


def viewable_by_user(self: PageLogEntryManager, user: Any) -> QuerySet[PageLogEntry]:
    """Return the entries that the person may read."""
    seen: QuerySet[PageLogEntry] = _of_wagtail(self, user)
    if not can_coordinate(user):
        return seen
    deleted = PageLogEntry.objects.filter(deleted=True).values("page_id")
    return seen | PageLogEntry.objects.filter(page_id__in=deleted)


def connect() -> None:
    """Use it for every list of what was done; called once, when the app is ready."""
    PageLogEntryManager.viewable_by_user = viewable_by_user
