"""What the catalogue tells, inside the transaction in which it happened: who listens can still stop all of it by raising."""

from django.dispatch import Signal

# Entries were written or withdrawn. changes: list[tuple[int, int]], the key of each and the version in which it was written or
# withdrawn. What is there now, and whether it is, the catalogue says.
entries_changed = Signal()
