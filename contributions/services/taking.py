"""Taking the next contribution from the queue."""

from django.db import transaction

from accounts.models import User

from ..models import Contribution
from ..permissions import may_decide
from . import moderation


@transaction.atomic
def take_next(*, by: User) -> Contribution | None:
    """Give the person what waits longest, is not their own and is held by nobody; None where there is nothing.

    Two who ask at once get two different ones: a row that somebody is just taking is passed over.
    """
    free = Contribution.objects.waiting().not_by(by).filter(reviewer__isnull=True).select_for_update(skip_locked=True)
    found = next((one for one in free if may_decide(by, one)), None)
    return moderation.hand_over(contribution=found, by=by, to=by) if found else None
