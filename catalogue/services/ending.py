"""Withdraws what is shared no longer.

From the day after the last one nobody is shown an item, because each query asks for the day. This takes its text out of the
catalogue and the index as well: what may not be read need not be kept ready for reading.
"""

import logging

from django.db import transaction

from wagtail.actions.unpublish_page import UnpublishPageAction

from cases.days import today
from cases.models import SharedItem

from ..kinds import ITEM_MODELS
from .entries import lock_items

logger = logging.getLogger(__name__)


def end_sharing() -> list[str]:
    """Withdraw the live items whose last day has passed, each in a transaction of its own; return their references."""
    ended = []
    for model in ITEM_MODELS:
        over = model.objects.filter(live=True, shared_until__lt=today()).order_by("pk")
        for item_id in list(over.values_list("pk", flat=True)):
            if reference := _end(model, item_id):
                ended.append(reference)
    if ended:
        logger.info("Withdrawn after their last day: %s", ", ".join(ended))
    return ended


@transaction.atomic
def _end(model: type[SharedItem], item_id: int) -> str | None:
    """Withdraw an item, unless somebody has given it another last day meanwhile."""
    lock_items([item_id])
    item = model.objects.filter(pk=item_id, live=True, shared_until__lt=today()).first()
    if item is None:
        return None
    UnpublishPageAction(item).execute(skip_permission_checks=True)
    reference: str = item.reference
    return reference
