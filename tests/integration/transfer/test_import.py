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
from cases.models import CaseStudyPage, PublicRecord
from catalogue.kinds import ITEM_MODELS
from catalogue.live_items import is_shared_with, live_items
from catalogue.models import CatalogueEntry
from catalogue.visibility import anonymous_viewer, viewer_for
from catalogue.vocabulary import get_vocabulary
from cms.demo.people import ACCOUNTS, PASSWORD
from search.engines import get_engine
from search.services.comparison import compare

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
    assert CatalogueEntry.objects.count() == 82
    assert len(list(get_engine().versions())) == 82
    assert not compare()
    entry = CatalogueEntry.objects.filter(audience="public").first()
    assert entry.title.encode() in Client().get(entry.get_absolute_url()).content
    assert b"results" in Client().get("/search/", {"q": "labour"}).content


def test_each_reader_sees_of_what_was_imported_what_the_agreements_say(arrived: Place):
    member = Client()
    member.force_login(User.objects.get(email=ACCOUNTS[0][0]))
    readers = {Client(): anonymous_viewer(), member: viewer_for(User.objects.get(email=ACCOUNTS[0][0]))}
    items = [item for model in ITEM_MODELS for item in model.objects.all()]
    # One of the pages is private in the admin.
    open_to_somebody = {item.pk for model in ITEM_MODELS for item in live_items(model)}
    for reader, viewer in readers.items():
        listed = b"".join(reader.get("/search/results.csv").streaming_content).decode()
        for item in items:
            shared = item.pk in open_to_somebody and is_shared_with(item, viewer)
            assert (reader.get(item.get_absolute_url()).status_code == 200) == shared, item.reference
            assert (item.reference in listed) == shared, item.reference


def test_what_was_public_before_the_move_answers_gone_once_it_is_withdrawn(arrived: Place):
    record = PublicRecord.objects.filter(until=None, reference__startswith="CS-").first()
    item = CaseStudyPage.objects.get(reference=record.reference)
    assert Client().get(item.get_absolute_url()).status_code == 200
    item.unpublish()
    assert Client().get(item.get_absolute_url()).status_code == 410


def test_people_sign_in_with_their_passwords(arrived: Place):
    email, _first, _last, role = ACCOUNTS[0]
    assert Client().login(email=email, password=PASSWORD)
    assert [str(group) for group in User.objects.get(email=email).groups.all()] == [role.value]


def test_what_a_process_remembers_is_forgotten(arrived: Place):
    assert ContentType.objects.get_for_model(User).app_label == "accounts"
    assert get_vocabulary().tokens
    assert len(get_vocabulary().organisations) == 13
