"""Erasing an item for good: what a court, a data-protection authority or a person in danger asks for."""

from dataclasses import dataclass

from django.db import transaction

from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import PageLogEntry

from accounts.models import User
from cases.models import SharedItem
from files.models import RepositoryFile

from ..kinds import ITEM_MODELS


@dataclass(frozen=True, slots=True)
class Erased:
    """What was taken away, and which files others still hold."""

    reference: str
    files: int
    kept_files: int


def find_item(reference: str) -> SharedItem | None:
    """Return the item with this reference, live or not."""
    for model in ITEM_MODELS:
        if item := model.objects.filter(reference=reference.upper()).first():
            return item
    return None


@transaction.atomic
def erase_item(*, item: SharedItem, by: User | None = None) -> Erased:
    """Delete the item with its versions and the files that no other item holds.

    Its history keeps what was done and when, under the reference alone: titles may tell of a person. The reference is
    never given again. Archives and backups that were made before still hold the item.

    Args:
        item: what is erased.
        by: whom its history names; None for a command.
    """
    page_id, reference = item.pk, item.reference
    files = files_of(item)
    UnpublishPageAction(item, user=by).execute(skip_permission_checks=True)
    DeletePageAction(type(item).objects.get(pk=page_id), user=by).execute(skip_permission_checks=True)
    PageLogEntry.objects.filter(page_id=page_id).update(label=reference, data={})
    own = [file for file in files if not is_held(file)]
    for file in own:
        file.delete()
    return Erased(reference, len(own), len(files) - len(own))


def files_of(item: SharedItem) -> list[RepositoryFile]:
    """Return the files of the published text, of the newest draft and of every version between."""
    keys = set(getattr(item, item.file_relation).values_list("pk", flat=True))
    for revision in item.revisions.all():
        keys |= set(revision.content.get(item.file_relation) or ())
    return list(RepositoryFile.objects.filter(pk__in=keys))


def is_held(file: RepositoryFile) -> bool:
    """Whether an item has the file, published or not; versions that are not the newest do not count."""
    return any(model.objects.filter(**{model.file_relation: file.pk}).exists() for model in ITEM_MODELS)
