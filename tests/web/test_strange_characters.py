"""Characters that no file format takes, as word processors and phones send them, break no page, feed or export."""

import json
from urllib.parse import quote
from xml.etree import ElementTree

from django.core.cache import cache
from django.urls import reverse

import pytest

from accounts.models import Organisation
from accounts.roles import Role
from cases.models import CaseStudyPage
from catalogue.models import CatalogueEntry
from cms.limits import counter
from tests.factories import ITEM_MAKERS, case_study, entry_of, new_organisation, person, publication
from tests.web.test_topic_admin import item_values

pytestmark = pytest.mark.django_db

# Every control character, the separators of lines and paragraphs, half a pair, and two that are no characters.
STRANGE = [*map(chr, (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xFFFE, 0xFFFF))]
HALF_A_PAIR = "%ED%A0%80"
QUERIES = [f"orchard{quote(sign)}workers" for sign in STRANGE] + [f"orchard{HALF_A_PAIR}workers"]
# A soft break of a word processor, a bell, a C1 control and a character that is none.
BROKEN = "Soft\x0bbreak\x07, \x9bcontrol and \ufffe"


def answer_of(client, path: str) -> tuple[int, bytes]:
    """Return the status and the whole answer, to somebody who has not asked before: there are limits."""
    cache.clear()
    counter.forget()
    response = client.get(path)
    return response.status_code, b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize("name", ["search", "search_feed", "search_csv", "search_ris", "search_suggest"])
def test_a_search_for_strange_characters_is_answered(client, name):
    case_study(title="The orchard workers")
    for query in QUERIES:
        status, content = answer_of(client, f"{reverse(name)}?q={query}")
        assert status == 200, query
        assert b"The orchard workers" in content, query
        if name == "search_feed":
            ElementTree.fromstring(content)


@pytest.mark.parametrize("name", ["search", "search_feed", "search_csv", "search_ris", "search_suggest"])
def test_strange_characters_alone_are_answered(client, name):
    for query in (quote("".join(STRANGE)), HALF_A_PAIR, "%FF%FE%80", "%00"):
        assert answer_of(client, f"{reverse(name)}?q={query}")[0] == 200


def test_strange_characters_in_choices_are_answered(client):
    """Each field is read by itself: none keeps another from being asked."""
    case_study()
    for query in QUERIES:
        names = ("topic", "country", "year", "organisation", "sort", "page", "year_from", "year_to", "as_typed")
        chosen = "&".join(f"{name}={query}" for name in names)
        assert client.get(f"/search/?{chosen}").status_code == 200, query
        assert client.get(f"/search/feed/?{chosen}").status_code == 200, query


def test_pages_take_strange_characters_in_the_words_that_they_mark(client):
    item = case_study(title="The orchard", what_happened="The orchard workers.")
    for query in QUERIES:
        assert client.get(f"{item.get_absolute_url()}?q={query}").status_code == 200, query
    for path in ("/topics/", reverse("topic", args=["compensation"]), "/"):
        assert client.get(f"{path}?q={'%20'.join(QUERIES)}").status_code == 200


def test_the_form_of_the_admin_puts_a_line_end_or_a_blank_for_a_soft_break(client):
    client.force_login(person(Role.COORDINATOR))
    item = case_study(title="Before")
    address = reverse("wagtailadmin_pages:edit", args=[item.pk])
    values = item_values(client.get(address), topics="", **{"action-publish": "1"})
    sent = {"title": "Soft\x0bbreak", "summary": "First.\x0bSecond.\x07", "what_happened": "One.\r\n\x0bTwo.\x9b"}
    assert client.post(address, {**values, **sent}).status_code == 302
    item = CaseStudyPage.objects.get(pk=item.pk)
    assert (item.title, item.summary, item.what_happened) == ("Soft break", "First.\nSecond.", "One.\r\n\nTwo.")
    assert entry_of(item).title == "Soft break"


def test_authors_are_cut_at_a_soft_break_and_cleaned():
    item = publication(authors="Ada\x0bBen\nCleo\x07")
    assert item.authors == ("Ada", "Ben", "Cleo")


@pytest.fixture
def broken():
    """Items of each kind with strange characters in what is shown of them, put there past every form."""
    items = [maker(topics=["compensation"], organisation=new_organisation()) for maker in ITEM_MAKERS]
    Organisation.objects.update(website="https://example.org/\x01")
    for entry in CatalogueEntry.objects.all():
        facts = {**entry.facts, "court": BROKEN, "citation": BROKEN, "actor": BROKEN}
        facts |= {"authors": [BROKEN]} if "authors" in facts else {}
        CatalogueEntry.objects.filter(pk=entry.pk).update(title=BROKEN, summary=BROKEN, facts=facts)
        Organisation.objects.filter(pk=entry.organisation_id).update(name=f"{BROKEN} {entry.pk}")
    return items


def test_feeds_and_the_sitemap_hold_what_was_stored_broken(client, broken):
    for path in ("/search/feed/", reverse("topic_feed", args=["compensation"]), "/sitemap.xml"):
        status, content = answer_of(client, path)
        assert status == 200
        root = ElementTree.fromstring(content)
        assert len(root) >= len(broken)
    assert "Soft break" in client.get("/search/feed/").content.decode()


def test_citations_and_descriptions_hold_what_was_stored_broken(client, broken):
    forbidden = {chr(code) for code in range(0x20)} - {"\n", "\r", "\t"} | {chr(code) for code in range(0x7F, 0xA0)}
    for item in broken:
        for ending in ("ris", "bib", "json"):
            text = client.get(reverse("cite", args=[item.reference, ending])).content.decode()
            assert "Soft break" in text
            assert not forbidden & set(text)
        page = client.get(item.get_absolute_url()).content.decode()
        described = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
        assert described["name"].startswith("Soft break")
        assert not forbidden & set(json.dumps(described, ensure_ascii=False))
    status, content = answer_of(client, reverse("search_ris"))
    assert status == 200
    assert not forbidden & set(content.decode())
