"""A digest of how texts become words: an index that was begun by other rules is not gone on with."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent.parent
_SOURCES = (
    "catalogue/facet*.py",
    "catalogue/words.py",
    "search/analysis/*",
    "search/documents.py",
    "search/engines/sqlite/*.py",
)


@cache
def analysis_fingerprint() -> str:
    """Return eight characters that change with the rules of analysis, the tables of the index or the stemmers."""
    digest = hashlib.sha256(version("pystemmer").encode())
    for path in sorted(path for pattern in _SOURCES for path in _ROOT.glob(pattern) if path.is_file()):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:8]
