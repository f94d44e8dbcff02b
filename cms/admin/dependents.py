"""Which items name a page: related ones, outcomes that it supports, later judgments, newer editions.

Changes that wait in a draft of a live item are not asked: they name it when they are published.

Wagtail's own index of references is told nothing of these relations, and would say "0 times".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from django.db.models import Field

from wagtail.models import Page

from cases.models import SharedItem
from catalogue.kinds import ITEM_MODELS


@dataclass(frozen=True, slots=True)
class Dependent:
    """An item that names the page, and as what."""

    item: SharedItem
    relation: str


@cache
def _relations() -> tuple[tuple[type[SharedItem], Field, type[Page]], ...]:
    """Return the fields by which an item names a page, and pages of which type they name."""
    own_of_wagtail = {field.name for field in Page._meta.get_fields()} | {"page_ptr"}
    return tuple(
        (model, field, cast(type[Page], field.related_model))
        for model in ITEM_MODELS
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.name not in own_of_wagtail
        and isinstance(field.related_model, type)
        and issubclass(field.related_model, Page)
    )


def dependents_of(page: Page) -> list[Dependent]:
    """Return the items that name the page, in the order of their kinds and titles."""
    return list(_found(page))


def _found(page: Page) -> Iterator[Dependent]:
    for model, field, named in _relations():
        if isinstance(page.specific_deferred, named):
            for item in model.objects.filter(**{field.name: page.pk}).order_by("title", "pk"):
                yield Dependent(item, str(field.verbose_name))


def files_of(page: Page) -> list[str]:
    """Return the titles of the files that the item holds."""
    item = page.specific
    return [str(file.title) for file in getattr(item, item.file_relation).all()] if isinstance(item, SharedItem) else []
