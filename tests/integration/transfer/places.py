"""Databases of both kinds to export from and import into, each with a folder for its files."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.db import connections, models
from django.db.utils import ConnectionHandler

import dj_database_url

# Nobody listens there.
NO_ENGINE = "elasticsearch+http://127.0.0.1:9/casebook"
LEFT_OUT = {"catalogue", "search", "wagtailsearch", "sessions"}
# What single readers did stays where it was counted.
TABLES_LEFT_OUT = {"usage.Event", "usage.LeftOut", "usage.SpoolFile", "usage.EmptySearch"}
Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Place:
    """A database and the folder beside it, as another process is told of them."""

    database: str
    folder: Path

    @property
    def name(self) -> str:
        """What `use_database` takes."""
        return str(dj_database_url.parse(self.database)["NAME"])

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file."""
        return self.database.startswith("sqlite")

    @property
    def media(self) -> Path:
        """Where the files are."""
        return self.folder / "media"

    @property
    def environment(self) -> dict[str, str]:
        """The settings; the embedded engine where it works, else one that never answers."""
        return {
            **os.environ,
            "DATABASE_URL": self.database,
            "VAR_DIR": str(self.folder),
            "SEARCH_URL": "sqlite://" if self.is_sqlite else NO_ENGINE,
            "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        }

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run Python with these arguments here."""
        return subprocess.run(
            [sys.executable, *command],
            cwd=settings.BASE_DIR,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def manage(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command of manage.py here."""
        return self.run("manage.py", *command)

    @contextmanager
    def read(self) -> Iterator[str]:
        """Yield a name for `using`: the models read this database, beside the one of the test."""
        name = f"place-{uuid4().hex}"
        connections[name] = ConnectionHandler({"default": dj_database_url.parse(self.database)})["default"]
        try:
            yield name
        finally:
            connections[name].close()
            del connections[name]

    def rows(self) -> Rows:
        """Return every row of every table that moves, read by the models."""
        with self.read() as using:
            return {
                model._meta.label: list(models.QuerySet(model, using=using).order_by("pk").values())
                for model in moving_models()
            }

    def files(self) -> dict[str, bytes]:
        """Return the content of every file by its path."""
        return {
            path.relative_to(self.media).as_posix(): path.read_bytes()
            for path in self.media.rglob("*")
            if path.is_file()
        }


def moving_models() -> list[type[models.Model]]:
    """Return the models whose tables move: all but those that other tables give again, and what tells of single readers."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in LEFT_OUT and model._meta.label not in TABLES_LEFT_OUT and not model._meta.proxy
    ]
