"""The nightly check: ends what is past its last day, compares items, catalogue and index, puts right what differs, tells it in numbers.

Then it leaves no word of what was withdrawn in the index.
"""

import logging
from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from catalogue.services.correction import Progress
from catalogue.services.ending import end_sharing
from catalogue.services.exclusive import AlreadyRunning, exclusive

from ..engines import get_engine
from ..models import CatalogueCheck
from ..signals import night_came
from .comparison import Comparison, compare, repair

logger = logging.getLogger(__name__)

WORK = "catalogue-check"
# Results older than this say nothing any more.
_KEPT = timedelta(days=90)


def is_due() -> bool:
    """Whether the check of last night has not been made."""
    last = CatalogueCheck.objects.order_by("pk").values_list("finished_at", flat=True).last()
    return last is None or last < _last_night()


def _last_night() -> datetime:
    """Return the last time at which the check was to be made."""
    now = timezone.localtime()
    tonight = timezone.make_aware(datetime.combine(now.date(), time(settings.CATALOGUE_CHECK_HOUR)))
    return tonight if tonight <= now else tonight - timedelta(days=1)


def check_if_due() -> CatalogueCheck | None:
    """End, check and repair if it is time to and nobody else is at it; return what was found."""
    try:
        with exclusive(WORK):
            if not is_due():
                return None
            end_sharing()
            for listener, failure in night_came.send_robust(sender=None):
                if isinstance(failure, Exception):
                    logger.error("%s failed at night: %s", listener, type(failure).__name__)
            checked = check_and_repair()
            get_engine().purge()
            return checked
    except AlreadyRunning:
        return None


def check_and_repair(progress: Progress = lambda number: None) -> CatalogueCheck:
    """Compare, repair, and note what was found. The log names items by their keys, never by their titles."""
    found = compare(progress)
    if found:
        logger.error("The catalogue was out of step and is repaired: %s", _in_words(found))
        repair(found)
    else:
        logger.info("Items, catalogue and index agree.")
    CatalogueCheck.objects.filter(finished_at__lt=timezone.now() - _KEPT).delete()
    return CatalogueCheck.objects.create(found=found.counts(), repaired=bool(found))


def _in_words(found: Comparison) -> str:
    named = {name: getattr(found, name) for name, number in found.counts().items() if number}
    return "; ".join(
        f"{name.replace('_', ' ')}: {', '.join(map(str, keys[:10]))}{' …' if len(keys) > 10 else ''}"
        for name, keys in named.items()
    )
