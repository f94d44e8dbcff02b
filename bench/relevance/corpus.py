"""The demo in a database of its own, kept in .cache/relevance between runs, and an index of it on the chosen engine."""

import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tqdm import tqdm

from catalogue import vocabulary
from catalogue.models import CatalogueEntry
from search.engines import get_engine
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.shape import Standing
from search.services.rebuild import rebuild_index

FOLDER = Path(settings.BASE_DIR) / ".cache" / "relevance"
SOURCES = (
    "*/migrations/*.py",
    "*/models/*.py",
    "*/models.py",
    "*/services/*.py",
    "catalogue/**/*.py",
    "files/**/*.py",
    "cms/demo/**/*",
    "cases/vocabulary/**/*",
)


def engine_name() -> str:
    """Return which engine SEARCH_URL names."""
    return "elasticsearch" if settings.SEARCH_URL.startswith("elasticsearch") else "sqlite"


@contextmanager
def loaded_demo(large: bool) -> Iterator[None]:
    """Make Django use a database with the demo in it, made now if there is none for the present sources."""
    if connection.vendor != "sqlite":
        raise SystemExit("This makes a database of its own, with SQLite. Please leave DATABASE_URL unset.")
    chosen, name = settings.SEARCH_URL, f"demo-{'large' if large else 'small'}"
    path = FOLDER / f"{name}-{_fingerprint()}.sqlite3"
    if not path.exists():
        _make(path, name, large)
    _use(path, chosen)
    engine = get_engine()
    if isinstance(engine, ElasticsearchEngine):
        settings.SEARCH_URL = f"{chosen.rstrip('/')}/casebook-relevance-{os.getpid()}"
        get_engine.cache_clear()
    # Other rules of the search need another index, and no other demo.
    if get_engine().index_state().standing is not Standing.IN_STEP:
        with tqdm(total=CatalogueEntry.objects.count(), desc="Index", unit=" items", file=sys.stderr) as bar:
            rebuild_index(bar.update)
    try:
        yield
    finally:
        engine = get_engine()
        if isinstance(engine, ElasticsearchEngine) and (index := engine.indexes.current()):
            engine.indexes.delete(index)


def _make(path: Path, name: str, large: bool) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob(f"{name}-*"):
        old.unlink()
    media = FOLDER / f"media-{name}"
    shutil.rmtree(media, ignore_errors=True)
    settings.MEDIA_ROOT = str(media)
    draft = FOLDER / f"draft-{name}.sqlite3"
    draft.unlink(missing_ok=True)
    _use(draft, "sqlite://")
    call_command("migrate", verbosity=0)
    call_command("load_demo", large=large)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    draft.rename(path)


def _use(path: Path, search_url: str) -> None:
    connection.close()
    settings.SEARCH_URL = search_url
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = str(path)
    get_engine.cache_clear()
    vocabulary._held.clear()


def _fingerprint() -> str:
    root = Path(settings.BASE_DIR)
    digest = hashlib.sha256()
    for path in sorted(path for pattern in SOURCES for path in root.glob(pattern) if path.is_file()):
        if "__pycache__" not in path.parts:
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
