"""Tells of an import once, however many cases it made: numbers and a link, in nobody's words."""

from django.urls import reverse_lazy

from accounts.mailing import send_with_link

from ..models import Import, RowState
from ..permissions import reviewers


def tell_of_import(held: Import) -> None:
    """Tell whoever brought it what was made, and the reviewers that there is something to read."""
    counts = held.counts()
    owner = held.owner
    send_with_link("contributions/email/import", owner, {"counts": counts}, reverse_lazy("import", args=[held.key]))
    made = counts[RowState.NEW] + counts[RowState.CHANGED]
    if made:
        for user in reviewers().exclude(pk=owner.pk):
            send_with_link("contributions/email/import_review", user, {"made": made}, reverse_lazy("review_queue"))
