"""Freezes reports."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts.models import Organisation
from catalogue.models import CatalogueEntry
from catalogue.visibility import anonymous_viewer
from catalogue.vocabulary import get_vocabulary

from ..breakdowns import values_of
from ..figures import Four, total
from ..models import Report, Use
from ..models.reports import checksum_of
from ..periods import Period
from ..selectors.measuring import Choice, Usage, Work, measure
from ..selectors.uses import count_uses

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a report is to be about."""

    period: Period
    organisation: Organisation | None = None
    topic: str = ""
    references: tuple[str, ...] = ()


@transaction.atomic
def make_report(*, wanted: Wanted) -> Report:
    """Measure and freeze.

    A report is passed on to people outside, so it names what everybody may read. What else was counted is in the sums of the whole
    collection, but not in those of an organisation: a number of a single item without its name would be found again on that item's page.
    """
    owner = wanted.organisation
    choice = Choice(wanted.period, owner.pk if owner else None, wanted.topic, wanted.references)
    usage = measure(choice, anonymous_viewer())
    content = _content(wanted, usage if owner is None else _under_name(usage, owner))
    return Report.objects.create(organisation=owner, content=content, checksum=checksum_of(content))


def _under_name(usage: Usage, owner: Organisation) -> Usage:
    """Return what was counted of the items that bear the organisation's name."""
    return replace(usage, works=[work for work in usage.works if work.entry and work.entry.organisation_id == owner.pk])


def _content(wanted: Wanted, usage: Usage) -> dict[str, Any]:
    period, days, owner = wanted.period, usage.days, wanted.organisation
    named = [(work, work.entry) for work in usage.works if work.entry]
    others = [work for work in usage.works if not work.entry]
    of_items = count_uses([entry.item_id for _work, entry in named], anonymous_viewer(), period)
    return {
        "format": FORMAT,
        "site": settings.SITE_NAME,
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "organisation": owner.name if owner else "",
        "topic": wanted.topic,
        "references": list(wanted.references),
        "before": asdict(usage.before) if usage.has_before else None,
        "months": {f"{month:%Y-%m}": asdict(figures) for month, figures in usage.by_month().items()},
        "items": [_item(work, entry, of_items.get(entry.item_id, 0)) for work, entry in named],
        "uses": _uses([entry for _work, entry in named], period),
        "others": {
            "number": len(others),
            "has_files": any(work.has_files for work in others),
            "months": _months(others),
        },
        "days": {
            "missing": [day.isoformat() for day in days.missing],
            "left_out": dict(days.left_out),
            "double_clicks": days.double_clicks,
            "rules": days.rules,
        },
    }


def _uses(entries: list[CatalogueEntry], period: Period) -> list[int]:
    """Return the keys of what the items were used for, as far as it was accepted in the period; its words are those of the register."""
    found = Use.objects.shown_to(anonymous_viewer()).accepted_in(period)
    found = found.filter(of_items__item__in=[entry.item_id for entry in entries])
    return list(found.order_by("pk").distinct().values_list("pk", flat=True))


def _item(work: Work, entry: CatalogueEntry, uses: int) -> dict[str, Any]:
    values = values_of(entry, work.kind, get_vocabulary())
    return {
        "reference": entry.reference,
        "year": entry.year,
        "has_files": work.has_files,
        "has_editions": work.has_editions,
        "values": {name: list(found) for name, found in values.items()},
        "months": _months([work]),
        "uses": uses,
    }


def _months(works: Iterable[Work]) -> dict[str, dict[str, int]]:
    sums: dict[date, Four] = {}
    for work in works:
        for month, figures in work.months.items():
            sums[month] = total([sums.get(month, Four()), figures])
    return {f"{month:%Y-%m}": asdict(figures) for month, figures in sorted(sums.items())}
