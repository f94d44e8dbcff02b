"""A migrated database with the site's pages and topics, made once and copied: an empty migrate alone takes 19 seconds.

The copy is renewed when a migration, a standing page or the vocabulary changes.
"""

import fcntl
import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from cms.services.site_setup import ensure_site

ROOT = Path(settings.BASE_DIR)
SOURCES = (
    "*/migrations/*.py",
    "search/engines/sqlite/schema.py",
    "cms/content/*.json",
    "cases/vocabulary/*.json",
    "accounts/services.py",
    "cms/services/*.py",
)


def fingerprint(*patterns: str) -> str:
    """Return a digest of all files that match, and of the versions of Django and Wagtail."""
    digest = hashlib.sha256(f"{version('django')} {version('wagtail')}".encode())
    for path in sorted(path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Let one process at a time make templates in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def use_database(path: Path) -> None:
    """Make Django's connection use this file from now on."""
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = str(path)


def _prepare() -> None:
    call_command("migrate", verbosity=0)
    ensure_site()
    call_command("load_topics", verbosity=0)


def template(name: str, patterns: tuple[str, ...], prepare: Callable[[], None]) -> Path:
    """Return the file of a prepared database, made now if there is none for the present sources."""
    folder = Path(settings.TEST_TEMPLATE_DIR)
    path = folder / f"{name}-{fingerprint(*patterns)}.sqlite3"
    with locked(folder):
        if not path.exists():
            for old in folder.glob(f"{name}-*.sqlite3"):
                old.unlink()
            draft = folder / f"{name}-draft.sqlite3"
            use_database(draft)
            prepare()
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.close()
            draft.rename(path)
    return path


def fresh_copy(folder: Path) -> Path:
    """Return a copy of the empty site's database in the folder."""
    target = folder / "casebook.sqlite3"
    shutil.copyfile(template("site", SOURCES, _prepare), target)
    return target
