"""The pages of items: permanent addresses, what is there once it is withdrawn, and what they cost."""

import json
import re
from datetime import UTC, date, datetime

from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.utils import timezone

from wagtail.models import Collection

import pytest

from catalogue.models import CatalogueEntry
from files.services import store_file
from tests.factories import ITEM_MAKERS, advocacy_outcome, case_study, court_case, publication
from tests.makers import make_pdf

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("maker", ITEM_MAKERS, ids=lambda maker: maker.__name__)
def test_a_reference_leads_to_the_item_for_good(client, maker):
    item = maker(title="First title")
    for path in (f"/{item.reference}", f"/{item.reference.lower()}/", item.get_absolute_url()):
        response = client.get(path, follow=True)
        assert response.status_code == 200
        assert "First title" in response.content.decode()


def test_an_address_with_old_words_leads_to_the_present_one(client):
    item = court_case(title="A v B")
    response = client.get(f"/court-cases/{item.reference.lower()}-older-words/?q=b")
    assert response.status_code == 302
    assert response["Location"] == f"{item.get_absolute_url()}?q=b"


def test_a_case_study_has_no_story_in_its_address():
    assert case_study(title="Girl from the village").slug.count("-") == 2


def test_what_was_public_and_is_withdrawn_answers_410_without_details(client):
    item = court_case(title="Secret Party v State")
    item.unpublish()
    response = client.get(item.get_absolute_url())
    assert response.status_code == 410
    assert "Secret Party" not in response.content.decode()


def test_what_was_never_public_answers_404(client):
    item = case_study(audience="network")
    item.unpublish()
    assert client.get(item.get_absolute_url()).status_code == 404
    assert client.get(case_study(live=False).get_absolute_url()).status_code == 404
    assert client.get("/case-studies/cs-2026-9999/").status_code == 404
    assert client.get("/case-studies/no-reference/").status_code == 404


def test_the_words_of_the_search_are_marked_and_counted(client):
    item = case_study(what_happened="Debt upon debts.\n\nNo more of it.")
    text = client.get(item.get_absolute_url(), {"q": "debt"}).content.decode()
    assert "<mark>Debt</mark> upon <mark>debts</mark>" in text
    assert "2 passages marked" in text


def test_paragraphs_are_numbered_through_the_sections(client):
    item = case_study(what_happened="One.\n\nTwo.", result="Three.")
    text = client.get(item.get_absolute_url()).content.decode()
    assert all(f'id="p{number}"' in text for number in (1, 2, 3))
    assert 'id="p4"' not in text


@pytest.mark.parametrize("maker", ITEM_MAKERS, ids=lambda maker: maker.__name__)
def test_each_heading_of_a_page_is_there_once(client, maker):
    told = {name: f"The {name}." for name, _heading in getattr(maker(), "narrative_fields", ())}
    page = client.get(maker(**told).get_absolute_url()).content.decode()
    headings = [
        " ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in re.findall(r"<h[1-6].*?</h[1-6]>", page, re.DOTALL)
    ]
    assert len(headings) > 3
    assert sorted(set(headings)) == sorted(headings)


def test_an_outcome_and_what_supports_it_lead_to_each_other(client):
    study = case_study(title="The supporting story")
    hidden = case_study(title="The hidden story", audience="network")
    outcome = advocacy_outcome(title="The new law", supporting_items=[study.page_ptr, hidden.page_ptr])
    assert "The new law" in client.get(study.get_absolute_url()).content.decode()
    text = client.get(outcome.get_absolute_url()).content.decode()
    assert "The supporting story" in text
    assert "The hidden story" not in text


def test_an_appeal_and_the_decision_below_lead_to_each_other(client):
    first = court_case(title="Below v State")
    second = court_case(title="Above v State", appeal_from=first)
    assert "Above v State" in client.get(first.get_absolute_url()).content.decode()
    assert "Below v State" in client.get(second.get_absolute_url()).content.decode()


def test_an_older_edition_stays_and_says_so(client):
    old = publication(title="Handbook one")
    new = publication(title="Handbook two", replaces=old)
    text = client.get(old.get_absolute_url()).content.decode()
    assert "There is a newer edition" in text
    assert new.get_absolute_url() in text
    assert old.get_absolute_url() in client.get(new.get_absolute_url()).content.decode()
    new.unpublish()
    assert "There is a newer edition" not in client.get(old.get_absolute_url()).content.decode()


def test_citations_come_in_three_formats(client):
    item = court_case(title="A & B v {State}", neutral_citation="[2020] UKSC 1")
    ris = client.get(f"/cite/{item.reference}.ris").content.decode()
    assert ris.startswith("TY  - CASE\r\n")
    assert "N1  - [2020] UKSC 1\r\n" in ris
    assert ris.endswith("ER  - \r\n")
    bib = client.get(f"/cite/{item.reference}.bib").content.decode()
    assert r"A \& B v \{State\}" in bib
    assert "note = {[2020] UKSC 1}" in bib
    described = json.loads(client.get(f"/cite/{item.reference}.json").content)
    assert described[0]["type"] == "legal_case"
    assert "number" not in described[0], "our reference is no number of a court"


def test_a_judgment_is_cited_with_court_day_case_number_and_ecli(client):
    ecli = "ECLI:CE:ECHR:2005:0726JUD007331601"
    item = court_case(
        title="S. v. France", court="European Court of Human Rights", decision_date=date(2005, 7, 26), ecli=ecli,
        case_numbers=("73316/01", "1/02"),
    )  # fmt: skip
    cited = {
        ending: client.get(f"/cite/{item.reference}.{ending}").content.decode() for ending in ("ris", "bib", "json")
    }
    for line in ("PB  - European Court of Human Rights", "DA  - 2005/07/26", "SV  - 73316/01, 1/02", f"N1  - {ecli}"):
        assert f"{line}\r\n" in cited["ris"]
    for field in ("number = {73316/01, 1/02}", "date = {2005-07-26}", "month = jul\n", f"note = {{{ecli}}}"):
        assert field in cited["bib"]
    (described,) = json.loads(cited["json"])
    found = [described[name] for name in ("authority", "number", "issued", "note", "call-number")]
    assert found == [
        "European Court of Human Rights", "73316/01, 1/02", {"date-parts": [[2005, 7, 26]]}, ecli, item.reference,
    ]  # fmt: skip
    sentence = "European Court of Human Rights, 26 July 2005, S. v. France, nos. 73316/01, 1/02, " + ecli
    assert f"{sentence}. Casebook, {item.reference}. " in client.get(item.get_absolute_url()).content.decode()


def test_of_a_judgment_that_has_neither_case_number_nor_ecli_the_citation_has_none(client):
    item = court_case(title="A. v. B.", neutral_citation="[2022] UKSC 1")
    text = client.get(item.get_absolute_url()).content.decode()
    assert f"Court of Somewhere, 4 May 2022, A. v. B. [2022] UKSC 1. Casebook, {item.reference}. " in text
    assert "SV  - " not in client.get(f"/cite/{item.reference}.ris").content.decode()


def description_in(text: str) -> dict:
    """Return the schema.org description of a page."""
    return json.loads(text.split('<script type="application/ld+json">')[1].split("</script>", maxsplit=1)[0])


def test_machines_read_what_people_read(client):
    item = publication(title="A </script><script>alert(1)</script> study", authors=("Ada Author",))
    text = client.get(item.get_absolute_url()).content.decode()
    described = description_in(text)
    assert described["name"] == item.title
    assert described["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert '<meta name="citation_author" content="Ada Author">' in text
    assert '<meta property="og:title"' in text


def test_the_day_of_publication_is_the_day_where_the_site_is(client, settings):
    settings.TIME_ZONE = "Pacific/Kiritimati"
    item = publication()
    late = datetime(2025, 3, 1, 20, 0, tzinfo=UTC)
    CatalogueEntry.objects.update(published_at=late, updated_at=late)
    with timezone.override("Pacific/Kiritimati"):
        described = description_in(client.get(item.get_absolute_url()).content.decode())
    assert (described["datePublished"], described["dateModified"]) == ("2025-03-02", "2025-03-02")


def test_the_sitemap_holds_live_public_items_only(client):
    item = case_study()
    hidden = case_study(audience="network")
    text = client.get("/sitemap.xml").content.decode()
    assert item.get_absolute_url() in text
    assert hidden.get_absolute_url() not in text
    assert "/about/" in text


@pytest.mark.parametrize("maker", ITEM_MAKERS, ids=lambda maker: maker.__name__)
def test_a_page_costs_nine_statements_however_much_is_linked(client, media, maker, django_assert_max_num_queries):
    others = [case_study().page_ptr for _number in range(5)]
    files = [
        store_file(
            file=ContentFile(make_pdf(["Page"]), name=f"f{number}.pdf"),
            title="File",
            language="en",
            collection=Collection.get_first_root_node(),
        )
        for number in range(3)
    ]
    links = {"files" if maker is publication else "attachments": files}
    if maker is advocacy_outcome:
        links["supporting_items"] = others
    item = maker(related_items=others, topics=["compensation", "duty-to-investigate"], **links)
    client.get(item.get_absolute_url())
    with django_assert_max_num_queries(9):
        client.get(item.get_absolute_url(), {"q": "woman"})


def test_staff_see_a_draft_in_the_preview_of_the_admin(rf):
    item = case_study(title="Only a draft", live=False)
    request = rf.get("/")
    request.user = AnonymousUser()
    response = item.serve_preview(request, "")
    assert "Only a draft" in response.content.decode()
    assert "This is a preview" in response.content.decode()
