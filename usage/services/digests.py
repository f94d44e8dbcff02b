"""The digest: chosen by each person, and sent once for each quarter that is over."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from accounts.mailing import make_mail
from accounts.models import User

from ..models import DigestWish
from ..periods import Period, last_quarter, today
from ..selectors.digests import digest_of
from .rollup import CLOSED_AFTER

logger = logging.getLogger(__name__)
Progress = Callable[[], object]


@transaction.atomic
def choose_digest(*, user: User, wanted: bool) -> None:
    """Note whether a person wants the digest; the first is that of the quarter in which they say so."""
    if wanted:
        DigestWish.objects.get_or_create(user=user, defaults={"told_until": last_quarter().last})
    else:
        DigestWish.objects.filter(user=user).delete()


def send_digests(progress: Progress = lambda: None) -> int:
    """Send the digest of the last quarter to who has not had it, once its days are closed; return how many were sent.

    Each person is noted as told before their mail goes, so that nobody gets it twice, whenever this is cut off. The mail server is
    reached first: while it is away nobody is noted, and where it goes away meanwhile the others wait.

    Raises:
        OSError: the mail server is away.
    """
    quarter = last_quarter()
    due = DigestWish.objects.filter(told_until__lt=quarter.last).order_by("pk")
    keys = list(due.values_list("user_id", flat=True)) if today() >= quarter.last + CLOSED_AFTER else []
    if not keys:
        return 0
    sent = 0
    with get_connection() as server:
        for user in User.objects.filter(pk__in=keys).order_by("pk"):
            sent += _send(user, quarter, server)
            progress()
    return sent


def _send(user: User, quarter: Period, server: BaseEmailBackend) -> bool:
    """Send one, unless another process did or there is nothing to tell."""
    with translation.override(user.language or settings.LANGUAGE_CODE):
        told = digest_of(user, quarter)
        context = {"quarter": quarter, "told": told, "choice": reverse("usage_digest")}
        mail = make_mail("usage/email/digest", user.email, context)
    mail.connection = server
    server.open()
    mine = DigestWish.objects.filter(user=user, told_until__lt=quarter.last).update(told_until=quarter.last)
    if not (mine and told):
        return False
    try:
        mail.send()
    except OSError as error:
        # Its text can hold the address.
        logger.error("A digest could not be sent (%s).", type(error).__name__)
        server.close()
        return False
    return True
