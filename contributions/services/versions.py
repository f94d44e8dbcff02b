"""Earlier versions of a text, which may hold what was taken out of it before it was published."""

from django.db import transaction

from wagtail.models import Page, PageLogEntry, Revision


@transaction.atomic
def purge_earlier_versions(*, page: Page) -> int:
    """Delete every version of a page before the one that is published, and what the history tells of their titles.

    Returns:
        How many versions were deleted.
    """
    kept = [page.live_revision_id, page.latest_revision_id]
    # What is to be published on a day to come is later, not earlier.
    earlier = Revision.page_revisions.filter(object_id=str(page.pk), approved_go_live_at=None).exclude(pk__in=kept)
    number = earlier.count()
    earlier.delete()
    PageLogEntry.objects.filter(page_id=page.pk).update(label=str(page), data={})
    return number
