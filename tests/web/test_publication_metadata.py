"""What a publication tells reference managers and search engines: its DOI, publisher, licence, authors and cover."""

import json

from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

import pytest

from accounts.roles import Role
from publications.models import PublicationPage
from tests.factories import case_study, court_case, new_organisation, person, publication
from tests.web.planting import make_cover
from tests.web.test_item_pages import description_in
from tests.web.test_topic_admin import item_values

pytestmark = pytest.mark.django_db
DOI = "10.1234/casebook.2024/7"


def cited(client, item, ending: str) -> str:
    return client.get(reverse("cite", args=[item.reference, ending])).content.decode()


def described(client, item) -> dict:
    return description_in(client.get(item.get_absolute_url()).content.decode())


@pytest.fixture
def study():
    return publication(
        title="A study",
        doi=DOI,
        organisation=new_organisation(name="La Strada & Co"),
        authors=("García Márquez, Ana", "La Strada & Co", "Somebody Else"),
    )


def test_publisher_doi_and_licence_are_in_every_citation(client, study):
    ris, bib = cited(client, study, "ris"), cited(client, study, "bib")
    assert "PB  - La Strada & Co\r\n" in ris
    assert f"DO  - {DOI}\r\n" in ris
    assert "N1  - Licence: https://creativecommons.org/licenses/by/4.0/\r\n" in ris
    assert r"publisher = {La Strada \& Co}" in bib
    assert f"doi = {{{DOI}}}" in bib
    assert "note = {Licence: https://creativecommons.org/licenses/by/4.0/}" in bib
    (item,) = json.loads(cited(client, study, "json"))
    assert (item["publisher"], item["DOI"]) == ("La Strada & Co", DOI)
    assert item["license"] == "https://creativecommons.org/licenses/by/4.0/"


def test_the_list_of_references_of_a_search_has_them_too(client, study):
    text = b"".join(client.get("/search/results.ris").streaming_content).decode()
    assert "PB  - La Strada & Co" in text
    assert f"DO  - {DOI}" in text


def test_an_organisation_that_is_not_named_is_no_publisher(client):
    item = publication(organisation=new_organisation(name="Hidden House"), organisation_naming="unnamed")
    for ending in ("ris", "bib", "json"):
        assert "Hidden House" not in cited(client, item, ending)
    assert "Hidden House" not in client.get(item.get_absolute_url()).content.decode()


def test_people_are_cited_by_family_and_given_name_and_others_as_they_are_written(client, study):
    (item,) = json.loads(cited(client, study, "json"))
    assert item["author"] == [
        {"family": "García Márquez", "given": "Ana"},
        {"literal": "La Strada & Co"},
        {"literal": "Somebody Else"},
    ]
    assert r"author = {García Márquez, Ana and {La Strada \& Co} and {Somebody Else}}" in cited(client, study, "bib")


def test_authors_are_said_to_be_people_or_organisations_only_where_that_is_known(client, study):
    new_organisation(name="Another Member")
    study.authors = (*study.authors, "Another Member", "UNODC, Vienna", "Ministry of Justice of Utopia, The Capital")
    study.save_revision().publish()
    assert described(client, study)["author"] == [
        {"@type": "Person", "name": "Ana García Márquez", "givenName": "Ana", "familyName": "García Márquez"},
        {"@type": "Organization", "name": "La Strada & Co"},
        "Somebody Else",
        {"@type": "Organization", "name": "Another Member"},
        "UNODC, Vienna",
        "Ministry of Justice of Utopia, The Capital",
    ]


def test_courts_and_organisations_are_organisations(client):
    assert described(client, court_case(court="Court of Somewhere"))["author"] == [
        {"@type": "Organization", "name": "Court of Somewhere"}
    ]
    assert described(client, case_study())["author"][0]["@type"] == "Organization"


def test_the_description_has_the_doi_the_publisher_and_countries_by_name(client, study):
    study.countries = ("NL",)
    study.save_revision().publish()
    found = described(client, study)
    assert found["identifier"] == [study.reference, f"https://doi.org/{DOI}"]
    assert found["publisher"]["name"] == "La Strada & Co"
    assert found["contentLocation"] == [{"@type": "Country", "name": "Netherlands", "identifier": "NL"}]


def test_the_page_links_the_doi_and_the_search_finds_it(client, study):
    text = client.get(study.get_absolute_url()).content.decode()
    assert f'href="https://doi.org/{DOI}"' in text
    assert f'<meta name="citation_doi" content="{DOI}">' in text
    assert "A study" in client.get("/search/", {"q": DOI}).content.decode()


@pytest.mark.parametrize("typed", [DOI, f"https://doi.org/{DOI}", f"doi: {DOI}", f" http://dx.doi.org/{DOI} "])
def test_the_form_takes_a_doi_as_people_have_it(client, typed):
    client.force_login(person(Role.COORDINATOR))
    item = publication()
    address = reverse("wagtailadmin_pages:edit", args=[item.pk])
    values = item_values(client.get(address), topics="", doi=typed, **{"action-publish": "1"})
    response = client.post(address, values)
    assert response.status_code == 302, response.context["form"].errors
    assert PublicationPage.objects.get(pk=item.pk).doi == DOI


@pytest.mark.parametrize("typed", ["1234", "10.12/x", "10.1234/", "https://example.org/10.1234/x", "10.1234/a b"])
def test_the_form_says_how_a_doi_is_written(client, typed):
    client.force_login(person(Role.COORDINATOR))
    item = publication()
    address = reverse("wagtailadmin_pages:edit", args=[item.pk])
    values = item_values(client.get(address), topics="", doi=typed, **{"action-publish": "1"})
    response = client.post(address, values)
    assert "10.1234/abc" in str(response.context["form"].errors["doi"])
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicationPage.objects.filter(pk=item.pk).update(doi=typed)


def test_the_cover_is_told_where_everybody_may_see_it(client, media):
    image = make_cover("Cover", "cover.png")
    shared, inner, bare = publication(cover=image), publication(cover=image, audience="network"), publication()
    tag = '<meta property="og:image" content="http://127.0.0.1:8000/covers/{}">'
    assert tag.format(shared.reference) in client.get(shared.get_absolute_url()).content.decode()
    assert "og:image" not in client.get(bare.get_absolute_url()).content.decode()
    member = Client()
    member.force_login(person(Role.NETWORK_READER))
    assert "og:image" not in member.get(inner.get_absolute_url()).content.decode()


def test_a_page_names_its_address_in_every_language(client, study):
    own = study.get_absolute_url()
    text = client.get(f"/fr{own}?q=study").content.decode()
    for code, prefix in (("en", ""), ("fr", "/fr"), ("nl", "/nl"), ("ar", "/ar"), ("x-default", "")):
        link = f'<link rel="alternate" hreflang="{code}" href="http://127.0.0.1:8000{prefix}{own}">'
        assert link in text
    for path in ("/", "/topics/", "/topics/compensation/", "/about/"):
        assert 'hreflang="x-default"' in client.get(path).content.decode()
    for path in ("/search/", "/no-such-page/", "/accounts/login/", "/publications/pb-2020-0001/"):
        assert 'hreflang="x-default"' not in client.get(path).content.decode()
