"""Items that say themselves in further languages: who sees it, whose translation it is, and that it is found."""

from django.core.exceptions import ValidationError
from django.urls import reverse

import pytest

from accounts.roles import Role
from catalogue.models import CatalogueEntry
from search.services.outbox import wait_for_delivery
from tests.factories import ITEM_MAKERS, case_study, court_case, entry_of, new_organisation, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

ENGLISH = {
    "language": "en",
    "title": "A quagga in the stable",
    "summary": "She fed okapis at night.",
    "by": "Willing Hands",
}
FRENCH = {"language": "fr", "title": "Un couagga à l’écurie", "summary": "Elle nourrissait des okapis.", "by": ""}


def translated(maker=case_study, *translations, **values):
    """Return an item in Ukrainian with translations."""
    values = {"title": "Зебра в стайні", "summary": "Вона годувала зебр.", "language": "uk"} | values
    return maker(**values, translations=translations or (ENGLISH, FRENCH))


@pytest.mark.parametrize("maker", ITEM_MAKERS, ids=lambda maker: maker.__name__)
def test_its_page_says_it_in_the_language_of_the_reader_and_whose_translation_it_is(client, maker):
    item = translated(maker)
    english = client.get(item.get_absolute_url()).content.decode()
    assert "Зебра в стайні" in english
    assert "A quagga in the stable" in english
    assert "She fed okapis at night." in english
    assert "Translated by <bdi>Willing Hands</bdi>." in " ".join(english.split())
    assert "Un couagga" not in english
    french = client.get(f"/fr{item.get_absolute_url()}").content.decode()
    assert "Un couagga à l’écurie" in french
    assert "okapis at night" not in french
    dutch = client.get(f"/nl{item.get_absolute_url()}").content.decode()
    assert "quagga" not in dutch
    assert 'class="translation"' not in dutch


def test_a_reader_of_the_items_own_language_sees_no_translation(client):
    item = translated(case_study, FRENCH, language="en", title="A mule", summary="The mule went.")
    assert 'class="translation"' not in client.get(item.get_absolute_url()).content.decode()


def test_lists_show_the_title_in_the_language_of_the_reader(client):
    item = translated()
    page = " ".join(client.get(reverse("search")).content.decode().split())
    assert f'<a href="{item.get_absolute_url()}" lang="en" dir="ltr">A quagga in the stable</a>' in page
    assert "Translated by <bdi>Willing Hands</bdi>." in page
    dutch = client.get(f"/nl{reverse('search')}").content.decode()
    assert "quagga" not in dutch
    assert 'lang="uk" dir="ltr">Зебра в стайні</a>' in dutch


@pytest.mark.parametrize("words", ["quaggas", "feeding okapis", "couagga", "зебра"])
def test_it_is_found_by_its_words_in_each_language_and_their_inflections(client, words):
    item = translated()
    case_study(title="Another")
    wait_for_delivery()
    page = client.get(reverse("search"), {"q": words}).content.decode()
    assert item.get_absolute_url() in page
    assert "Another" not in page


def test_what_is_found_in_a_translation_is_quoted_from_it(client):
    translated(case_study, {**ENGLISH, "summary": "At night she fed okapis behind the circus."})
    wait_for_delivery()
    page = " ".join(client.get(reverse("search"), {"q": "okapi"}).content.decode().split())
    assert '<p class="passage" lang="en" dir="ltr"> At night she fed <mark>okapis</mark> behind the circus.' in page


def test_the_words_of_the_search_are_marked_in_the_translation_of_the_reader(client):
    item = translated()
    page = client.get(item.get_absolute_url(), {"q": "okapi"}).content.decode()
    assert "She fed <mark>okapis</mark> at night." in page
    assert '<a href="#translation">translation</a>' in page
    assert "1 passage marked" in page
    assert "<mark>" not in client.get(f"/nl{item.get_absolute_url()}", {"q": "okapi"}).content.decode()


def test_where_no_word_of_the_text_was_searched_for_the_summary_is_in_the_language_of_the_reader(client):
    translated(case_study, topics=["compensation"])
    wait_for_delivery()
    page = client.get(reverse("search"), {"q": "compensation"}).content.decode()
    assert "She fed okapis at night." in page
    assert "Вона годувала зебр." not in page


def test_a_translation_of_a_network_item_is_for_the_network(client):
    item = translated(audience="network")
    wait_for_delivery()
    assert "quagga" not in client.get(reverse("search"), {"q": "okapis"}).content.decode()
    assert client.get(item.get_absolute_url()).status_code == 404
    client.force_login(person(Role.NETWORK_READER))
    assert "A quagga in the stable" in client.get(reverse("search"), {"q": "okapis"}).content.decode()


def test_a_translation_that_is_not_published_shows_nowhere_and_one_that_is_taken_back_is_gone(client):
    item = translated(case_study, FRENCH)
    item.translations = [ENGLISH]
    revision = item.save_revision()
    assert "quagga" not in client.get(item.get_absolute_url()).content.decode()
    revision.publish()
    wait_for_delivery()
    assert "quagga" in client.get(item.get_absolute_url()).content.decode()
    entry = CatalogueEntry.objects.get(pk=entry_of(item).pk)
    assert [one["language"] for one in entry.translations] == ["en"]
    assert not entry.texts.filter(text__contains="couagga").exists()
    assert item.get_absolute_url() not in client.get(reverse("search"), {"q": "couagga"}).content.decode()


def test_the_table_and_the_references_have_it(client):
    translated()
    table = b"".join(client.get(reverse("search_csv")).streaming_content).decode()
    assert "en: A quagga in the stable – She fed okapis at night. [Willing Hands]" in table
    assert "fr: Un couagga à l’écurie" in table
    references = b"".join(client.get(reverse("search_ris")).streaming_content).decode()
    assert "TI  - Зебра в стайні\r\nTT  - A quagga in the stable\r\n" in references


@pytest.mark.parametrize(
    "translations",
    [
        [ENGLISH, ENGLISH],
        [{**ENGLISH, "language": "uk"}],
        [{**ENGLISH, "title": " "}],
        [{**ENGLISH, "summary": ""}],
        [{**ENGLISH, "language": ""}],
        [{**ENGLISH, "title": "a" * 256}],
    ],
    ids=["twice", "own language", "no title", "no summary", "no language", "long"],
)
def test_translations_that_cannot_be_are_refused_with_a_sentence(translations):
    with pytest.raises(ValidationError) as refused:
        translated(case_study, *translations)
    assert set(refused.value.message_dict) == {"translations"}


def test_controls_that_no_text_may_have_are_taken_out(client):
    item = translated(case_study, {**ENGLISH, "title": "A quagga\x0bin the\x00stable"})
    assert "A quagga in the stable" in client.get(item.get_absolute_url()).content.decode()


def test_a_translation_names_persons_as_the_court_case_does(client):
    french = {"language": "fr", "title": "Chowdury c. Grèce", "summary": "M. Chowdury cueillait.", "by": ""}
    russian = {"language": "ru", "title": "Чоудури против Греции", "summary": "Чоудури собирал клубнику.", "by": ""}
    item = court_case(title="Chowdury v. Greece", persons_shown="initials", translations=[french, russian])
    page = client.get(f"/fr{item.get_absolute_url()}").content.decode()
    assert "C. c. Grèce" in page
    assert "Chowdury" not in page
    entry = entry_of(item)
    assert "Ч. против Греции" in [one.title for one in entry.translated()]
    told = " ".join([entry.words, str(entry.translations), *entry.texts.values_list("text", flat=True)]).lower()
    assert "chowdury" not in told
    assert "чоудури" not in told


def test_an_organisation_that_is_not_named_is_not_named_as_the_translator_either():
    organisation = new_organisation(name="Willing Hands")
    named = translated(case_study, organisation=organisation)
    unnamed = translated(case_study, organisation=organisation, organisation_naming="unnamed")
    assert [one["by"] for one in entry_of(named).translations] == ["Willing Hands", ""]
    assert [one["by"] for one in entry_of(unnamed).translations] == ["", ""]
