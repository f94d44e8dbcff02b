"""What web search engines may not list: it is read here as before, and kept out of everything that they read."""

import csv

from django.urls import reverse

import pytest

from accounts.roles import Role
from catalogue.models import CatalogueEntry
from catalogue.services.correction import compare_entries
from search.views import feeds
from tests.factories import ITEM_MAKERS, case_study, entry_of, person, publication
from tests.web.asking import body_of
from tests.web.planting import MARKER, RARE_TOPIC, plant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

HEADER = "X-Robots-Tag"


def answers(client, planted) -> dict[str, object]:
    """Return the answers that show the item or a part of it, by address."""
    reference = planted.item.reference
    paths = [
        planted.item.get_absolute_url(),
        f"/fr{planted.item.get_absolute_url()}",
        planted.file.url,
        *[reverse("cite", args=[reference, ending]) for ending in ("ris", "bib", "json")],
        *([reverse("cover", args=[reference])] if planted.picture else []),
    ]
    return {path: client.get(path) for path in paths}


@pytest.mark.parametrize("maker", ITEM_MAKERS, ids=lambda maker: maker.__name__)
def test_page_file_cover_and_citations_say_that_they_are_not_to_be_indexed(client, maker):
    kept_out = plant(maker, in_web_search=False)
    for path, answer in answers(client, kept_out).items():
        assert answer.status_code == 200, path
        assert answer.get(HEADER) == "noindex", path
    page = client.get(kept_out.item.get_absolute_url()).content.decode()
    assert '<meta name="robots" content="noindex">' in page
    assert "citation_title" not in page
    assert "application/ld+json" not in page
    assert f"{MARKER} summary." in page, "readers see it as before"


@pytest.mark.parametrize("maker", ITEM_MAKERS, ids=lambda maker: maker.__name__)
def test_what_may_be_listed_says_nothing_of_the_kind(client, maker):
    listed = plant(maker)
    for path, answer in answers(client, listed).items():
        assert answer.status_code == 200, path
        assert HEADER not in answer.headers, path
    page = client.get(listed.item.get_absolute_url()).content.decode()
    assert 'content="noindex"' not in page
    assert "citation_title" in page
    assert "application/ld+json" in page


@pytest.mark.parametrize("member", [False, True], ids=["visitor", "member"])
def test_it_is_in_no_sitemap_and_no_feed_whoever_asks(client, member):
    planted = plant(publication, in_web_search=False)
    if member:
        client.force_login(person(Role.NETWORK_READER))
    slug = planted.item.slug
    for path in (reverse("sitemap"), reverse("search_feed"), reverse("topic_feed", args=[RARE_TOPIC])):
        assert slug not in client.get(path).content.decode(), path
    # Its topic is about nothing else, so there is nothing to list on the topic's page.
    assert reverse("topic", args=[RARE_TOPIC]) not in client.get(reverse("sitemap")).content.decode()
    assert slug in client.get("/search/").content.decode()


def test_other_pages_ask_not_to_be_quoted_where_they_name_it(client):
    planted, listed = plant(publication, in_web_search=False), case_study(title="Listed", topics=[RARE_TOPIC])
    page = client.get(reverse("topic", args=[RARE_TOPIC])).content.decode()
    assert f'<span data-nosnippet><a href="{planted.item.get_absolute_url()}"' in page
    assert f'<span data-nosnippet><a href="{listed.get_absolute_url()}"' not in page
    assert listed.get_absolute_url() in page


def test_a_feed_is_filled_with_older_items_in_the_place_of_those_that_are_left_out(client, monkeypatch):
    monkeypatch.setattr(feeds, "LENGTH", 2)
    older = [case_study(title=f"Listed {number}") for number in range(3)]
    for number in range(3):
        case_study(title=f"Kept out {number}", in_web_search=False)
    feed = client.get(reverse("search_feed")).content.decode()
    assert "Kept out" not in feed
    assert [item.slug in feed for item in older] == [False, True, True]


def test_a_file_of_two_items_is_kept_out_if_one_of_them_is(client):
    planted = plant(case_study)
    assert HEADER not in client.get(planted.file.url).headers
    case_study(attachments=[planted.file], in_web_search=False)
    assert client.get(planted.file.url)[HEADER] == "noindex"


def test_the_item_itself_is_asked_where_its_entry_is_out_of_step(client):
    planted = plant(case_study, in_web_search=False)
    CatalogueEntry.objects.filter(item=planted.item).update(in_web_search=True)
    assert client.get(planted.item.get_absolute_url())[HEADER] == "noindex"


def test_tables_of_results_say_which_items_may_be_listed(client):
    kept_out, listed = case_study(in_web_search=False), case_study()
    rows = csv.DictReader(body_of(client.get(reverse("search_csv"))).lstrip("\ufeff").splitlines())
    told = {row["Reference"]: row["In web search engines"] for row in rows}
    assert told == {kept_out.reference: "no", listed.reference: "yes"}


def test_the_nightly_check_finds_an_entry_that_says_otherwise():

    item = case_study(in_web_search=False)
    CatalogueEntry.objects.filter(pk=entry_of(item).pk).update(in_web_search=True)
    assert compare_entries().content_differs == [item.pk]
