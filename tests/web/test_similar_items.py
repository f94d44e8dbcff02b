"""Similar items on the pages of items: what they have in common is said, and what is hidden is not there."""

import re
from datetime import timedelta
from html import unescape

from django.utils import timezone

import pytest

from accounts.roles import Role
from catalogue.models import CatalogueEntry
from search.engines import get_engine
from search.engines.base import SearchUnavailable
from tests.factories import advocacy_outcome, case_study, court_case, entry_of, person, publication

pytestmark = pytest.mark.django_db


def similar(client, item, language="") -> dict[str, str]:
    """Return for each title of the section what it has in common with the item."""
    page = client.get(f"{language}{item.get_absolute_url()}").content.decode()
    section = page.partition('<section class="similar"')[2].partition("</section>")[0]
    found = {}
    for part in section.split("<li ")[1:]:
        title = unescape(re.search(r"<h3><a [^>]*>([^<]*)</a>", part)[1])
        common = part.partition('<p class="common">')[2].partition("</span>")[2].partition("</p>")[0]
        found[title] = " ".join(unescape(re.sub(r"<[^>]+>", "", common)).split())
    return found


def test_what_two_items_share_is_said_in_words(client):
    shared = {
        "topics": ["debt-bondage", "compensation", "duty-to-investigate"],
        "countries": ("GR",),
        "court": "Areios Pagos",
    }
    item = court_case(title="This", **shared)
    court_case(title="All of it", **shared)
    court_case(title="A little", topics=["compensation"], countries=("BE",), court="Cour de cassation")
    court_case(title="Nothing", topics=["internal-trafficking"], countries=("GR",), court="Areios Pagos")
    found = similar(client, item)
    assert list(found) == ["All of it", "A little"]
    assert found["All of it"].endswith("Debt bondage · Greece · the same court")
    assert found["All of it"].count("·") == 4
    assert found["A little"] == "Compensation"


def test_the_reasons_are_in_the_readers_language(client):
    item = case_study(topics=["compensation"], exploitation_countries=("GR",))
    case_study(title="Other", topics=["compensation"], exploitation_countries=("GR",))
    assert similar(client, item, "/nl") == {"Other": "Schadevergoeding · Griekenland"}


def test_the_most_specific_shared_topics_are_named_and_no_broader_ones(client):
    item = case_study(topics=["trafficking-in-human-beings", "debt-bondage"])
    case_study(title="Other", topics=["debt-bondage"])
    assert similar(client, item) == {"Other": "Debt bondage"}


def test_at_most_four_are_shown_and_none_that_is_on_the_page_already(client):
    others = [case_study(title=f"Other {number}", topics=["compensation"]) for number in range(6)]
    outcome = advocacy_outcome(title="Outcome", topics=["compensation"])
    item = case_study(title="This", topics=["compensation"], related_items=[others[5].page_ptr])
    outcome.supporting_items.set([item.page_ptr])
    outcome.save_revision().publish()
    assert list(similar(client, item)) == ["Other 4", "Other 3", "Other 2", "Other 1"]


@pytest.mark.parametrize("maker", [court_case, publication])
def test_an_appeal_or_an_edition_is_not_similar_too(client, maker):
    link = {court_case: "appeal_from", publication: "replaces"}[maker]
    first = maker(title="First", topics=["compensation"])
    second = maker(title="Second", topics=["compensation"], **{link: first})
    assert similar(client, first) == similar(client, second) == {}


def test_hidden_items_are_not_shown_and_take_no_place(client):
    today = timezone.localdate()
    item = case_study(topics=["debt-bondage", "compensation"])
    case_study(title="Open", topics=["compensation"])
    for number in range(14):
        case_study(title=f"Hidden {number}", topics=["debt-bondage", "compensation"], audience="network")
    case_study(title="Draft", topics=["compensation"], live=False)
    case_study(title="Tomorrow", topics=["compensation"], shared_from=today + timedelta(days=1))
    case_study(title="Over", topics=["compensation"], shared_until=today - timedelta(days=1))
    assert list(similar(client, item)) == ["Open"]
    client.force_login(person(Role.NETWORK_READER))
    assert all(title.startswith("Hidden") for title in similar(client, item))


def test_the_catalogue_has_the_last_word_where_the_index_is_late(client, monkeypatch):
    item = case_study(topics=["compensation"])
    hidden = case_study(title="Now hidden", topics=["compensation"])
    changed = case_study(title="Now about something else", topics=["compensation"])
    CatalogueEntry.objects.filter(pk=entry_of(hidden).pk).update(audience="network")
    CatalogueEntry.objects.filter(pk=entry_of(changed).pk).update(topics=["internal-trafficking"])
    keys = (entry_of(hidden).pk, entry_of(changed).pk, 999_999)
    monkeypatch.setattr(type(get_engine()), "similar", lambda *args: keys)
    assert similar(client, item) == {}


def test_without_the_engine_the_page_stands_and_the_section_is_absent(client, monkeypatch):
    item = case_study(title="Still here", topics=["compensation"])
    case_study(topics=["compensation"])

    def fail(*args):
        raise SearchUnavailable("down")

    monkeypatch.setattr(type(get_engine()), "similar", fail)
    response = client.get(item.get_absolute_url())
    assert response.status_code == 200
    assert "Still here" in response.content.decode()
    assert "More like this" not in response.content.decode()


def test_an_item_without_likes_has_no_section(client):
    item = case_study(topics=["compensation"])
    assert "More like this" not in client.get(item.get_absolute_url()).content.decode()
