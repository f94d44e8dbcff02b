"""Topics are added, described, moved, merged, retired and reinstated; each rule is refused with what to do."""

from django.core.exceptions import ValidationError

import pytest

from cases import signals
from cases.models import Topic, TopicLabel, TopicMatch
from cases.models.topics import tagged_item_models
from cases.services.topic_wording import Wording, add_topic, describe_topic
from cases.services.topics import merge_topics, move_topic, retire_topic
from catalogue.kinds import ITEM_MODELS
from tests.factories import ITEM_MAKERS, case_study, entry_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """What the rest of the system was told: a set of topics for each change."""
    calls = []

    def receive(sender, topic_ids, **_):
        calls.append((sender, set(topic_ids)))

    signals.topics_changed.connect(receive)
    yield calls
    signals.topics_changed.disconnect(receive)


def make(slug, broader=None, **wording):
    """Return a new topic whose English name is that of its address."""
    preferred = {"en": slug.replace("-", " ").capitalize(), **wording.pop("preferred", {})}
    return add_topic(slug=slug, broader=broader, wording=Wording(preferred=preferred, **wording))


def names(topic):
    return set(topic.labels.values_list("language", "kind", "text"))


def refused(field="__all__"):
    """Expect a ValidationError at the field."""
    return pytest.raises(ValidationError, check=lambda error: field in getattr(error, "error_dict", {"__all__": ()}))


def test_a_topic_is_added_with_all_that_is_said_of_it(told):
    parent = make("lighthouses")
    topic = make(
        "lamps",
        parent,
        preferred={"fr": "Lampes  de phare"},
        synonyms={"en": ["Beacons", "lamps", " "], "nl": ["lichten"]},
        scope_note="What shines.",
        matches=[("CTDC", "lamp", "exact")],
    )
    topic.refresh_from_db()
    assert (topic.name, topic.slug, topic.broader, topic.scope_note) == ("Lamps", "lamps", parent, "What shines.")
    assert names(topic) == {
        ("fr", "preferred", "Lampes de phare"),
        ("en", "synonym", "Beacons"),
        ("nl", "synonym", "lichten"),
    }
    assert topic.matches.get().relation == "exact"
    assert told == [(Topic, {parent.pk}), (Topic, {topic.pk})]


def test_a_new_topic_comes_after_its_neighbours():
    parent = make("lighthouses")
    slugs = ["zebra-lamps", "amber-lamps", "middle-lamps"]
    for slug in slugs:
        make(slug, parent)
    assert [topic.slug for topic in parent.narrower.all()] == slugs


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"slug": "lighthouses"}, "slug"),
        ({"slug": "two words"}, "slug"),
        ({"preferred": {"en": "LIGHTHOUSES"}}, "preferred_en"),
        ({"preferred": {"en": " "}}, "preferred_en"),
        ({"preferred": {"en": "x" * 101}}, "preferred_en"),
        ({"preferred": {"en": "a|b"}}, "preferred_en"),
        ({"preferred": {"ru": "МАЯКИ"}}, "preferred_ru"),
        ({"preferred": {"xx": "Lamps"}}, "preferred_xx"),
        ({"synonyms": {"fr": ["x" * 201]}}, "synonyms_fr"),
        ({"matches": [("NONE", "1", "exact")]}, "matches"),
        ({"matches": [("ILO", "1", "maybe")]}, "matches"),
        ({"matches": [("ILO", "1", "exact"), ("ILO", "1", "close")]}, "matches"),
    ],
)
def test_what_is_wrong_is_refused_at_its_field_and_nothing_is_stored(told, values, field):
    make("lighthouses", preferred={"ru": "маяки"})
    told.clear()
    before = Topic.objects.count(), TopicLabel.objects.count(), TopicMatch.objects.count()
    with refused(field):
        make(**{"slug": "lamps", **values})
    assert (Topic.objects.count(), TopicLabel.objects.count(), TopicMatch.objects.count()) == before
    assert told == []


def test_a_retired_topic_takes_no_new_ones():
    parent = make("lighthouses")
    retire_topic(topic=parent)
    with refused("broader"):
        make("lamps", parent)


def test_new_words_take_the_place_of_the_old_ones(told):
    topic = make("lamps", preferred={"fr": "Lampes"}, synonyms={"en": ["Beacons"]}, matches=[("ILO", "1", "exact")])
    told.clear()
    wording = Wording({"en": "Great lamps", "de": "Lampen"}, {"en": ["Lamps"]}, "Note.", [("ILO", "1", "close")])
    assert describe_topic(topic=topic, wording=wording)
    topic = Topic.objects.get(pk=topic.pk)
    assert (topic.name, topic.slug, topic.scope_note) == ("Great lamps", "lamps", "Note.")
    assert names(topic) == {("de", "preferred", "Lampen"), ("en", "synonym", "Lamps")}
    assert topic.matches.get().relation == "close"
    assert told == [(Topic, {topic.pk})]


def test_the_same_words_change_nothing_and_tell_nobody(told):
    topic = make("lamps", preferred={"fr": "Lampes"}, synonyms={"en": ["Beacons"]}, matches=[("ILO", "1", "exact")])
    told.clear()
    assert not describe_topic(topic=topic, wording=Wording.of(topic))
    assert told == []


def test_a_name_may_change_its_case_or_become_the_synonym_of_its_own_topic():
    topic = make("lamps", preferred={"fr": "lampes"})
    describe_topic(topic=topic, wording=Wording({"en": "LAMPS"}, {"fr": ["Lampes"]}))
    assert names(topic) == {("fr", "synonym", "Lampes")}


def test_a_topic_moves_with_all_below_it(told):
    old, new = make("lighthouses"), make("harbours")
    lamp = make("lamps", old)
    bulb = make("bulbs", lamp)
    make("quays", new)
    told.clear()
    move_topic(topic=lamp, broader=new)
    assert [topic.slug for topic in new.narrower.all()] == ["quays", "lamps"]
    assert Topic.objects.get(pk=bulb.pk).broader == lamp
    assert told == [(Topic, {lamp.pk, bulb.pk})]


def test_a_topic_moves_to_the_top():
    lamp = make("lamps", make("lighthouses"))
    move_topic(topic=lamp, broader=None)
    assert Topic.objects.get(pk=lamp.pk).broader is None


def listed(client, slug):
    """Whether the search finds the one item of the test under the topic."""
    return "The one item" in client.get("/search/", {"topic": slug}).content.decode()


def test_an_item_counts_under_the_new_broader_topic_at_once(client):
    old, new = make("lighthouses"), make("harbours")
    lamp = make("lamps", old)
    case_study(title="The one item", topics=["lamps"])
    assert (listed(client, "lighthouses"), listed(client, "harbours")) == (True, False)
    move_topic(topic=lamp, broader=new)
    assert (listed(client, "lighthouses"), listed(client, "harbours")) == (False, True)


def test_a_move_into_itself_or_below_itself_is_refused():
    lamp = make("lamps")
    bulb = make("bulbs", make("glass", lamp))
    for broader in (lamp, bulb):
        with refused("broader"):
            move_topic(topic=lamp, broader=broader)


def test_a_move_below_a_retired_topic_is_refused():
    lamp, old = make("lamps"), make("lighthouses")
    retire_topic(topic=old)
    with refused("broader"):
        move_topic(topic=lamp, broader=old)


@pytest.mark.parametrize("maker", ITEM_MAKERS, ids=lambda maker: maker.__name__)
def test_a_merge_gives_items_of_every_kind_the_other_topic_without_doubles(maker):
    lamp, beacon = make("lamps"), make("beacons")
    items = [maker(topics=["lamps"]), maker(topics=["lamps", "beacons"]), maker(topics=["beacons"])]
    merge_topics(topic=lamp, into=beacon)
    for item in items:
        assert [row.tag for row in type(item).objects.get(pk=item.pk).topic_items.all()] == [beacon]


def test_a_merge_reaches_every_model_that_holds_topics():
    assert set(tagged_item_models()) == {model.topics.through for model in ITEM_MODELS}


def test_a_merge_makes_names_into_synonyms_where_they_are_new():
    lamp = make("lamps", preferred={"fr": "Lampes", "de": "Lampen"}, synonyms={"en": ["Lights"], "nl": ["Licht"]})
    beacon = make("beacons", preferred={"fr": "Balises"}, synonyms={"en": ["LAMPS"], "nl": ["licht"]})
    merge_topics(topic=lamp, into=beacon)
    assert names(beacon) == {
        ("fr", "preferred", "Balises"),
        ("fr", "synonym", "Lampes"),
        ("de", "synonym", "Lampen"),
        ("en", "synonym", "LAMPS"),
        ("en", "synonym", "Lights"),
        ("nl", "synonym", "licht"),
    }
    assert not names(lamp)


def test_search_words_are_hidden_names_and_stay_so_in_a_merge():
    lamp = make("lamps", synonyms={"fr": ["Lampes"]}, hidden={"fr": ["ampoule", "LAMPES", " "], "nl": ["peertje"]})
    assert names(lamp) == {("fr", "synonym", "Lampes"), ("fr", "hidden", "ampoule"), ("nl", "hidden", "peertje")}
    assert Wording.of(lamp).hidden == {"fr": ["ampoule"], "nl": ["peertje"]}
    beacon = make("beacons", synonyms={"nl": ["Peertje"]})
    merge_topics(topic=lamp, into=beacon)
    assert names(beacon) == {
        ("en", "synonym", "Lamps"),
        ("fr", "synonym", "Lampes"),
        ("fr", "hidden", "ampoule"),
        ("nl", "synonym", "Peertje"),
    }


def test_a_merge_moves_matches_and_narrower_topics_and_retires_the_topic(told):
    lamp = make("lamps", matches=[("ILO", "1", "exact"), ("ILO", "2", "exact")])
    bulb = make("bulbs", lamp)
    glass = make("glass", bulb)
    beacon = make("beacons", matches=[("ILO", "1", "close")])
    told.clear()
    merge_topics(topic=lamp, into=beacon)
    lamp.refresh_from_db()
    assert set(beacon.matches.values_list("notation", "relation")) == {("1", "close"), ("2", "exact")}
    assert Topic.objects.get(pk=bulb.pk).broader == beacon
    assert (lamp.successor, lamp.retired_at is not None) == (beacon, True)
    assert told == [(Topic, {lamp.pk, bulb.pk, glass.pk, beacon.pk})]


def test_a_merge_is_seen_by_search_and_catalogue_at_once(client):
    lamp, beacon = make("lamps", make("lighthouses")), make("beacons", make("harbours"))
    entry = entry_of(case_study(title="The one item", topics=["lamps"]))
    merge_topics(topic=lamp, into=beacon)
    entry.refresh_from_db()
    assert entry.topics == ["beacons"]
    assert (listed(client, "harbours"), listed(client, "lighthouses")) == (True, False)
    assert "The one item" in client.get("/search/", {"q": "lamps"}).content.decode()


def test_a_merge_into_itself_or_below_itself_or_with_a_retired_topic_is_refused():
    lamp = make("lamps")
    bulb, old = make("bulbs", lamp), make("lanterns")
    retire_topic(topic=old)
    for into in (lamp, bulb, old):
        with refused("into"):
            merge_topics(topic=lamp, into=into)
    with refused():
        merge_topics(topic=old, into=lamp)
