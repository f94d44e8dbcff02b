"""The snapshot of the vocabulary is whole, whatever is changed while it is read."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

import pytest

from cases.models import Topic, TopicLabel
from catalogue.vocabulary import SHOWN_KINDS, get_vocabulary, vocabulary_changed
from tests.factories import new_organisation, topic

pytestmark = pytest.mark.django_db


def test_a_topic_that_is_added_between_the_reads_breaks_nothing():
    vocabulary_changed()
    reads = []

    def add_before_the_second(execute, sql, params, many, context):
        if sql.startswith("SELECT") and "cases_topic" in sql:
            reads.append(sql)
            if len(reads) == 2:
                added = Topic.objects.create(slug="added-meanwhile", name="Added meanwhile")
                TopicLabel.objects.create(topic=added, language="nl", kind="preferred", text="Intussen toegevoegd")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(add_before_the_second):
        get_vocabulary()
    assert len(reads) >= 2
    vocabulary_changed()
    assert get_vocabulary().concepts["added-meanwhile"].label("nl") == "Intussen toegevoegd"


def test_an_organisation_that_changes_is_known_and_no_topic_is_read_again():
    before = get_vocabulary()
    organisation = new_organisation(slug="quagga", name="Quagga")
    with CaptureQueriesContext(connection) as statements:
        added = get_vocabulary()
    assert added.organisations["quagga"] == "Quagga"
    assert not [one for one in statements if "cases_topic" in one["sql"]]
    assert added.concepts is before.concepts
    assert "quagga" not in before.organisations, "who holds the older snapshot keeps it whole"
    organisation.delete()
    assert "quagga" not in get_vocabulary().organisations


def test_threads_share_a_snapshot():
    def read():
        try:
            return get_vocabulary()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(read).result().concepts is get_vocabulary().concepts


def test_what_is_rolled_back_is_forgotten_and_nothing_is_read_again():
    before = get_vocabulary()
    with transaction.atomic():
        Topic.objects.filter(slug="forced-labour").update(name="Labour by force")
        vocabulary_changed()
        assert get_vocabulary().concepts["forced-labour"].label("en") == "Labour by force"
        transaction.set_rollback(True)
    assert get_vocabulary() is before


def test_a_topic_that_changes_is_known_after_an_organisation_was_added():
    new_organisation()
    get_vocabulary()
    Topic.objects.filter(slug="forced-labour").update(name="Labour by force")
    vocabulary_changed()
    assert get_vocabulary().concepts["forced-labour"].label("en") == "Labour by force"


def test_names_are_known_by_kind_and_language_and_hidden_ones_are_not_among_those_that_are_shown():
    labels = topic("forced-labour").labels
    labels.create(language="fr", kind="hidden", text="quagga")
    labels.create(language="fr", kind="synonym", text="okapi")
    vocabulary_changed()
    vocabulary = get_vocabulary()
    hidden = [name for name in vocabulary.names_of_kinds("hidden") if name.text == "quagga"]
    assert [(name.slug, name.language, name.kind) for name in hidden] == [("forced-labour", "fr", "hidden")]
    shown = {(name.language, name.text) for name in vocabulary.names_of_kinds(*SHOWN_KINDS)}
    assert {("fr", "okapi"), ("en", "Forced labour")} <= shown
    assert ("fr", "quagga") not in shown
    assert "okapi" in vocabulary.names
    assert "quagga" not in vocabulary.names
    assert not vocabulary.topic_names.beginning(["quagga"])
