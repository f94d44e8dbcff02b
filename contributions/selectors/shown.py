"""Where readers find what is published, or from which day."""

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from cases.days import today
from cases.models import CaseBase
from catalogue.models import CatalogueEntry
from catalogue.visibility import viewer_for


@dataclass(frozen=True, slots=True)
class Shown:
    """Where an item is shown: nothing of it is given as long as it is not published."""

    # Empty where the page would not open for the person.
    address: str = ""
    # The first day, where that is still to come.
    begins: date | None = None


def shown_to(user: User, item: CaseBase | None) -> Shown:
    """Return where the person reads the item as readers do."""
    if item is None or not item.live:
        return Shown()
    if item.shared_from and item.shared_from > today():
        return Shown(begins=item.shared_from)
    entry = CatalogueEntry.objects.seen_by(viewer_for(user)).filter(item=item.pk).first()
    return Shown(entry.get_absolute_url() if entry else "")
