"""Writes of the register of uses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts.models import User
from files.models import RepositoryFile

from ..models import Use, UseOfItem, UseReporter
from ..use_codes import UseState
from .notices import tell_of_proposed_use

REPORTERS_KEPT = timedelta(days=180)
# The same words about the same item within this time are the same report, sent twice.
SENT_TWICE = timedelta(days=1)


class ChangedMeanwhile(Exception):
    """Somebody else has changed the use since it was opened."""


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who tells of a use, as far as they want to say."""

    name: str = ""
    email: str = ""
    organisation: str = ""

    def __bool__(self) -> bool:
        return bool(self.name or self.email or self.organisation)


@dataclass(frozen=True, slots=True)
class Decision:
    """In which state a coordinator leaves a use, how its items were used, by their keys, and a file that proves it from now on."""

    state: UseState
    relations: Mapping[int, str] = field(default_factory=dict)
    evidence: RepositoryFile | None = None


@transaction.atomic
def propose_use(*, use: Use, item_id: int, relation: str, reporter: Reporter) -> Use:
    """Note a use of an item that somebody told of; nobody but coordinators sees it. What is sent twice is noted once."""
    since = timezone.now() - SENT_TWICE
    twins = Use.objects.filter(kind=use.kind, account=use.account, of_items__item=item_id, proposed_at__gte=since)
    if (twin := twins.filter(state=UseState.PROPOSED).first()) is not None:
        return twin
    use.state = UseState.PROPOSED
    use.save()
    UseOfItem.objects.create(use=use, item_id=item_id, relation=relation)
    if reporter:
        UseReporter.objects.create(
            use=use, name=reporter.name, email=reporter.email, organisation=reporter.organisation
        )
    tell_of_proposed_use(use)
    return use


@transaction.atomic
def decide_use(*, use: Use, decision: Decision, by: User, seen: str | None = None) -> Use:
    """Store a use as a coordinator has written it, with its items, and what was decided.

    Args:
        use: with the texts as they are to be; one without a key is new.
        decision: the state, and the relations that take the place of those that there are.
        by: who decides.
        seen: when the use was last changed, as far as the coordinator knows (ISO 8601).

    Raises:
        ChangedMeanwhile: it was changed after that, or nothing is said of when; nothing is stored.
        Use.DoesNotExist: it went with the last of its items.
    """
    if use.pk is not None:
        _lock_as_seen(use, seen)
    use.changed_at = timezone.now()
    use.state = decision.state
    if decision.state == UseState.PROPOSED:
        use.decided_at = use.decided_by = None
    else:
        use.decided_at, use.decided_by, use.lost_an_item = use.changed_at, by, False
    if decision.evidence is not None:
        _delete_evidence(Use.objects.filter(pk=use.pk))
        use.evidence_file = decision.evidence
    use.save()
    use.of_items.all().delete()
    rows = [UseOfItem(use=use, item_id=item, relation=relation) for item, relation in decision.relations.items()]
    UseOfItem.objects.bulk_create(rows)
    return use


@transaction.atomic
def refuse_use(*, use: Use, by: User, seen: str | None) -> None:
    """Refuse a use as it stands.

    Args:
        use: which one.
        by: who decides.
        seen: when the use was last changed, as far as the coordinator knows (ISO 8601).

    Raises:
        ChangedMeanwhile: it was changed after that, or nothing is said of when; it stays what it is.
        Use.DoesNotExist: it went with the last of its items.
    """
    _lock_as_seen(use, seen)
    now = timezone.now()
    Use.objects.filter(pk=use.pk).update(state=UseState.REFUSED, changed_at=now, decided_at=now, decided_by=by)


def _lock_as_seen(use: Use, seen: str | None) -> None:
    """Keep others from changing a use until the transaction ends, if nobody did since it was seen."""
    stored = Use.objects.select_for_update().get(pk=use.pk)
    if stored.changed_at.isoformat() != seen:
        raise ChangedMeanwhile


@transaction.atomic
def take_out_erased_item(*, item_id: int) -> None:
    """Take an item that is being erased out of the register, with the uses of which it was the only item.

    What a use of several items says may tell of the one that is erased. None of them would hide it any longer, so it waits again
    until a coordinator has read it.
    """
    naming = UseOfItem.objects.filter(item=item_id)
    uses = Use.objects.select_for_update().filter(pk__in=naming.values("use")).order_by("pk")
    found = Use.objects.filter(pk__in=[use.pk for use in uses])
    naming.delete()
    without_items = found.exclude(Exists(UseOfItem.objects.filter(use=OuterRef("pk"))))
    _delete_evidence(without_items)
    without_items.delete()
    # A form that was opened before names the item still.
    found.update(changed_at=timezone.now(), lost_an_item=True)
    found.filter(state=UseState.ACCEPTED).update(state=UseState.PROPOSED, decided_at=None, decided_by=None)


def _delete_evidence(uses: QuerySet[Use]) -> None:
    """Delete the files that prove some uses: nothing else holds them."""
    for file in RepositoryFile.objects.filter(pk__in=uses.values("evidence_file")):
        file.delete()


@transaction.atomic
def forget_reporter(*, use: Use) -> int:
    """Delete who told of a use; return how many rows that were."""
    return UseReporter.objects.filter(use=use).delete()[0]


@transaction.atomic
def forget_old_reporters() -> int:
    """Delete who told of uses 180 days ago; return how many there were."""
    return UseReporter.objects.filter(given_at__lt=timezone.now() - REPORTERS_KEPT).delete()[0]
