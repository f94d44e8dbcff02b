"""Keeps catalogue and index in step with what happens elsewhere, inside the transaction in which it happens."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete

from wagtail.models import PageViewRestriction

from accounts.models import Organisation
from cases import signals
from cases.models import SharedItem
from cases.models.topics import tagged_item_models

from .live_items import item_models
from .models import CatalogueEntry, EntryTopic
from .services.catalogue import publish_entry, refresh_items, withdraw_entries
from .vocabulary import get_vocabulary, vocabulary_changed


def on_item_published(item: SharedItem, **_: Any) -> None:
    """Write the entry."""
    publish_entry(item)


def on_item_unpublished(item_id: int, **_: Any) -> None:
    """Withdraw the entry."""
    withdraw_entries([item_id])


def before_item_deleted(instance: SharedItem, **_: Any) -> None:
    """Withdraw the entry of a page that is deleted, alone or with its parent."""
    withdraw_entries([instance.pk])


def on_topics_changed(topic_ids: list[int], **_: Any) -> None:
    """Renew the vocabulary, and the entries of the topics, because an entry counts under all broader topics too."""
    vocabulary_changed()
    vocabulary = get_vocabulary()
    below = {
        pk
        for topic_id in topic_ids
        if topic_id in vocabulary.slugs
        for pk in vocabulary.branch_ids(vocabulary.slugs[topic_id])
    }
    wanted = below | set(topic_ids)
    items = set(EntryTopic.objects.filter(topic__in=wanted).values_list("entry__item_id", flat=True))
    for model in tagged_item_models():
        items.update(
            model.objects.filter(tag__in=wanted, content_object__live=True).values_list("content_object_id", flat=True)
        )
    refresh_items(items)


def on_organisation_changed(instance: Organisation, created: bool = False, **_: Any) -> None:
    """Renew the names of organisations, and the entries that carry the organisation's address."""
    vocabulary_changed()
    if not created:
        refresh_items(CatalogueEntry.objects.filter(organisation=instance).values_list("item_id", flat=True))


def on_restriction_changed(instance: PageViewRestriction, **_: Any) -> None:
    """Withdraw or bring back what lies under a page that staff made private or public again."""
    items = [
        pk
        for model in item_models()
        for pk in model.objects.filter(path__startswith=instance.page.path).values_list("pk", flat=True)
    ]
    refresh_items(items)


def connect() -> None:
    """Connect all receivers; called once, when the app is ready."""
    signals.item_published.connect(on_item_published, dispatch_uid="search.item_published")
    signals.item_unpublished.connect(on_item_unpublished, dispatch_uid="search.item_unpublished")
    signals.topics_changed.connect(on_topics_changed, dispatch_uid="search.topics_changed")
    for model in item_models():
        pre_delete.connect(before_item_deleted, sender=model, dispatch_uid=f"search.delete.{model.__name__}")
    post_save.connect(on_organisation_changed, sender=Organisation, dispatch_uid="search.organisation_saved")
    post_delete.connect(on_organisation_changed, sender=Organisation, dispatch_uid="search.organisation_deleted")
    for signal, name in ((post_save, "saved"), (post_delete, "deleted")):
        signal.connect(on_restriction_changed, sender=PageViewRestriction, dispatch_uid=f"search.restriction_{name}")
