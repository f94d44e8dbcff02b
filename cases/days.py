"""The day on which sharing begins and ends."""

from datetime import date

from django.utils import timezone


def today() -> date:
    """Return the day where the site is (`TIME_ZONE`).

    Wagtail lets staff choose a time zone of their own for the admin. What they publish there is shared from the day that
    readers have.
    """
    return timezone.localdate(timezone=timezone.get_default_timezone())
