"""Keeps a file's text in step with the file, whoever saves or deletes it."""

from typing import Any

from django.db.models.signals import post_save, pre_delete

from .models import PageText, RepositoryFile
from .services import store_text
from .signals import file_changed

# What Wagtail fills in later without a change of the file.
_FILLED_IN = frozenset({"file_size", "file_hash"})


def after_file_saved(
    instance: RepositoryFile, created: bool, update_fields: frozenset[str] | None = None, **_: Any
) -> None:
    """Store the text that was read from the file; tell whoever shows the file that it is another one."""
    if update_fields and update_fields <= _FILLED_IN:
        return
    if instance.unsaved_texts is not None:
        texts, instance.unsaved_texts = instance.unsaved_texts, None
        store_text(instance, texts)
    if not created:
        file_changed.send(RepositoryFile, file_id=instance.pk)


def before_file_deleted(instance: RepositoryFile, **_: Any) -> None:
    """Delete the text first: what is told to whoever shows the file is that nothing of it is left."""
    PageText.objects.filter(file=instance).delete()
    file_changed.send(RepositoryFile, file_id=instance.pk)


def connect() -> None:
    """Connect the receivers; called once, when the app is ready."""
    post_save.connect(after_file_saved, sender=RepositoryFile, dispatch_uid="files.file_saved")
    pre_delete.connect(before_file_deleted, sender=RepositoryFile, dispatch_uid="files.file_deleted")
