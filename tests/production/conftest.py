"""One stack for all tests of the folder."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

from django.test import override_settings

import psycopg
import pytest

from search.engines import get_engine
from tests.database import is_sqlite, prepared_site
from tests.elasticsearch_index import delete_indexes

from .stack import NGINX, VALKEY, Stack

NEEDED = (
    "needs nginx and Valkey (Debian: apt install nginx-light redis-server), and PostgreSQL and Elasticsearch: "
    "make test-production starts them"
)


@pytest.fixture(scope="session")
def stack(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Run everything that production runs, on a database and an index of its own."""
    if is_sqlite():
        # The stack has a database of its own; it is run once, with the suite that runs on the same parts.
        pytest.skip("about the parts of production together: make test-production runs it")
    postgresql, elasticsearch = os.environ.get("POSTGRESQL_URL"), os.environ.get("ELASTICSEARCH_URL")
    if not (Path(NGINX).exists() and Path(VALKEY).exists() and postgresql and elasticsearch):
        if os.environ.get("CI"):
            pytest.fail(NEEDED)
        pytest.skip(NEEDED)
    name = f"casebook_production_{uuid4().hex[:8]}"
    with psycopg.connect(postgresql, autocommit=True) as link:
        # To migrate an empty one takes half a minute, and is tested elsewhere.
        link.execute(f'CREATE DATABASE "{name}" TEMPLATE "{prepared_site()}"')
    database_url = urlsplit(postgresql)._replace(path=f"/{name}").geturl()
    search_url = f"elasticsearch+{elasticsearch}/{name.replace('_', '-')}"
    running = Stack(tmp_path_factory.mktemp("production"), database_url, search_url)
    try:
        running.prepare()
        running.start()
        yield running
    finally:
        running.stop()
        with psycopg.connect(postgresql, autocommit=True) as link:
            link.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        with override_settings(SEARCH_URL=search_url):
            get_engine.cache_clear()
            delete_indexes()
        get_engine.cache_clear()
