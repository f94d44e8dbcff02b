"""Which items the catalogue holds: the one definition, for a single publication and for a rebuild alike."""

from django.db.models import Q, QuerySet

from wagtail.models import PageViewRestriction

from cases.models import SharedItem

from .kinds import ITEM_MODELS
from .visibility import Viewer


def live_items(model: type[SharedItem]) -> QuerySet[SharedItem]:
    """Return the live items of a type: published, no alias, and under no page that staff made private in the admin.

    A page that code has put in as live was never published: nobody said that it may be shared.
    """
    restricted = PageViewRestriction.objects.values_list("page__path", flat=True)
    private = Q()
    for path in restricted:
        private |= Q(path__startswith=path)
    published = model.objects.filter(first_published_at__isnull=False, last_published_at__isnull=False)
    items = published.filter(live=True, alias_of__isnull=True).select_related("organisation")
    return items.exclude(private) if private else items


def items_of_file(file_id: int) -> list[int]:
    """Return the keys of the live items that a file belongs to."""
    return [
        pk
        for model in ITEM_MODELS
        for pk in model.objects.filter(**{model.file_relation: file_id}, live=True).values_list("pk", flat=True)
    ]


def is_shared_with(item: SharedItem, viewer: Viewer) -> bool:
    """Whether the item itself, as it is loaded, may be shown to the viewer.

    The second line behind the catalogue: what shows a single item asks this too, so that an entry that is out of step
    shows nothing that the agreement forbids.
    """
    return bool(item.live) and item.alias_of_id is None and viewer.sees(item)
