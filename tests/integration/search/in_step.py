"""Whether items, catalogue and index agree."""

from django.core.management import call_command

from search.services import comparison


def in_step() -> bool:
    """Whether they agree once all is delivered."""
    call_command("search_worker", "--once", verbosity=0)
    return not comparison.compare()
