"""The snapshot of the vocabulary is whole, whatever is changed while it is read."""

from django.db import connection

import pytest

from cases.models import Topic, TopicLabel
from catalogue.vocabulary import get_vocabulary, vocabulary_changed

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
