"""The end of keeping: people are told before, and what is past its day is erased by command, never by itself."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse_lazy
from django.utils.functional import Promise

from accounts.mailing import send_with_link
from accounts.models import User
from accounts.permissions import people_with
from accounts.roles import Role
from cases.days import today
from cases.models import CaseBase
from catalogue.services.erasing import Erased

from ..models import Contribution, RetentionReminder
from ..models.draft import MODEL_BY_CODE
from .erasing import erase_with_contribution

# So long before the day people are told.
TOLD_BEFORE = timedelta(days=30)


def past_their_day() -> list[CaseBase]:
    """Return the cases, published or not, that are to be erased, the longest overdue first."""
    return sorted(_kept_until_before(today()), key=lambda item: (str(item.kept_until), item.reference))


def erase_past_their_day() -> Iterator[Erased]:
    """Erase each of them for good, in a transaction of its own."""
    for item in past_their_day():
        if (erased := _erase_if_due(item)) is not None:
            yield erased


@transaction.atomic
def _erase_if_due(item: CaseBase) -> Erased | None:
    """Erase a case, unless it was given a later day or erased while those before it were."""
    due = type(item).objects.select_for_update().filter(pk=item.pk, kept_until__lt=today()).first()
    return None if due is None else erase_with_contribution(item=due)


@transaction.atomic
def remind_of_retention() -> list[str]:
    """Tell coordinators and organisations which cases are to be erased soon, each day of a case once.

    Returns:
        The references of the cases.
    """
    told = dict(RetentionReminder.objects.values_list("reference", "kept_until"))
    soon = [item for item in _kept_until_before(today() + TOLD_BEFORE) if told.get(item.reference) != item.kept_until]
    for item in soon:
        RetentionReminder.objects.update_or_create(reference=item.reference, defaults={"kept_until": item.kept_until})
        _tell(item)
    return [item.reference for item in soon]


def _kept_until_before(day: date) -> list[CaseBase]:
    return [item for model in MODEL_BY_CODE.values() for item in model.objects.filter(kept_until__lt=day)]


def _tell(item: CaseBase) -> None:
    was_sent = Contribution.objects.filter(page=item.pk).exists()
    coordinators = people_with(Role.COORDINATOR)
    here = reverse_lazy("review", args=[item.reference]) if was_sent else _admin(item)
    for user in coordinators:
        _send(user, item, here)
    own = people_with(Role.CONTRIBUTOR).filter(memberships__organisation=item.organisation_id)
    there = reverse_lazy("contribution" if was_sent else "permalink", args=[item.reference])
    for user in own.exclude(pk__in=coordinators):
        _send(user, item, there)


def _admin(item: CaseBase) -> Promise:
    return reverse_lazy("wagtailadmin_pages:edit", args=[item.pk])


def _send(user: User, item: CaseBase, path: Promise) -> None:
    context = {"reference": item.reference, "day": item.kept_until}
    send_with_link("contributions/email/retention", user, context, path)
