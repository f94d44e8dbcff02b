"""Erasing what was sent, for good: the row of the contribution stays, with who did what when and the names of what was in it."""

from django.db import transaction

from wagtail.models import PageLogEntry

from accounts.models import User
from cases.models import CaseBase, SharedItem
from catalogue.services.erasing import Erased, erase_item, files_of
from search.engines import get_engine

from ..item_fields import everything_in
from ..models import Contribution, ContributionEvent, ImportedCase, ImportRow
from ..states import Action, State
from .drafts import forget_draft
from .versions import delete_unheld

# What an item that is about to be deleted leaves: the keys of its files.
_FILES = "_files_left"


@transaction.atomic
def forget_contribution_of(item: SharedItem, by: User | None = None) -> None:
    """Delete what is left of an item's contribution before the item is erased: draft, files, and what people wrote.

    From here on the row knows nothing of the page: that it is deleted then is told to nobody twice.
    """
    held = Contribution.objects.select_for_update().filter(page=item.pk).first()
    if held is None:
        return
    draft, held.draft, held.page, held.state = held.draft, None, None, State.ERASED
    held.save(update_fields=["draft", "page", "state"])
    if draft is not None:
        forget_draft(draft)
    forget_words_about(held)
    ContributionEvent.objects.create(contribution=held, actor=by, action=Action.ERASE, state=held.state)


@transaction.atomic
def forget_before_deletion(item: CaseBase, by: User | None) -> None:
    """Delete what is left of the contribution of an item that somebody deletes past the review, alone or with its parent.

    The history keeps the reference alone, as after erasing: a title may tell of a person.
    """
    if Contribution.objects.filter(page=item.pk).exists():
        item.__dict__[_FILES] = [file.pk for file in files_of(item)]
        PageLogEntry.objects.filter(page_id=item.pk).update(label=item.reference, data={})
        forget_contribution_of(item, by)


def forget_files_after_deletion(item: CaseBase) -> None:
    """Delete the files of a contribution whose item is deleted, unless another item has them."""
    delete_unheld(item.__dict__.pop(_FILES, ()))


@transaction.atomic
def erase_with_contribution(*, item: SharedItem) -> Erased:
    """Erase an item for good, with everything that is left of its contribution; for commands, which nobody is named for."""
    forget_contribution_of(item)
    _purge_afterwards()
    return erase_item(item=item)


def _purge_afterwards() -> None:
    """Have the index forget the words too, once the text is gone; it may take long, and a night does what fails here."""
    transaction.on_commit(lambda: get_engine().purge(), robust=True)


def names_of_filled_fields(held: Contribution) -> list[str]:
    """Return which fields of the page have something in them, never what."""
    item = held.item
    return [answer.name for answer in everything_in(item) if answer.values] if item else []


def erase_texts(held: Contribution, by: User) -> None:
    """Delete page, versions, catalogue entry, files and draft, and what people wrote to each other about it."""
    _purge_afterwards()
    draft, item = held.draft, held.item
    Contribution.objects.filter(pk=held.pk).update(draft=None, page=None)
    if draft is not None:
        forget_draft(draft)
    if item is not None:
        erase_item(item=item, by=by)
    forget_words_about(held)


def forget_words_about(held: Contribution) -> None:
    """Delete what people wrote about it, and what rows of spreadsheets that were not made yet say of it."""
    held.events.update(text="")
    imported = ImportedCase.objects.filter(contribution=held).first()
    if imported is not None:
        rows = ImportRow.objects.filter(source_id=imported.source_id, of_import__kind=imported.kind)
        rows.filter(of_import__organisation=imported.organisation_id).update(answers={}, problems=[])
