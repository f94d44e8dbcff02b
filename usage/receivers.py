"""Keeps the register of uses in step with items that are deleted, inside the transaction in which it happens."""

from typing import Any

from django.db.models.signals import pre_delete

from cases.models import SharedItem
from catalogue.kinds import ITEM_MODELS

from .services.uses import take_out_erased_item


def before_item_deleted(instance: SharedItem, **_: Any) -> None:
    """Take out an item that is deleted, alone or with its parent."""
    take_out_erased_item(item_id=instance.pk)


def connect() -> None:
    """Connect all receivers; called once, when the app is ready."""
    for model in ITEM_MODELS:
        pre_delete.connect(before_item_deleted, sender=model, dispatch_uid=f"usage.delete.{model.__name__}")
