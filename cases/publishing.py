"""The one way from Wagtail to the rest of the system: what happens to an item is announced in the transaction that does it.

Wagtail changes pages through its actions, whoever asks: the edit screen, bulk actions, its API, workflows, scheduled
publishing, `page.publish()` in code. They announce what they did by `page_published` and `page_unpublished`, after the
topics are stored, for copies, aliases and descendants too. `post_save` would be too early (no topics yet), `on_commit`
too late. The actions are not atomic by themselves, so each runs in a transaction here.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction

from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.revert_to_page_revision import RevertToPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from . import signals
from .models import SharedItem

ATOMIC_ACTIONS = (
    PublishPageRevisionAction,
    UnpublishPageAction,
    CopyPageAction,
    CopyPageForTranslationAction,
    CreatePageAliasAction,
    MovePageAction,
    DeletePageAction,
    RevertToPageRevisionAction,
)


def announce_published(instance: Page, **_: Any) -> None:
    """Tell that an item was published; its topics are stored by now."""
    if isinstance(instance, SharedItem):
        follow_successors(instance)
        signals.item_published.send(sender=type(instance), item_id=instance.pk)


def announce_unpublished(instance: Page, **_: Any) -> None:
    """Tell that an item was unpublished."""
    if isinstance(instance, SharedItem):
        signals.item_unpublished.send(sender=type(instance), item_id=instance.pk)


def follow_successors(item: SharedItem) -> None:
    """Put successors in the place of topics that were retired since the draft was written."""
    through = type(item)._meta.get_field("topics").remote_field.through
    links = through.objects.filter(content_object=item.pk, tag__retired_at__isnull=False).select_related("tag")
    for link in links:
        topic = link.tag.current()
        if topic.pk != link.tag_id:
            through.objects.get_or_create(content_object_id=item.pk, tag=topic)
            link.delete()


def connect() -> None:
    """Listen to Wagtail and make its actions atomic; called once, when the app is ready."""
    page_published.connect(announce_published, dispatch_uid="cases.page_published")
    page_unpublished.connect(announce_unpublished, dispatch_uid="cases.page_unpublished")
    for action in ATOMIC_ACTIONS:
        action.execute = transaction.atomic(action.execute)
    ConvertAliasPageAction.execute = _announcing(ConvertAliasPageAction.execute)


def _announcing(execute: Callable[..., Page]) -> Callable[..., Page]:
    """Return the way to make an item of an alias, which Wagtail does not announce, with the announcement."""

    @wraps(execute)
    def convert(self: ConvertAliasPageAction, *args: Any, **kwargs: Any) -> Page:
        with transaction.atomic():
            page = execute(self, *args, **kwargs)
            if page.live:
                announce_published(page.specific)
        return page

    return convert
