"""After an import the site works in this process, on whatever engine and database the suite runs."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.test import Client

import pytest
from pytest_django import DjangoDbBlocker

from accounts.models import User
from cms.demo.people import ACCOUNTS, PASSWORD
from search.engines import get_engine
from search.models import CatalogueEntry
from search.services.comparison import compare
from search.vocabulary import get_vocabulary

from .conftest import Maker, used
from .places import Place

pytestmark = pytest.mark.xdist_group("transfer")


@pytest.fixture
def arrived(own_kind: Maker, archive: Path, django_db_blocker: DjangoDbBlocker, settings) -> Iterator[Place]:
    """A place that this process uses and has imported into."""
    place = own_kind()
    settings.MEDIA_ROOT = str(place.media)
    with django_db_blocker.unblock(), used(place.name):
        # As a process remembers it that has worked with another database.
        ContentType.objects.get_for_model(User).app_label = "remembered"
        call_command("import_data", str(archive), verbosity=0, stdout=StringIO())
        yield place


def test_the_site_serves_what_was_imported(arrived: Place):
    assert CatalogueEntry.objects.count() == 81
    assert len(list(get_engine().versions())) == 81
    assert not compare()
    entry = CatalogueEntry.objects.filter(audience="public").first()
    assert entry.title.encode() in Client().get(entry.get_absolute_url()).content
    assert b"results" in Client().get("/search/", {"q": "labour"}).content


def test_people_sign_in_with_their_passwords(arrived: Place):
    email, _first, _last, role = ACCOUNTS[0]
    assert Client().login(email=email, password=PASSWORD)
    assert [str(group) for group in User.objects.get(email=email).groups.all()] == [role.value]


def test_what_a_process_remembers_is_forgotten(arrived: Place):
    assert ContentType.objects.get_for_model(User).app_label == "accounts"
    assert get_vocabulary().token is not None
    assert len(get_vocabulary().organisations) == 13
