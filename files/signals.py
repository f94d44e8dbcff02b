"""What happens to files, told inside the transaction in which it happens."""

from django.dispatch import Signal

# Sent with `file_id` when a file was replaced, renamed or given another language, and when it is about to be deleted: its
# text is gone by then, and what it belongs to can still be asked for.
file_changed = Signal()
