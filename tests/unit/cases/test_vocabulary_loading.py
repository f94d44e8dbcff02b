"""Loading the vocabulary: what is missing is added, what people made stays, and a mistake in a file changes nothing."""

import json
from dataclasses import replace

from django.core.management import call_command

import pytest

from cases import signals
from cases.models import Topic, TopicLabel, TopicMatch
from cases.services.topic_wording import Wording, add_topic, describe_topic
from cases.services.topics import merge_topics, retire_topic
from cases.vocabulary.loading import VocabularyError, load_vocabulary, read_concepts
from catalogue.models import VocabularyVersion
from tests.factories import topic

pytestmark = pytest.mark.django_db


def concept(slug, broader=None, **values):
    return {"slug": slug, "broader": broader, "labels": {"en": slug.replace("-", " ").capitalize()}, **values}


@pytest.fixture
def write(tmp_path):
    def write(*concepts, name="10-test.json"):
        (tmp_path / name).write_text(json.dumps({"concepts": concepts}), encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def write_words(tmp_path):
    def write_words(*lines, name="fr.tsv"):
        folder = tmp_path / "search-words"
        folder.mkdir(exist_ok=True)
        (folder / name).write_text("# Words.\n\n" + "\n".join(lines), encoding="utf-8")
        return tmp_path

    return write_words


def search_words(slug):
    return list(topic(slug).labels.filter(kind="hidden").order_by("language", "text").values_list("language", "text"))


@pytest.fixture
def told():
    calls = []

    def listen(topic_ids, **_):
        calls.append(set(topic_ids))

    signals.topics_changed.connect(listen)
    yield calls
    signals.topics_changed.disconnect(listen)


def everything():
    return (
        list(Topic.objects.order_by("pk").values()),
        list(TopicLabel.objects.order_by("pk").values()),
        list(TopicMatch.objects.order_by("pk").values()),
        list(VocabularyVersion.objects.values()),
    )


def test_all_that_is_in_the_files_is_loaded():
    concepts = read_concepts()
    assert Topic.objects.count() == len(concepts)
    assert TopicMatch.objects.count() == sum(len(one.matches) for one in concepts)
    assert topic("forced-labour").labels.filter(language="nl", kind="preferred").exists()
    assert all(one.broader is None or topic(one.slug).broader == topic(one.broader) for one in concepts[:30])


def test_loaded_twice_nothing_changes_and_nobody_is_told(told, django_assert_max_num_queries):
    before = everything()
    with django_assert_max_num_queries(6) as statements:
        assert not load_vocabulary()
    assert not [one["sql"] for one in statements if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert everything() == before
    assert told == []


def test_all_is_loaded_in_few_statements(write, told, django_assert_max_num_queries):
    many = [concept("test-top")]
    many += [
        concept(f"test-{number}", "test-top", synonyms={"fr": [f"essai {number}"]},
                matches=[{"scheme": "ILO", "notation": str(number), "relation": "close"}])
        for number in range(150)
    ]  # fmt: skip
    signals.topics_changed.receivers, kept = [], signals.topics_changed.receivers
    signals.topics_changed.sender_receivers_cache.clear()
    try:
        with django_assert_max_num_queries(15):
            loaded = load_vocabulary(write(*many))
    finally:
        signals.topics_changed.receivers = kept
        signals.topics_changed.sender_receivers_cache.clear()
    assert (loaded.topics, loaded.names, loaded.matches) == (151, 150, 150)


def test_what_is_added_is_told(write, told):
    load_vocabulary(write(concept("test-one"), concept("test-two", "test-one")))
    assert told == [{topic("test-one").pk, topic("test-two").pk}]


def test_what_people_changed_stays(write):
    folder = write(
        concept("test-one", scope_note="Ours.", synonyms={"fr": ["essai"]},
                matches=[{"scheme": "ILO", "notation": "C029", "relation": "close"}]),
    )  # fmt: skip
    load_vocabulary(folder)
    changed = topic("test-one")
    changed.name, changed.scope_note, changed.broader = "Renamed", "Theirs.", topic("forced-labour")
    changed.save()
    changed.labels.all().delete()
    changed.matches.all().delete()
    before = everything()
    load_vocabulary(folder)
    assert everything() == before


def test_what_is_added_below_a_merged_topic_goes_below_its_successor(client, write):
    load_vocabulary(write(concept("test-one"), concept("test-two"), concept("test-three")))
    merge_topics(topic=topic("test-one"), into=topic("test-two"))
    merge_topics(topic=topic("test-two"), into=topic("test-three"))
    load_vocabulary(write(concept("test-one"), concept("test-two"), concept("test-three"), concept("new", "test-one")))
    assert topic("new").broader == topic("test-three")
    assert 'href="/topics/new/"' in client.get("/topics/test-three/").content.decode()


def test_what_is_added_below_a_retired_topic_goes_below_the_next_broader_one(client, write):
    shipped = [concept("test-one"), concept("test-two", "test-one"), concept("test-three", "test-two")]
    load_vocabulary(write(*shipped))
    for slug in ("test-three", "test-two"):
        retire_topic(topic=topic(slug))
    load_vocabulary(write(*shipped, concept("new", "test-three")))
    assert topic("new").broader == topic("test-one")
    retire_topic(topic=topic("new"))
    retire_topic(topic=topic("test-one"))
    load_vocabulary(write(*shipped, concept("newest", "test-one")))
    assert topic("newest").broader is None
    assert 'href="/topics/newest/"' in client.get("/topics/").content.decode()


def test_a_name_is_added_in_a_language_that_has_none_and_kept_in_one_that_has(write):
    write(concept("test-one", labels={"en": "Test one", "fr": "Essai"}))
    load_vocabulary(write(concept("test-one", labels={"en": "Test one", "fr": "Essai"})))
    load_vocabulary(write(concept("test-one", labels={"en": "Test one", "fr": "Autre", "nl": "Proef"})))
    assert set(topic("test-one").labels.values_list("language", "text")) == {("fr", "Essai"), ("nl", "Proef")}


def test_a_name_that_people_gave_to_another_topic_is_theirs(write):
    add_topic(slug="theirs", wording=Wording({"en": "Theirs", "fr": "Essai"}))
    load_vocabulary(write(concept("test-one", labels={"en": "Test one", "fr": "ESSAI"})))
    assert not topic("test-one").labels.filter(language="fr").exists()


def test_what_was_merged_stays_merged(write):
    folder = write(concept("test-one", labels={"en": "Test one", "fr": "Un"}), concept("test-two"))
    load_vocabulary(folder)
    merge_topics(topic=topic("test-one"), into=topic("test-two"))
    before = everything()
    load_vocabulary(folder)
    assert everything() == before


@pytest.mark.parametrize(
    ("concepts", "message"),
    [
        ([concept("one", "nowhere")], "its broader concept “nowhere”"),
        ([concept("one"), concept("one")], "there twice"),
        ([concept("one"), concept("two", labels={"en": "ONE"})], "already the name of “one”"),
        ([concept("one", labels={"en": "One", "fr": "Un"}), concept("two", labels={"en": "Two", "fr": "un"})], "(fr)"),
        ([concept("one", synonyms={"fr": ["un", "UN"]})], "there twice"),
        ([concept("one", labels={"fr": "Un"})], "no English name"),
        ([concept("one", labels={"en": "One", "xx": "?"})], "xx"),
        ([concept("one", labels={"en": "x" * 101})], "100"),
        ([concept("not a slug")], "not a slug"),
        ([concept("one", label="?")], "label"),
        ([concept("one", matches=[{"scheme": "X", "notation": "1", "relation": "exact"}])], "X"),
        ([concept("one", matches=[{"scheme": "ILO", "code": "1"}])], "scheme, notation and relation"),
        ([concept("one", labels={"en": "Forced labour"})], "already the name of “forced-labour”"),
        (["one"], "one"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_file_and_nothing_is_loaded(write, concepts, message):
    before = everything()
    with pytest.raises(VocabularyError) as refused:
        load_vocabulary(write(concept("quite-right"), *concepts))
    assert "10-test.json" in str(refused.value)
    assert message in str(refused.value)
    assert everything() == before


def test_a_file_that_is_no_json_is_named(write, tmp_path):
    (tmp_path / "20-bad.json").write_text("{", encoding="utf-8")
    with pytest.raises(VocabularyError, match="20-bad"):
        load_vocabulary(tmp_path)


def test_search_words_are_hidden_names_and_loaded_once(write, write_words, told):
    write(concept("test-one"), concept("test-two"))
    write_words("test-one\tgarçon,  fille  de salle ", "test-two\tgarçon")
    folder = write_words("test-one\twaiter", name="en.tsv")
    assert load_vocabulary(folder).names == 4
    assert search_words("test-one") == [("en", "waiter"), ("fr", "fille de salle"), ("fr", "garçon")]
    before = everything()
    assert not load_vocabulary(folder)
    assert everything() == before
    assert len(told) == 1


def test_search_words_come_to_topics_that_were_there_and_leave_those_of_people(write, write_words):
    folder = write(concept("test-one"), concept("test-two", synonyms={"fr": ["serveuse"]}))
    load_vocabulary(folder)
    theirs = Wording.of(topic("test-one"))
    describe_topic(topic=topic("test-one"), wording=replace(theirs, hidden={"fr": ["leur mot"]}))
    TopicLabel.objects.create(topic=topic("test-two"), language="fr", kind="synonym", text="Plongeur")
    load_vocabulary(write_words("test-one\tautre mot", "test-two\tplongeur, aubergiste"))
    assert search_words("test-one") == [("fr", "leur mot")]
    assert search_words("test-two") == [("fr", "aubergiste")]


def test_a_retired_topic_gets_no_search_words(write, write_words):
    load_vocabulary(write(concept("test-one")))
    retire_topic(topic=topic("test-one"))
    assert not load_vocabulary(write_words("test-one\tmot"))


@pytest.mark.parametrize(
    ("name", "lines", "message"),
    [
        ("fr.tsv", ["nowhere\tmot"], "fr.tsv, line 3: there is no concept “nowhere”"),
        ("fr.tsv", ["one\tmot", "one\tautre"], "line 4: “one” has a line already"),
        ("fr.tsv", ["one mot"], "a tab"),
        ("fr.tsv", ["one\t"], "a tab"),
        ("fr.tsv", ["one\tmot,,autre"], "commas"),
        ("fr.tsv", ["one\tmot, MOT"], "there twice"),
        ("fr.tsv", ["one\tUn"], "a name of “one” already"),
        ("fr.tsv", ["one\tuno"], "a name of “one” already"),
        ("fr.tsv", ["one\t" + "x" * 201], "200"),
        ("words.tsv", ["one\tmot"], "named after no language"),
    ],
)  # fmt: skip
def test_a_mistake_in_search_words_is_named_and_nothing_is_loaded(write, write_words, name, lines, message):
    before = everything()
    write(concept("one", labels={"en": "One", "fr": "Un"}, synonyms={"fr": ["Uno"]}))
    with pytest.raises(VocabularyError) as refused:
        load_vocabulary(write_words(*lines, name=name))
    assert message in str(refused.value)
    assert everything() == before


def test_the_command_says_what_it_did(capsys):
    call_command("load_topics")
    assert "there already" in capsys.readouterr().out
