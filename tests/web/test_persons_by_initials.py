"""A court case whose persons are named by initials names them nowhere, and can be found by what is no name."""

from urllib.parse import unquote

from django.core.files.base import ContentFile
from django.urls import reverse

from wagtail.models import Collection

import pytest

from accounts.roles import Role
from cases.models import CourtCasePage
from files.services import store_file
from tests.factories import court_case, entry_of, person
from tests.makers import make_pdf
from tests.web.planting import TOPIC, plant
from tests.web.surfaces import addresses, ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

NAME = "Quaggamann"
ECLI = "ECLI:CE:ECHR:2017:0330JUD002188415"
TEXTS = {
    "title": f"{NAME} and Others v. Greece",
    "summary": f"{NAME} picked strawberries.",
    "facts": f"Mr {NAME} was not paid.",
    "holding": f"{NAME} was a victim.",
    "sentence": f"The employer of {NAME} was fined.",
    "significance": f"The {NAME} judgment is cited often.",
    "neutral_citation": f"{NAME} [2017] ECHR 300",
    "case_numbers": (f"21884/15 {NAME}",),
    "ecli": ECLI,
    "source": f"https://example.org/{NAME.lower()}-v-greece",
}


@pytest.fixture
def planted():
    file = store_file(
        file=ContentFile(
            make_pdf([f"An opening. {NAME} is heard on strawberries."]), name=f"{NAME.lower()}_v_greece.pdf"
        ),
        title=f"{NAME.lower()}_v_greece",
        language="en",
        collection=Collection.get_first_root_node(),
    )
    planted = plant(court_case, **TEXTS, persons_shown="initials", attachments=[file])
    planted.file = file
    return planted


def names(text: str) -> bool:
    return NAME.lower() in unquote(text).lower()


@pytest.mark.parametrize("member", [False, True], ids=["visitor", "member"])
def test_no_surface_names_the_person(client, planted, member):
    if member:
        client.force_login(person(Role.NETWORK_READER))
    searches = [f"/search/?q={word}" for word in ("strawberries", ECLI, "Greece")]
    naming = []
    for path in [*addresses(planted), *searches]:
        answer = ask(client, path)
        # What the reader wrote in the address themselves is no news to them.
        if names(f"{answer.headers} {answer.text}") and not names(path):
            naming.append(path)
    assert naming == []


def test_the_full_name_finds_nothing_and_what_is_no_name_finds_the_case(client, planted):
    slug = planted.item.slug
    # With other words beside it a search falls back to those, which are in the case.
    for words in (NAME, NAME.lower(), f'"{NAME} and Others"'):
        assert slug not in ask(client, f"/search/?q={words}").text, words
    suggested = client.get(reverse("search_suggest"), {"q": NAME[:6]}).json()
    assert not names(str(suggested))
    for words in (ECLI, "strawberries", "Others Greece"):
        assert slug in ask(client, f"/search/?q={words}").text, words


def test_page_address_citation_and_tables_have_initials(client, planted):
    assert planted.item.slug.endswith("-q-and-others-v-greece")
    page = ask(client, planted.item.get_absolute_url()).text
    for text in ("Q. and Others v. Greece", "Mr Q. was not paid.", "Q. [2017] ECHR 300", "21884/15 Q.", ECLI):
        assert text in page, text
    assert "Read the judgment" not in page, "its address has the name"
    for address in (
        reverse("cite", args=[planted.item.reference, "ris"]),
        reverse("search_csv"),
        reverse("search_feed"),
    ):
        assert "Q. and Others v. Greece" in ask(client, address).text, address


def test_a_file_is_called_by_the_reference_of_the_case(client, planted):
    name = f"{planted.item.reference.lower()}-{planted.file.pk}.pdf"
    sent = client.get(planted.file.url, follow=True)
    assert sent.redirect_chain == [(reverse("file", args=[planted.file.pk, name]), 302)]
    assert sent.status_code == 200
    assert f'filename="{name}"' in sent["Content-Disposition"]
    assert f"Page 1 of {name}" in ask(client, "/search/?q=strawberries opening").text
    assert entry_of(planted.item).texts.filter(text__icontains=NAME).count() == 0


def test_the_preview_shows_what_readers_will_see(client, planted):
    client.force_login(person(Role.COORDINATOR))
    shown = client.get(reverse("wagtailadmin_pages:view_draft", args=[planted.item.pk])).content.decode()
    assert "Q. and Others v. Greece" in shown
    assert not names(shown)


def test_names_come_back_where_the_court_published_them(client, planted):
    item = CourtCasePage.objects.get(pk=planted.item.pk)
    item.persons_shown = "as_published"
    item.save_revision().publish()
    item.refresh_from_db()
    assert item.slug.endswith("-quaggamann-and-others-v-greece")
    page = ask(client, f"/{item.reference}").text
    assert f"Mr {NAME} was not paid." in page
    assert "Read the judgment" in page
    assert item.slug in ask(client, f"/search/?q={NAME}").text


def test_what_is_shown_cannot_be_stored(planted):
    item = CourtCasePage.objects.get(pk=planted.item.pk)
    with pytest.raises(TypeError, match="Save the one that it was made of"):
        item.as_shown().save()
    assert item.title == TEXTS["title"]


def test_a_case_with_names_as_published_is_shown_as_it_is(client):
    item = court_case(title=f"{NAME} v. Greece", topics=[TOPIC])
    assert f"{NAME} v. Greece" in ask(client, item.get_absolute_url()).text
