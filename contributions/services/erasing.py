"""Erasing what was sent, for good: the row of the contribution stays, with who did what when and the names of what was in it."""

from catalogue.services.erasing import erase_item

from ..item_fields import everything_in
from ..models import Contribution
from .drafts import forget_draft


def names_of_filled_fields(held: Contribution) -> list[str]:
    """Return which fields of the page have something in them, never what."""
    item = held.item
    return [answer.name for answer in everything_in(item) if answer.values] if item else []


def erase_texts(held: Contribution) -> None:
    """Delete page, versions, catalogue entry, files and draft, and what people wrote to each other about it."""
    draft, item = held.draft, held.item
    if draft is not None:
        Contribution.objects.filter(pk=held.pk).update(draft=None)
        forget_draft(draft)
    if item is not None:
        erase_item(item=item)
    held.events.update(text="")
