"""What commands have in common."""

from django.core.checks import Tags
from django.core.management.base import BaseCommand


class LightCommand(BaseCommand):
    """A command that is run often, or has much to read: it begins with the checks of what it uses.

    The others, which `migrate` and `check` run, load all pages of the site: half of the time that such a command takes to start.
    """

    requires_system_checks = (Tags.compatibility,)
