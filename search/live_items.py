"""Which items the catalogue holds: the one definition, for a single publication and for a rebuild alike."""

from django.db.models import Q, QuerySet

from wagtail.models import Page, PageViewRestriction

from cases.models import CASE_TYPES, SharedItem
from publications.models import PublicationPage


def item_models() -> tuple[type[SharedItem], ...]:
    """Return the types of items."""
    return (*CASE_TYPES, PublicationPage)


def live_items(model: type[SharedItem]) -> QuerySet[SharedItem]:
    """Return the live items of a type: published, no alias, and under no page that staff made private in the admin."""
    restricted = PageViewRestriction.objects.values_list("page__path", flat=True)
    private = Q()
    for path in restricted:
        private |= Q(path__startswith=path)
    items = model.objects.filter(live=True, alias_of__isnull=True).select_related("organisation")
    return items.exclude(private) if private else items


def is_live(item: Page) -> bool:
    """Whether the catalogue holds this item."""
    return live_items(type(item)).filter(pk=item.pk).exists()
