"""Earlier versions of a text, which may hold what was taken out of it before it was published."""

from collections.abc import Iterable

from django.db import transaction

from wagtail.models import Page, PageLogEntry, Revision

from cases.models import CaseBase
from catalogue.services.erasing import is_held
from files.models import RepositoryFile


@transaction.atomic
def purge_earlier_versions(*, page: Page) -> int:
    """Delete every version of a page before the one that is published, and what the history tells of their titles.

    Returns:
        How many versions were deleted.
    """
    kept = [page.live_revision_id, page.latest_revision_id]
    # What is to be published on a day to come is later, not earlier.
    earlier = Revision.page_revisions.filter(object_id=str(page.pk), approved_go_live_at=None).exclude(pk__in=kept)
    files = _files_of(earlier)
    number = earlier.count()
    earlier.delete()
    delete_unheld(files - _files_of(Revision.page_revisions.filter(object_id=str(page.pk))))
    PageLogEntry.objects.filter(page_id=page.pk).update(label=str(page), data={})
    return number


def delete_unheld(files: Iterable[int]) -> None:
    """Delete those of the files that no item has: they were taken out, and may be the reason why."""
    for file in RepositoryFile.objects.filter(pk__in=list(files)):
        if not is_held(file):
            file.delete()


def _files_of(versions: Iterable[Revision]) -> set[int]:
    return {key for version in versions for key in version.content.get(CaseBase.file_relation) or ()}
