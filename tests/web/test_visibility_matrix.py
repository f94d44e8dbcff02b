"""A word planted in what a reader may not see appears on no surface that the reader can reach."""

from datetime import timedelta

from django.conf import settings
from django.core.management import call_command
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils import timezone, translation

from wagtail.models import PageViewRestriction

import pytest

from accounts.roles import Role
from catalogue.vocabulary import vocabulary_changed
from contributions import urls as contributors_urls
from contributions.states import STORED_STATES, State
from tests.contributing import sent
from tests.factories import ITEM_MAKERS, case_study, court_case, person, publication, topic

from .admin_table.looking import EVERY_READER
from .planting import BEGINNING, LOWER, MARKER, MISSPELT, RARE_TOPIC, TOPIC, plant
from .surfaces import SURFACES, Seen, addresses, ask, leaks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

# Addresses that need something else than a reader: health, leaving the site, and the list of components.
NOT_SURFACES = {"live", "ready", "leave", "components"}
# Pages of contributors, which show drafts and what is not published: tests/web/contributions/test_who_sees_what.py has a table of them.
NOT_SURFACES |= {pattern.name for pattern in contributors_urls.urlpatterns}

# What another engine is told of is the same for every kind; beside the gate it is asked about all (EVERY_READER).
EVERY_KIND = settings.SEARCH_URL.startswith("sqlite") or EVERY_READER
MAKERS = ITEM_MAKERS if EVERY_KIND else (case_study, publication)


@pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: maker.__name__)
def test_a_network_item_shows_nowhere_to_the_public(client, maker):
    planted = plant(maker, audience="network")
    assert leaks(client, planted) == []


@pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: maker.__name__)
def test_a_draft_shows_nowhere_even_to_members(client, maker):
    planted = plant(maker, live=False)
    assert leaks(client, planted) == []
    client.force_login(person(Role.NETWORK_READER))
    assert leaks(client, planted) == []


@pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: maker.__name__)
def test_an_unpublished_item_disappears_at_once(client, maker):
    planted = plant(maker)
    assert leaks(client, planted) != []
    planted.item.unpublish()
    assert leaks(client, planted) == []


@pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: maker.__name__)
def test_a_public_item_shows_to_everybody_on_each_of_its_surfaces(client, maker):
    planted = plant(maker, organisation_naming="named")
    for surface in SURFACES:
        path = surface.path(planted)
        if path:
            expected = surface.seen not in {Seen.BY_NOBODY, Seen.BY_STAFF}
            assert surface.shows(planted, ask(client, path)) == expected, surface.name


def test_an_item_before_its_first_and_after_its_last_day_shows_nowhere(client):
    today = timezone.localdate()
    later = plant(case_study, shared_from=today + timedelta(days=1))
    assert leaks(client, later) == []
    later.item.unpublish()
    over = plant(court_case, shared_until=today - timedelta(days=1))
    assert leaks(client, over) == []


def test_unsaved_changes_of_a_live_item_show_nowhere(client):
    item = case_study(title="Plain title", attachments=[plant(publication, live=False).file])
    item.title, item.what_happened, item.summary = f"{MARKER} title", f"{MARKER} happened.", f"{MARKER} summary."
    item.attachments.clear()
    item.save_revision()
    item.refresh_from_db()
    for path in ("/", "/search/", item.get_absolute_url()):
        assert f"{LOWER} title" not in ask(client, path).text.lower()


def test_search_words_of_topics_show_nowhere(client):
    """They may be outdated or wrong words, which people use and we do not."""
    planted = plant(publication)
    for slug in (TOPIC, RARE_TOPIC):
        topic(slug).labels.create(language="en", kind="hidden", text="quaggaword")
    vocabulary_changed()
    paths = [*addresses(planted), reverse("topic", args=[TOPIC]), f"{reverse('search_suggest')}?q=quagga"]
    for path in paths:
        assert "quaggaword" not in ask(client, path).text, path


def test_a_network_item_shows_to_members_on_its_surfaces(client):
    planted = plant(case_study, audience="network")
    client.force_login(person(Role.NETWORK_READER))
    shown = leaks(client, planted)
    translation.activate("en")
    assert {
        reverse("home"),
        "/search/",
        f"/search/?q={MISSPELT}",
        f"/search/suggest/?q={BEGINNING}",
        planted.neighbour.get_absolute_url(),
        planted.item.get_absolute_url(),
        reverse("search_csv"),
    } <= set(shown)
    assert reverse("search_feed") not in shown, "feeds are for everybody"
    assert "/sitemap.xml" not in shown


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("state", STORED_STATES)
def test_what_was_sent_shows_to_who_reviews_it_and_to_nobody_else(client, state, role):
    planted = plant(case_study, live=False, organisation_naming="named", exploitation_countries=("NL",))
    sent(state, planted.item)
    if role:
        client.force_login(person(role))
    if role not in {Role.REVIEWER, Role.COORDINATOR}:
        if state is not State.PUBLISHED:
            assert leaks(client, planted) == []
        return
    for surface in SURFACES:
        if surface.name in {"queue of the review", "review", "decision about it"}:
            expected = surface.has_part(planted.item, planted)
            assert surface.shows(planted, ask(client, surface.path(planted))) == expected, surface.name


def test_an_unnamed_organisation_is_named_nowhere(client):
    planted = plant(case_study)
    for path in addresses(planted):
        if not path.startswith(("/organisations/", "/usage/organisation/")) and "organisation=" not in path:
            answer = ask(client, path)
            assert f"{MARKER} Foundation" not in answer.text, path
            assert "case_study-owner" not in answer.text, path


def test_an_item_below_a_page_made_private_in_the_admin_disappears(client):
    planted = plant(case_study)
    restriction = PageViewRestriction.objects.create(page=planted.item.get_parent(), restriction_type="login")
    assert leaks(client, planted) == []
    restriction.delete()
    assert leaks(client, planted) != []


def test_a_rebuild_keeps_what_is_hidden_hidden(client):
    planted = plant(case_study, audience="network")
    draft = plant(court_case, live=False)
    call_command("search_rebuild", verbosity=0)
    assert leaks(client, planted) == []
    assert leaks(client, draft) == []


def _names(resolver: URLResolver) -> set[str]:
    names: set[str] = set()
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            names.add(pattern.name or "")
        elif not str(pattern.pattern).startswith(("admin/", "accounts/")) and pattern.app_name not in {"wagtailadmin"}:
            names |= _names(pattern)
    return names


def test_every_address_of_the_site_is_a_surface_of_the_matrix():
    paths = [path.partition("?")[0] for path in addresses(plant(publication))]
    covered = {resolve(path).url_name for path in paths if not path.startswith("/documents/")}
    own = {name for name in _names(get_resolver()) if name and not name.startswith("wagtail")}
    assert own - covered - NOT_SURFACES == set()
