"""Loads what the demo's items were used for, by the services that the pages use: accepted by a coordinator, and one that waits."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from wagtail.models import Page

from accounts.mailing import without_mail
from accounts.models import User
from usage.models import Use, UseReporter
from usage.services.uses import Decision, Reporter, decide_use, propose_use
from usage.use_codes import UseState

from .items import DemoError
from .people import COORDINATOR

# What a row says beside the fields of a use.
_NOT_FIELDS = {"items", "days_ago", "waiting", "told_by"}


def load_uses(rows: list[dict[str, Any]], pages: Mapping[str, Page]) -> None:
    """Create what is missing, each in a transaction of its own; nobody is told by e-mail.

    Args:
        rows: fields by name, and besides: items (the relation by key or title), days_ago, waiting, told_by.
        pages: the items by the names that rows give them.

    Raises:
        DemoError: a row is not valid, or names an item that is not there.
    """
    coordinator = User.objects.get(email=COORDINATOR)
    with without_mail():
        for row in rows:
            if not Use.objects.filter(account=row["account"]).exists():
                _load(row, _relations(row, pages), coordinator)


@transaction.atomic
def _load(row: dict[str, Any], relations: dict[int, str], coordinator: User) -> None:
    then = timezone.now() - timedelta(days=row["days_ago"])
    use = Use(**{name: value for name, value in row.items() if name not in _NOT_FIELDS})
    use.date = date.fromisoformat(row["date"]) if "date" in row else then.date()
    try:
        use.full_clean(exclude={"evidence_file", "decided_at", "decided_by"})
    except ValidationError as error:
        raise DemoError(f"“{row['account']}”: {error.message_dict}") from error
    if row.get("waiting"):
        ((item, relation),) = relations.items()
        propose_use(use=use, item_id=item, relation=relation, reporter=Reporter(**row["told_by"]))
        UseReporter.objects.filter(use=use).update(given_at=then)
        Use.objects.filter(pk=use.pk).update(proposed_at=then, changed_at=then)
    else:
        decide_use(use=use, decision=Decision(UseState.ACCEPTED, relations), by=coordinator)
        Use.objects.filter(pk=use.pk).update(proposed_at=then, changed_at=then, decided_at=then)


def _relations(row: dict[str, Any], pages: Mapping[str, Page]) -> dict[int, str]:
    if unknown := [name for name in row["items"] if name not in pages]:
        raise DemoError(f"“{row['account']}”: there is no item “{unknown[0]}”.")
    return {pages[name].pk: relation for name, relation in row["items"].items()}
