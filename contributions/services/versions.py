"""Earlier versions of a text, which may hold what was taken out of it before it was published."""

from django.db import transaction

from wagtail.models import Page, PageLogEntry, Revision


@transaction.atomic
def purge_earlier_versions(*, page: Page) -> int:
    """Delete every version of a page but the one that is published, and what the history tells of their titles.

    Returns:
        How many versions were deleted.
    """
    earlier = Revision.page_revisions.filter(object_id=str(page.pk)).exclude(pk=page.live_revision_id)
    number = earlier.count()
    earlier.delete()
    PageLogEntry.objects.filter(page_id=page.pk).update(label=str(page), data={})
    return number
