"""Suggestions while somebody types: what is suggested, where it leads, what it costs, and that nothing hidden is."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

import pytest

from accounts.roles import Role
from catalogue.models import CatalogueEntry
from catalogue.vocabulary import vocabulary_changed
from search.engines import get_engine
from search.engines.base import SearchUnavailable, Suggested
from tests.factories import case_study, court_case, entry_of, person, topic

pytestmark = pytest.mark.django_db
ADDRESS = "/search/suggest/"


def suggestions(client, text) -> dict[str, list[dict[str, str]]]:
    answer = client.get(ADDRESS, {"q": text}).json()
    return {group["label"]: group["options"] for group in answer["groups"]}


def texts(client, text, group) -> list[str]:
    return [option["text"] for option in suggestions(client, text).get(group, [])]


def first_in(client, language, text) -> tuple[str, dict[str, str]]:
    """Return the name of the first group on the pages in a language, and its first option."""
    group = client.get(f"/{language}{ADDRESS}", {"q": text}).json()["groups"][0]
    return group["label"], group["options"][0]


def test_topics_titles_and_courts_are_suggested_and_lead_somewhere(client):
    item = court_case(title="Compensation for A", court="Compensation Tribunal")
    found = suggestions(client, "compens")
    assert found["Topics"][0] == {"text": "Compensation", "url": reverse("topic", args=["compensation"])}
    assert found["Titles"] == [
        {"text": "Compensation for A", "url": item.get_absolute_url(), "note": "Court case · 2022"}
    ]
    [court] = found["Courts"]
    assert court["text"] == "Compensation Tribunal"
    assert "Compensation for A" in client.get(court["url"]).content.decode()
    assert "%22Compensation+Tribunal%22" in court["url"]


@pytest.mark.parametrize("name", ["Court of “Peace”", 'Court "of" Peace', "Cour d’assises", "Суд"])
def test_a_court_leads_to_the_search_for_its_name_whatever_is_in_it(client, name):
    court_case(title="Found here", court=name)
    [court] = suggestions(client, name[:6])["Courts"]
    assert "Found here" in client.get(court["url"]).content.decode()


def test_a_name_in_another_language_is_shown_beside_the_readers_own(client):
    option = suggestions(client, "mensenh")["Topics"][0]
    assert option["text"] == "Trafficking in human beings"
    assert (option["note"], option["note_lang"], option["note_dir"]) == ("Mensenhandel", "nl", "ltr")
    address = "/nl/topics/trafficking-in-human-beings/"
    assert first_in(client, "nl", "mensenh") == ("Thema’s", {"text": "Mensenhandel", "url": address})


def test_an_item_is_suggested_by_each_of_its_titles_under_the_one_that_its_reader_sees(client):
    french = {"language": "fr", "title": "Un couagga à l’écurie", "summary": "Elle nourrissait des okapis."}
    item = case_study(title="A zebra in the stable", translations=[french])
    url, kind = item.get_absolute_url(), {"note": "Case study · 2023"}
    original = {"text": "A zebra in the stable", "url": url}
    assert suggestions(client, "zebra")["Titles"] == [original | kind]
    beside = {"note": french["title"], "note_lang": "fr", "note_dir": "ltr"}
    assert suggestions(client, "ecurie cou")["Titles"] == [original | beside]
    translated = {"text": french["title"], "url": f"/fr{url}"}
    assert first_in(client, "fr", "couag") == ("Titres", translated | {"note": "Étude de cas · 2023"})
    beside = {"note": original["text"], "note_lang": "en", "note_dir": "ltr"}
    assert first_in(client, "fr", "a stab") == ("Titres", translated | beside)
    # By its number it is suggested too.
    assert suggestions(client, entry_of(item).reference)["Titles"] == [original | kind]


def test_the_readers_language_comes_first(client):
    assert texts(client, "comp", "Topics")[0] == "Compensation"
    # "compensation" is also a French name of the topic, and "Indemnización" a Spanish one.
    assert first_in(client, "fr", "compensation")[1]["note"] == "compensation"
    assert first_in(client, "fr", "indem")[1]["text"] == "Indemnisation"
    assert suggestions(client, "indem")["Topics"][0]["note_lang"] in {"fr", "es"}


def test_every_typed_word_counts_and_their_order_does_not(client):
    assert "Trafficking in human beings" in texts(client, "human traff", "Topics")
    assert "Trafficking in human beings" in texts(client, "beings human", "Topics")
    assert texts(client, "human xyzzy", "Topics") == []


def test_a_topic_is_suggested_once_and_under_what_stands_for_it_today(client):
    found = texts(client, "traff", "Topics")
    assert len(found) == len(set(found))
    retired = topic("debt-bondage")
    retired.retired_at, retired.successor = timezone.now(), topic("compensation")
    retired.save()
    vocabulary_changed()
    [option] = [one for one in suggestions(client, "debt bond")["Topics"] if one.get("note") == "Debt bondage"]
    assert option["text"] == "Compensation"


@pytest.mark.parametrize("text", ["", "a", " a ", "-", '"', "\0", "🙂"])
def test_fewer_than_two_letters_suggest_nothing(client, text):
    case_study(title="A a")
    assert client.get(ADDRESS, {"q": text}).json() == {"groups": [], "said": ""}


@pytest.mark.parametrize(
    "text", ["x" * 100_000, "a b " * 1000, "\0\0ab", "%FF", "ab*", 'ab" OR', "عمل", "强迫", "ﷺﷺ", "-ab", "NEAR(ab"]
)
def test_any_text_gives_an_answer(client, text):
    case_study()
    assert client.get(ADDRESS, {"q": text}).status_code == 200
    assert client.get(f"{ADDRESS}?q=%FF%FE%00").status_code == 200


def test_only_the_beginning_of_a_long_text_is_looked_at(client):
    case_study(title="Harvest")
    assert texts(client, "harvest" + " " * 100 + "zebra", "Titles") == ["Harvest"]


def test_never_more_than_ten_are_suggested(client):
    for number in range(7):
        court_case(title=f"Comp {number}", court=f"Comp court {number}")
    found = suggestions(client, "co")
    assert {label: len(options) for label, options in found.items()} == {"Topics": 2, "Titles": 5, "Courts": 3}
    assert client.get(ADDRESS, {"q": "co"}).json()["said"] == "10 suggestions"
    assert client.get(ADDRESS, {"q": "xyzzy"}).json()["said"] == "No suggestions"


def test_nothing_hidden_is_suggested(client):
    today = timezone.localdate()
    court_case(title="Harvest network", court="Harvest Court network", audience="network")
    court_case(title="Harvest draft", court="Harvest Court draft", live=False)
    court_case(title="Harvest later", court="Harvest Court later", shared_from=today + timedelta(days=1))
    court_case(title="Harvest over", court="Harvest Court over", shared_until=today - timedelta(days=1))
    court_case(title="Harvest gone", court="Harvest Court gone").unpublish()
    shown = court_case(title="Harvest shown", court="Harvest Court shown")
    shown.title, shown.court = "Harvest unsaved", "Harvest Court unsaved"
    shown.save_revision()
    assert texts(client, "harvest", "Titles") == ["Harvest shown"]
    assert texts(client, "harvest", "Courts") == ["Harvest Court shown"]
    client.force_login(person(Role.NETWORK_READER))
    assert texts(client, "harvest", "Titles") == ["Harvest shown", "Harvest network"]
    assert set(texts(client, "harvest", "Courts")) == {"Harvest Court shown", "Harvest Court network"}


def test_the_catalogue_has_the_last_word_on_titles(client, monkeypatch):
    item = case_study(title="Xyzzy")
    key = entry_of(item).pk
    CatalogueEntry.objects.filter(pk=key).update(audience="network")
    monkeypatch.setattr(type(get_engine()), "suggest", lambda *args: Suggested((key, 999_999)))
    assert suggestions(client, "xyzzy") == {}


def test_without_the_engine_there_are_still_topics(client, monkeypatch):
    def fail(*args):
        raise SearchUnavailable("secret host")

    case_study(title="Compensation")
    monkeypatch.setattr(type(get_engine()), "suggest", fail)
    assert list(suggestions(client, "compens")) == ["Topics"]


def test_it_costs_five_statements_at_most(client, django_assert_max_num_queries):
    for number in range(6):
        court_case(title=f"Compensation {number}", court=f"Compensation court {number}")
    suggestions(client, "compens")
    with django_assert_max_num_queries(5):
        suggestions(client, "compens")


def test_no_cache_and_no_search_engine_keeps_an_answer(client):
    for reader in (None, person(Role.NETWORK_READER)):
        if reader:
            client.force_login(reader)
        response = client.get(ADDRESS, {"q": "compens"})
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex"
        assert response["Content-Type"] == "application/json"
    assert client.post(ADDRESS).status_code in {403, 405}


def test_an_anonymous_reader_gets_no_cookie(client):
    assert not client.get(ADDRESS, {"q": "compens"}).cookies
