"""Keeps a file's text in step where Wagtail saves the file outside our form."""

from typing import Any

from django.db.models.signals import post_save

from .models import RepositoryFile
from .services import store_text


def after_file_saved(instance: RepositoryFile, **_: Any) -> None:
    """Store the text that the form could not store before the file had a key."""
    if instance.text_is_missing:
        instance.text_is_missing = False
        store_text(instance)


def connect() -> None:
    """Connect the receiver; called once, when the app is ready."""
    post_save.connect(after_file_saved, sender=RepositoryFile, dispatch_uid="files.file_saved")
