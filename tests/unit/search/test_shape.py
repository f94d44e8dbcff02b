"""By which rules an index was made is said alike by every process."""

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

import pytest

from catalogue.facets import FACETS
from search.engines import tokens
from search.engines.elasticsearch import mapping
from search.engines.shape import Shape
from search.engines.sqlite import schema

DIGESTS = """
import django
django.setup()
from search.engines.elasticsearch import mapping
from search.engines.sqlite import schema
print(mapping.shape_digest(), schema.shape_digest())
"""


@pytest.fixture(scope="module")
def digests() -> list[list[str]]:
    """Return the digests of both engines as processes say them that go through sets in different orders."""
    found = []
    for seed in ("1", "2", "3"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
        done = subprocess.run(
            [sys.executable, "-c", DIGESTS],
            cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        found.append(done.stdout.split())
    return found


@pytest.mark.parametrize("engine", [0, 1], ids=["elasticsearch", "sqlite"])
def test_every_process_says_the_same_of_the_shape(digests, engine):
    assert len({both[engine] for both in digests}) == 1


DECIDING = (
    "catalogue/words.py", "catalogue/analysis/stems.py", "catalogue/analysis/suffixes.py", "catalogue/analysis/letters.py",
    "catalogue/analysis/stopwords.py", "catalogue/data/common_words.tsv", "catalogue/data/country_words.tsv",
    "catalogue/data/everyday_words.tsv", "catalogue/recognition/common_words.py", "catalogue/recognition/country_names.py",
    "catalogue/recognition/everyday_words.py", "catalogue/recognition/told.py", "catalogue/recognition/compounds.py",
    "search/documents.py",
    "search/engines/tokens.py", "accounts/countries.py",
)  # fmt: skip


@pytest.mark.parametrize("module", [schema, mapping])
def test_what_decides_what_is_in_an_index_decides_its_shape(module, monkeypatch):
    mapping.words_digest()
    asked: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    monkeypatch.setattr(module, "digest_of", lambda sources, *more: asked.append((tuple(sources), more)) or "")
    module.shape_digest.__wrapped__()
    sources, more = asked[-1]
    root = Path(settings.BASE_DIR)
    files = {str(path.relative_to(root)) for pattern in sources for path in root.glob(pattern)}
    assert set(DECIDING) <= files
    assert {version("pystemmer"), version("babel")} <= set(more)


def test_what_the_words_look_like_is_said_before_all_else(monkeypatch):
    def words() -> tuple[str, str]:
        return Shape(schema.shape_digest.__wrapped__()).words, mapping.words_digest.__wrapped__()

    before = words()
    assert Shape(mapping.shape_digest()).words == before[1]
    for part in ("topic_token", "about_token", "meaning_token", "GAP"):
        with monkeypatch.context() as patch:
            patch.setattr(tokens, part, "other" if part == "GAP" else lambda *told: "other")
            assert not set(before) & set(words()), part
    with monkeypatch.context() as patch:
        patch.setattr(tokens, "marked_stems", lambda words, language: [language + words[0]])
        assert not set(before) & set(words())
    with monkeypatch.context() as patch:
        patch.setattr(mapping, "CUT", mapping.LETTERS)
        assert words()[1] != before[1]
    assert words() == before


def test_another_facet_leaves_the_words_as_they_look(monkeypatch):
    before = mapping.words_digest.__wrapped__()
    monkeypatch.setattr(mapping, "FACETS", {**FACETS, "sector": FACETS["kind"]})
    assert mapping.words_digest.__wrapped__() == before
