"""Erasing what was sent, for good: the row of the contribution stays, with who did what when and the names of what was in it."""

from django.db import transaction

from cases.models import SharedItem
from catalogue.services.erasing import Erased, erase_item

from ..item_fields import everything_in
from ..models import Contribution, ContributionEvent, ImportedCase, ImportRow
from ..states import Action, State
from .drafts import forget_draft


@transaction.atomic
def forget_contribution_of(item: SharedItem) -> None:
    """Delete what is left of an item's contribution before the item is erased by command: draft, files, and what people wrote."""
    held = Contribution.objects.select_for_update().filter(page=item.pk).first()
    if held is None:
        return
    if held.draft is not None:
        draft, held.draft = held.draft, None
        held.save(update_fields=["draft"])
        forget_draft(draft)
    forget_words_about(held)
    held.state = State.WITHDRAWN
    held.save(update_fields=["state"])
    ContributionEvent.objects.create(contribution=held, action=Action.ERASE, state=held.state)


@transaction.atomic
def erase_with_contribution(*, item: SharedItem) -> Erased:
    """Erase an item for good, with everything that is left of its contribution."""
    forget_contribution_of(item)
    return erase_item(item=item)


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
    forget_words_about(held)


def forget_words_about(held: Contribution) -> None:
    """Delete what people wrote about it, and what rows of spreadsheets that were not made yet say of it."""
    held.events.update(text="")
    imported = ImportedCase.objects.filter(contribution=held).first()
    if imported is not None:
        rows = ImportRow.objects.filter(source_id=imported.source_id, of_import__kind=imported.kind)
        rows.filter(of_import__organisation=imported.organisation_id).update(answers={}, problems=[])
