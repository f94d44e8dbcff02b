"""What the tests of a module have in common, made once: each test begins with it and is rolled back to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction
from django.test import override_settings

from pytest_django import DjangoDbBlocker


@contextmanager
def kept_for_module(blocker: DjangoDbBlocker, media: Path) -> Iterator[None]:
    """Keep the rows and files that are made inside until the block ends.

    For tests that search the embedded index or none: one outside the database is emptied between two tests.

    Args:
        blocker: of pytest-django.
        media: a folder for the files. What tests write there stays until the block ends, as no rollback reaches it.
    """
    with blocker.unblock(), override_settings(MEDIA_ROOT=str(media)), transaction.atomic():
        yield
        transaction.set_rollback(True)
