"""The catalogue and the index follow what is published, in the same transaction, whatever happens."""

from dataclasses import replace

from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wagtail.actions.convert_alias import ConvertAliasPageAction

import pytest

from accounts.models import Organisation
from cases import signals
from cases.models import CaseStudyPage, Topic
from cases.services.topic_wording import Wording, describe_topic
from catalogue.models import CatalogueEntry, EntryText
from catalogue.services import correction
from catalogue.services.entries import publish_entry, refresh_items
from catalogue.vocabulary import get_vocabulary
from publications.models import PublicationPage
from search.documents import documents_for
from search.engines import get_engine
from search.services import rebuild
from tests.factories import case_study, court_case, entry_of, publication, topic

pytestmark = pytest.mark.django_db


def test_what_fails_while_publishing_publishes_nothing(found, monkeypatch):
    item = case_study(title="Half done", live=False)
    monkeypatch.setattr("search.receivers.get_engine", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        item.latest_revision.publish()
    item.refresh_from_db()
    assert not item.live
    assert not CatalogueEntry.objects.exists()


def test_what_fails_while_unpublishing_changes_nothing(found, monkeypatch):
    item = case_study(title="Still there")
    monkeypatch.setattr("search.receivers.get_engine", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        item.unpublish()
    item.refresh_from_db()
    assert item.live
    monkeypatch.undo()
    assert found() == ["Still there"]


def test_topics_are_there_at_once(found):
    case_study(title="Tagged", topics=["compensation"])
    assert found(topic=("compensation",)) == ["Tagged"]
    assert found(topic=("justice",)) == ["Tagged"]


def test_deleting_a_page_withdraws_it(found):
    item = case_study(title="Deleted")
    item.delete()
    assert found() == []
    assert not EntryText.objects.exists()


def test_deleting_the_index_page_withdraws_all_below(found):
    item = case_study(title="Deleted too")
    item.get_parent().delete()
    assert found() == []


def test_an_unnamed_organisation_is_in_no_entry():
    item = case_study(organisation_naming="unnamed")
    assert entry_of(item).organisation is None


def test_renaming_an_organisation_is_effective_at_once(client):
    item = case_study()
    Organisation.objects.filter(pk=item.organisation_id).first()
    item.organisation.name = "Renamed Foundation"
    item.organisation.save()
    assert "Renamed Foundation" in client.get("/search/").content.decode()


def test_a_moved_topic_counts_under_its_new_place(found):
    case_study(title="Moved", topics=["compensation"])
    moved = topic("compensation")
    moved.broader = topic("prevention")
    moved.save()
    signals.topics_changed.send(sender=Topic, topic_ids=[moved.pk])
    assert found(topic=("prevention",)) == ["Moved"]
    assert found(topic=("justice",)) == []


def test_a_rebuild_gives_the_same_as_publishing(search):
    case_study(topics=["compensation"], origin_countries=("RO",))
    court_case(countries=("NL",))
    old = publication()
    publication(replaces=old)
    before = search().facets
    entries = list(CatalogueEntry.objects.order_by("pk").values_list("reference", "title", "facts"))
    call_command("search_rebuild", verbosity=0)
    assert search().facets == before
    assert list(CatalogueEntry.objects.order_by("pk").values_list("reference", "title", "facts")) == entries


def test_an_index_made_of_the_catalogue_alone_is_the_same(search, found):
    court_case(title="One", countries=("NL",), topics=["compensation"])
    publication(title="Two")
    before = search().facets
    call_command("search_rebuild", "--index-only", verbosity=0)
    assert search().facets == before
    assert set(found()) == {"One", "Two"}


def test_what_changes_while_the_index_is_made_is_not_lost(found):
    item, dropped = case_study(title="Before"), case_study(title="Dropped")

    def publish_meanwhile(number: int) -> None:
        item.title = "After"
        item.save_revision().publish()
        dropped.unpublish()
        case_study(title="New")

    rebuild.rebuild_index(publish_meanwhile)
    assert set(found()) == {"After", "New"}


def test_what_changes_during_a_rebuild_is_not_lost(found, monkeypatch):
    item = case_study(title="Before")
    monkeypatch.setattr(correction, "AT_ONCE", 1)
    done = []

    def publish_meanwhile(number: int) -> None:
        if not done:
            done.append(True)
            item.title = "After"
            item.save_revision().publish()
            case_study(title="New")

    rebuild.rebuild_all(publish_meanwhile)
    assert set(found()) == {"After", "New"}


def test_an_interrupted_rebuild_leaves_the_index_as_it_was(found):
    case_study(title="Here")

    def interrupt(number: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild.rebuild_all(interrupt)
    assert found("here") == ["Here"]


def test_search_check_finds_and_repairs_every_difference(found, capsys):
    missing, unindexed, outdated, dead = (
        case_study(title=title) for title in ("Missing", "Unindexed", "Outdated", "Dead")
    )
    (document,) = documents_for([entry_of(unindexed).pk])
    get_engine().index([replace(document, entry_id=999_999)])
    get_engine().remove([entry_of(unindexed).pk])
    # As after the database was restored from an older copy.
    get_engine().index([replace(documents_for([entry_of(outdated).pk])[0], version=5)])
    CatalogueEntry.objects.filter(item=missing.pk).delete()
    type(dead).objects.filter(pk=dead.pk).update(live=False)
    with pytest.raises(CommandError, match="--repair"):
        call_command("search_check")
    told = capsys.readouterr().out
    for sentence in (
        "missing from the catalogue",
        "not live",
        "missing from the index",
        "another version",
        "no catalogue entry",
    ):
        assert sentence in told
    call_command("search_check", "--repair", verbosity=0)
    call_command("search_check")
    assert set(found()) == {"Missing", "Unindexed", "Outdated"}


def test_a_topic_retired_after_the_draft_was_written_gives_way_to_its_successor():
    item = case_study(topics=["compensation"], live=False)
    retired = topic("compensation")
    retired.retired_at, retired.successor = timezone.now(), topic("prevention")
    retired.save()
    item.latest_revision.publish()
    assert entry_of(item).topics == ["prevention"]


def test_a_scope_note_or_a_name_that_changes_writes_no_entry_again():
    item = case_study(topics=["compensation"])
    before = entry_of(item).version
    root = topic("justice")
    wording = Wording.of(root)
    names = {**wording.preferred, "en": "Justice for people"}
    describe_topic(topic=root, wording=replace(wording, scope_note="A typo mended.", preferred=names))
    assert entry_of(item).version == before
    assert get_vocabulary().concepts["justice"].english == "Justice for people"


@pytest.mark.undelivered
def test_the_number_of_statements_of_a_refresh_does_not_grow_with_the_items(outside):
    def statements() -> int:
        keys = list(PublicationPage.objects.values_list("pk", flat=True))
        with CaptureQueriesContext(connection) as asked:
            refresh_items(keys)
        return len(asked)

    publication(replaces=publication(), topics=["compensation"])
    get_vocabulary()
    few = statements()
    for _ in range(4):
        publication(replaces=publication(), topics=["compensation"])
    assert statements() == few


def test_an_organisation_writes_its_entries_again_only_when_its_address_changes(found):
    item = case_study(title="Shared")
    before, organisation = entry_of(item).version, item.organisation
    organisation.website, organisation.name = "https://example.org", "Renamed"
    organisation.save()
    assert entry_of(item).version == before
    organisation.slug = "moved"
    organisation.save()
    assert entry_of(item).version == before + 1
    assert found(organisation=("moved",)) == ["Shared"]


@pytest.mark.parametrize("live", [True, False])
def test_an_alias_that_becomes_an_item_is_shared_if_it_is_live(live):
    item, alias = case_study(), case_study()
    CaseStudyPage.objects.filter(pk=alias.pk).update(alias_of=item, live=live)
    refresh_items([alias.pk])
    assert not CatalogueEntry.objects.filter(item=alias.pk).exists()
    ConvertAliasPageAction(CaseStudyPage.objects.get(pk=alias.pk)).execute(skip_permission_checks=True)
    assert CatalogueEntry.objects.filter(item=alias.pk).exists() == live


def test_an_item_that_is_announced_and_not_live_has_no_entry(found):
    item = case_study(title="No longer live")
    type(item).objects.filter(pk=item.pk).update(live=False)
    publish_entry(type(item), item.pk)
    assert not CatalogueEntry.objects.filter(item=item.pk).exists()
    assert found() == []
