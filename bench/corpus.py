"""The databases that are measured: synthetic cases, kept in .cache/bench between runs."""

import hashlib
import os
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tqdm import tqdm

from cases.vocabulary.loading import load_vocabulary
from catalogue import vocabulary
from cms.services.site_setup import ensure_site
from cms.synthetic.loading import load_synthetic
from search.engines import get_engine

SOURCES = (
    "*/migrations/*.py",
    "catalogue/**/*.py",
    "search/**/*.py",
    "cms/synthetic/*.py",
    "cases/vocabulary/*.json",
    "cases/models/*.py",
)


def use_corpus(number: int) -> float | None:
    """Make Django use a database with `number` cases; return the CPU seconds it took to make, or None if it was there."""
    folder = Path(settings.BASE_DIR) / ".cache" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{number}-{_fingerprint()}.sqlite3"
    seconds = None
    if not path.exists():
        for old in folder.glob(f"{number}-*"):
            old.unlink()
        draft = folder / f"draft-{number}.sqlite3"
        draft.unlink(missing_ok=True)
        _use(draft)
        seconds = _fill(number)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        draft.rename(path)
    _use(path)
    return seconds


def _use(path: Path) -> None:
    connection.close()
    # The corpus is filled with the embedded engine; another one gets an index of its own, see `bench.elasticsearch`.
    settings.SEARCH_URL = "sqlite://"
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = str(path)
    get_engine.cache_clear()
    vocabulary._held.clear()


def _fill(number: int) -> float:
    call_command("migrate", verbosity=0)
    ensure_site()
    load_vocabulary()
    start = os.times()
    with tqdm(total=number, desc=f"{number} cases", unit=" cases", file=sys.stderr) as bar:
        load_synthetic(number, bar.update)
    end = os.times()
    return (end.user + end.system) - (start.user + start.system)


def _fingerprint() -> str:
    root = Path(settings.BASE_DIR)
    digest = hashlib.sha256()
    for path in sorted(path for pattern in SOURCES for path in root.glob(pattern)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
