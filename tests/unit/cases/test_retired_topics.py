"""Topics are retired and come back; each rule is refused with what to do."""

from django.core.exceptions import ValidationError

import pytest

from cases.models import Topic
from cases.services.topics import reinstate_topic, retire_topic
from tests.factories import case_study
from tests.unit.cases.test_topic_services import make, refused, told

__all__ = ["told"]

pytestmark = pytest.mark.django_db


def test_a_topic_is_retired_with_its_successor_and_its_items_keep_it(told):
    lamp, beacon = make("lamps"), make("beacons")
    item = case_study(topics=["lamps"])
    told.clear()
    retire_topic(topic=lamp, successor=beacon)
    lamp.refresh_from_db()
    assert lamp.successor == beacon
    assert lamp not in Topic.objects.active()
    assert [row.tag for row in item.topic_items.all()] == [lamp]
    assert told == [(Topic, {lamp.pk})]


def test_a_topic_with_narrower_ones_in_use_is_not_retired():
    lamp = make("lamps")
    bulb = make("bulbs", lamp)
    with pytest.raises(ValidationError, match=r"Bulbs.*Move or retire"):
        retire_topic(topic=lamp)
    retire_topic(topic=bulb)
    retire_topic(topic=lamp)
    assert not Topic.objects.active().filter(pk__in=[lamp.pk, bulb.pk]).exists()


def test_a_successor_is_another_topic_in_use():
    lamp, old = make("lamps"), make("lanterns")
    retire_topic(topic=old)
    for successor in (lamp, old):
        with refused("successor"):
            retire_topic(topic=lamp, successor=successor)


def test_a_retired_topic_comes_back_without_its_successor(told):
    lamp, beacon = make("lamps"), make("beacons")
    retire_topic(topic=lamp, successor=beacon)
    told.clear()
    reinstate_topic(topic=lamp)
    lamp.refresh_from_db()
    assert (lamp.retired_at, lamp.successor) == (None, None)
    assert told == [(Topic, {lamp.pk})]


def test_only_a_retired_topic_below_one_in_use_comes_back():
    lamp = make("lamps")
    bulb = make("bulbs", lamp)
    with refused():
        reinstate_topic(topic=bulb)
    retire_topic(topic=bulb)
    retire_topic(topic=lamp)
    with refused():
        reinstate_topic(topic=bulb)
    reinstate_topic(topic=lamp)
    reinstate_topic(topic=bulb)
    assert Topic.objects.active().filter(pk__in=[lamp.pk, bulb.pk]).count() == 2
