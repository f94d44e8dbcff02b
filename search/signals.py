"""What the search tells those who listen."""

from django.dispatch import Signal

# Words without a filter found nothing. request; text: as it was typed.
nothing_found = Signal()
