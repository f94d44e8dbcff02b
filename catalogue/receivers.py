"""Keeps the catalogue in step with what happens elsewhere, inside the transaction in which it happens."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save

from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from accounts.models import Organisation
from cases import signals
from cases.models import SharedItem
from cases.models.topics import tagged_item_models
from files.signals import file_changed

from .kinds import ITEM_MODELS
from .live_items import items_of_file
from .models import CatalogueEntry, EntryTopic
from .services.entries import publish_entry, refresh_below, refresh_items, withdraw_entries
from .vocabulary import get_vocabulary, organisations_changed, vocabulary_changed


def on_item_published(sender: type[SharedItem], item_id: int, **_: Any) -> None:
    """Write the entry."""
    publish_entry(sender, item_id)


def on_item_unpublished(item_id: int, **_: Any) -> None:
    """Withdraw the entry."""
    withdraw_entries([item_id])


def before_item_deleted(instance: SharedItem, **_: Any) -> None:
    """Withdraw the entry of a page that is deleted, alone or with its parent."""
    withdraw_entries([instance.pk])


def on_topics_changed(topic_ids: list[int], moved: bool = True, **_: Any) -> None:
    """Renew the vocabulary; where topics moved also their entries, which count under all broader topics too."""
    vocabulary_changed()
    if not moved:
        return
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


def before_organisation_saved(instance: Organisation, **_: Any) -> None:
    """Note whether the address changes: it is all that entries have of an organisation."""
    held = Organisation.objects.filter(pk=instance.pk).values_list("slug", flat=True).first()
    instance.__dict__["_address_changes"] = held not in {None, instance.slug}


def on_organisation_changed(instance: Organisation, **_: Any) -> None:
    """Renew the names of organisations; where the address changed also the entries that carry it."""
    organisations_changed()
    if instance.__dict__.pop("_address_changes", False):
        refresh_items(CatalogueEntry.objects.filter(organisation=instance).values_list("item_id", flat=True))


def on_restriction_changed(instance: PageViewRestriction, **_: Any) -> None:
    """Withdraw or bring back what lies under a page that staff made private or public again."""
    refresh_below(instance.page)


def on_page_moved(instance: Page, **_: Any) -> None:
    """Withdraw or bring back what was moved to or from under a page that staff made private."""
    refresh_below(instance)


def on_file_changed(file_id: int, **_: Any) -> None:
    """Read the file of live items again: it is another one, has another language, or is about to be deleted."""
    refresh_items(items_of_file(file_id))


def connect() -> None:
    """Connect all receivers; called once, when the app is ready."""
    signals.item_published.connect(on_item_published, dispatch_uid="catalogue.item_published")
    signals.item_unpublished.connect(on_item_unpublished, dispatch_uid="catalogue.item_unpublished")
    signals.topics_changed.connect(on_topics_changed, dispatch_uid="catalogue.topics_changed")
    for model in ITEM_MODELS:
        pre_delete.connect(before_item_deleted, sender=model, dispatch_uid=f"catalogue.delete.{model.__name__}")
    pre_save.connect(before_organisation_saved, sender=Organisation, dispatch_uid="catalogue.organisation_before")
    post_save.connect(on_organisation_changed, sender=Organisation, dispatch_uid="catalogue.organisation_saved")
    post_delete.connect(on_organisation_changed, sender=Organisation, dispatch_uid="catalogue.organisation_deleted")
    file_changed.connect(on_file_changed, dispatch_uid="catalogue.file_changed")
    post_page_move.connect(on_page_moved, dispatch_uid="catalogue.page_moved")
    for signal, name in ((post_save, "saved"), (post_delete, "deleted")):
        signal.connect(on_restriction_changed, sender=PageViewRestriction, dispatch_uid=f"catalogue.restriction_{name}")
