"""A migrated database with the site's pages and topics, made once and copied: an empty migrate alone takes 19 seconds.

The copy is renewed when a migration, a standing page or the vocabulary changes. Databases are known by their name: the path
of a file on SQLite, the name in the cluster on PostgreSQL.
"""

import fcntl
import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from cms.services.site_setup import ensure_site
from search.engines.sqlite import schema

from . import database_postgresql as postgresql

ROOT = Path(settings.BASE_DIR)
MIGRATIONS = "*/migrations/*.py"
SOURCES = (
    MIGRATIONS,
    "cms/content/*.json",
    "cases/vocabulary/*.json",
    "cases/vocabulary/*/*.tsv",
    "cases/models/*.py",
    "publications/models.py",
    "accounts/services.py",
    "accounts/receivers.py",
    "tests/hashers.py",
    "cms/services/*.py",
    # By which rules the empty index says that it is made.
    *schema.RULES,
)


def is_sqlite() -> bool:
    """Whether the suite runs on SQLite."""
    return settings.DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"


def fingerprint(*patterns: str) -> str:
    """Return a digest of all files that match, and of the versions of Django and Wagtail."""
    digest = hashlib.sha256(f"{version('django')} {version('wagtail')}".encode())
    for path in sorted(path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def locked(folder: Path, name: str) -> Iterator[None]:
    """Let one process at a time make a template in the folder; who needs another one does not wait."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def database_in_use() -> str:
    """Return the name of the database that Django's connection uses."""
    return str(settings.DATABASES["default"]["NAME"])


def use_database(name: str | Path) -> None:
    """Make Django's connection use this database from now on."""
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = str(name)


def _prepare() -> None:
    call_command("migrate", verbosity=0)
    ensure_site()
    call_command("load_topics", verbosity=0)


def template(name: str, patterns: tuple[str, ...], prepare: Callable[[], None], start: str | None = None) -> str:
    """Return the name of a prepared database, made now if there is none for the present sources.

    Args:
        name: what it is for.
        patterns: the files that its content depends on.
        prepare: fills the database that is in use meanwhile.
        start: another prepared database to begin with, in place of an empty one.
    """
    folder = Path(settings.TEST_TEMPLATE_DIR)
    before = database_in_use()
    with locked(folder, name):
        make = _template_file if is_sqlite() else postgresql.template
        found = make(name, fingerprint(*patterns), lambda draft: _fill(draft, prepare), start)
    use_database(before)
    return found


def _fill(draft: str, prepare: Callable[[], None]) -> None:
    use_database(draft)
    prepare()
    if is_sqlite():
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _template_file(name: str, digest: str, fill: Callable[[str], None], start: str | None) -> str:
    folder = Path(settings.TEST_TEMPLATE_DIR)
    path = folder / f"{name}-{digest}.sqlite3"
    if not path.exists():
        for old in folder.glob(f"{name}-*.sqlite3"):
            old.unlink()
        draft = folder / f"{name}-draft.sqlite3"
        draft.unlink(missing_ok=True)
        if start:
            shutil.copyfile(start, draft)
        fill(str(draft))
        draft.rename(path)
    return str(path)


def copy_of(source: str, folder: Path) -> str:
    """Return the name of a copy of a prepared database, made in the folder or the cluster."""
    if not is_sqlite():
        return postgresql.copy_of(source)
    target = folder / f"casebook-{uuid4().hex[:8]}.sqlite3"
    shutil.copyfile(source, target)
    return str(target)


def prepared_site() -> str:
    """Return the name of the empty site's database."""
    start = None if is_sqlite() else postgresql.migrated(fingerprint(MIGRATIONS))
    return template("site", SOURCES, _prepare, start)


def fresh_copy(folder: Path) -> str:
    """Return the name of a copy of the empty site's database."""
    return copy_of(prepared_site(), folder)


def discard(name: str) -> None:
    """Forget a copy; files go with their folder."""
    if not is_sqlite():
        postgresql.drop(name)


def address_of(name: str) -> str:
    """Return DATABASE_URL for another process."""
    return f"sqlite:///{name}" if is_sqlite() else postgresql.address_of(name)
