"""Makes pages of the demo's rows and publishes them the way editors do."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from wagtail.models import Page

from cases.models import SharedItem, Topic

Item = TypeVar("Item", bound=SharedItem)
# What a row says beside the fields of the page.
_NOT_FIELDS = {"key", "topics", "published", "supporting", "related", "files", "cover", "replaces", "type"}


class DemoError(Exception):
    """A row of the demo content does not make a valid item; the message names the row and what is wrong."""


@transaction.atomic
def publish_item(
    model: type[Item], parent: Page, fields: dict[str, Any], topics: Iterable[Topic], complete: Callable[[Item], None]
) -> Item:
    """Create and publish an item, all or nothing.

    Args:
        model: the type of the item.
        parent: its index page.
        fields: values by field name; "published" is when it was first published (ISO 8601).
        topics: what it is about.
        complete: adds what needs the saved page, such as files.

    Raises:
        DemoError: the values are not valid.
    """
    item = model(**{name: value for name, value in fields.items() if name not in _NOT_FIELDS})
    if fields.get("published"):
        published = datetime.fromisoformat(fields["published"])
        item.first_published_at = published if timezone.is_aware(published) else timezone.make_aware(published)
    for field in item._meta.fields:
        # Dates and numbers arrive as text.
        if getattr(item, field.attname, None) is not None and field.name in fields and not field.is_relation:
            setattr(item, field.attname, field.to_python(getattr(item, field.attname)))
    try:
        parent.add_child(instance=item)
    except ValidationError as error:
        raise DemoError(f"“{fields['title']}”: {error.message_dict}") from error
    item.topics.set(list(topics))
    complete(item)
    item.save_revision().publish()
    return item
