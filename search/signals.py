"""What the search tells those who listen."""

from django.dispatch import Signal

# The night has come: whoever has to do something once a night does it now.
night_came = Signal()
# Words without a filter found nothing. request; text: as it was typed.
nothing_found = Signal()
