"""A word planted in what a reader may not see appears on no surface that the reader can reach.

A new page, feed, export or file address belongs into `surfaces` in the commit that makes it.
"""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils import timezone, translation

from wagtail.models import Collection, PageViewRestriction

import pytest

from accounts.roles import Role
from files.services import store_file
from tests.factories import (
    ITEM_MAKERS,
    OrganisationFactory,
    advocacy_outcome,
    case_study,
    court_case,
    person,
    publication,
)
from tests.makers import make_pdf

pytestmark = pytest.mark.django_db

MARKER = "Zyzzyva"
LOWER = MARKER.lower()
# A search for it finds nothing and may be told what it could have meant.
MISSPELT = "Zyzzyve"
BEGINNING = "Zyzz"
TOPIC = "compensation"
# Addresses that need something else than a reader: the admin, signing in, and what the surfaces below cannot list.
NOT_SURFACES = {"live", "ready", "leave", "admin_image", "components", "page", "permalink"}


def plant(maker, media, **values):
    """Return an item with the marker in every text it has, in its file, its organisation's name and its cover."""
    stored = store_file(
        file=ContentFile(make_pdf([f"{MARKER} on page one"]), name=f"{LOWER}.pdf"),
        title=f"{MARKER} file",
        language="en",
        collection=Collection.get_first_root_node(),
    )
    texts = {
        case_study: {"what_happened": f"{MARKER} happened.", "origin_countries": ("KI",)},
        court_case: {"facts": f"{MARKER} facts.", "court": f"Court of {MARKER}", "case_numbers": (f"{MARKER}/1",)},
        advocacy_outcome: {"what_changed": f"{MARKER} changed.", "actor": f"Ministry of {MARKER}"},
        publication: {"abstract": f"{MARKER} abstract.", "authors": (f"{MARKER} Author",)},
    }[maker]
    files = {"files": [stored]} if maker is publication else {"attachments": [stored]}
    organisation = OrganisationFactory(name=f"{MARKER} Foundation {maker.__name__}", slug=f"{maker.__name__}-owner")
    item = maker(
        title=f"{MARKER} title {maker.__name__}",
        summary=f"{MARKER} summary.",
        organisation=organisation,
        organisation_naming="unnamed",
        topics=[TOPIC],
        **texts,
        **files,
        **values,
    )
    item.planted_file = stored
    # Readers see this one; what it is like must not show on its page unless they see that too.
    item.neighbour = case_study(title="A neighbour", topics=[TOPIC])
    return item


def surfaces(item) -> list[str]:
    """Return every address on which an item could show, with the searches that would find it."""
    file = item.planted_file
    queries = [
        "",
        f"?q={MARKER}",
        f"?q={MISSPELT}",
        f"?q={item.reference}",
        "?origin=KI",
        f"?topic={TOPIC}",
        "?year_from=2000",
    ]
    found = [
        *[reverse("search") + query for query in queries],
        *[reverse(name) + query for name in ("search_feed", "search_csv", "search_ris") for query in queries],
        *[
            reverse("search_suggest") + f"?q={words}"
            for words in (BEGINNING, MARKER, f"Court of {BEGINNING}", item.reference)
        ],
        reverse("home"),
        reverse("topics"),
        reverse("topic", args=[TOPIC]),
        reverse("topic_feed", args=[TOPIC]),
        reverse("organisation", args=[item.organisation.slug]),
        *[reverse(kind, args=[item.slug]) for kind in ("case_study", "court_case", "advocacy_outcome", "publication")],
        f"/{item.reference}",
        *[reverse("cite", args=[item.reference, ending]) for ending in ("ris", "bib", "json")],
        item.neighbour.get_absolute_url(),
        reverse("cover", args=[item.reference]),
        file.url,
        reverse("file", args=[file.pk, "other.pdf"]),
        "/robots.txt",
        "/sitemap.xml",
        "/about/",
        "/no-such-page/",
        item.url_path.removeprefix("/home"),
        f"/media/{file.file.name}",
        f"/documents/{file.pk}/{file.filename}",
    ]
    return found + [f"/fr{path}" for path in (reverse("search"), reverse("topics"), item.get_absolute_url())]


def answers(client: Client, paths: list[str]) -> dict[str, str]:
    """Return what each address answers: status, headers and text, following redirects within the site."""
    found = {}
    for path in paths:
        response = client.get(path, follow=True)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        target = "".join(url for url, _status in response.redirect_chain)
        found[path] = f"{response.status_code} {dict(response.headers)} {target} {body.decode('utf-8', 'replace')}"
    return found


PLANTED = (
    *[
        f"{LOWER} {word}"
        for word in ("title", "summary", "happened", "facts", "changed", "abstract", "on page", "author")
    ],
    *[
        f"{LOWER} file",
        f"{LOWER} foundation",
        f"court of {LOWER}",
        f"ministry of {LOWER}",
        f"{LOWER}/1",
        f"{LOWER}.pdf",
    ],
)


def leaks(client: Client, item) -> list[str]:
    """Return the addresses that show a planted text, or the item's address where the reader did not ask for it."""
    with translation.override("en"):
        paths = surfaces(item)
    found = []
    for path, answer in answers(client, paths).items():
        shown = answer.lower()
        # The page of an organisation names it; what must stay away is that it shared this item.
        planted = [text for text in PLANTED if not (path.startswith("/organisations/") and "foundation" in text)]
        echoed = path.lower()
        if LOWER not in echoed and not path.startswith("/organisations/"):
            planted.append(LOWER)
        if any(text in shown and text not in echoed for text in planted) or (
            item.slug in shown and item.slug not in echoed
        ):
            found.append(path)
    return found


@pytest.mark.parametrize("maker", ITEM_MAKERS, ids=lambda maker: maker.__name__)
def test_a_network_item_shows_nowhere_to_the_public(client, media, maker):
    item = plant(maker, media, audience="network")
    assert leaks(client, item) == []


@pytest.mark.parametrize("maker", ITEM_MAKERS, ids=lambda maker: maker.__name__)
def test_a_draft_shows_nowhere_even_to_members(client, media, maker):
    item = plant(maker, media, live=False)
    assert leaks(client, item) == []
    client.force_login(person(Role.NETWORK_READER))
    assert leaks(client, item) == []


@pytest.mark.parametrize("maker", ITEM_MAKERS, ids=lambda maker: maker.__name__)
def test_an_unpublished_item_disappears_at_once(client, media, maker):
    item = plant(maker, media)
    assert leaks(client, item) != []
    item.unpublish()
    assert leaks(client, item) == []


def test_an_item_before_its_first_and_after_its_last_day_shows_nowhere(client, media):
    today = timezone.localdate()
    later = plant(case_study, media, shared_from=today + timedelta(days=1))
    assert leaks(client, later) == []
    later.unpublish()
    over = plant(court_case, media, shared_until=today - timedelta(days=1))
    assert leaks(client, over) == []


def test_unsaved_changes_of_a_live_item_show_nowhere(client, media):
    item = case_study(title="Plain title", attachments=[plant(publication, media, live=False).planted_file])
    item.title, item.what_happened, item.summary = f"{MARKER} title", f"{MARKER} happened.", f"{MARKER} summary."
    item.attachments.clear()
    item.save_revision()
    item.refresh_from_db()
    assert not any(
        f"{LOWER} title" in text.lower()
        for text in answers(client, ["/", "/search/", item.get_absolute_url()]).values()
    )


def test_a_network_item_shows_to_members_on_its_surfaces(client, media):
    item = plant(case_study, media, audience="network")
    client.force_login(person(Role.NETWORK_READER))
    shown = leaks(client, item)
    translation.activate("en")
    assert {
        reverse("home"),
        "/search/",
        f"/search/?q={MISSPELT}",
        f"/search/suggest/?q={BEGINNING}",
        item.neighbour.get_absolute_url(),
        item.get_absolute_url(),
        reverse("search_csv"),
    } <= set(shown)
    assert reverse("search_feed") not in shown, "feeds are for everybody"
    assert "/sitemap.xml" not in shown


def test_an_unnamed_organisation_is_named_nowhere(client, media):
    item = plant(case_study, media)
    for path, text in answers(client, surfaces(item)).items():
        if not path.startswith("/organisations/"):
            assert f"{MARKER} Foundation" not in text, path
            assert "case_study-owner" not in text, path


def test_an_item_below_a_page_made_private_in_the_admin_disappears(client, media):
    item = plant(case_study, media)
    restriction = PageViewRestriction.objects.create(page=item.get_parent(), restriction_type="login")
    assert leaks(client, item) == []
    restriction.delete()
    assert leaks(client, item) != []


def test_a_rebuild_keeps_what_is_hidden_hidden(client, media):
    item = plant(case_study, media, audience="network")
    draft = plant(court_case, media, live=False)
    call_command("search_rebuild", verbosity=0)
    assert leaks(client, item) == []
    assert leaks(client, draft) == []


def _names(resolver: URLResolver) -> set[str]:
    names: set[str] = set()
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            names.add(pattern.name or "")
        elif not str(pattern.pattern).startswith(("admin/", "accounts/")) and pattern.app_name not in {"wagtailadmin"}:
            names |= _names(pattern)
    return names


def test_every_address_of_the_site_is_a_surface_of_the_matrix(media):
    item = plant(publication, media)
    paths = [path.partition("?")[0] for path in surfaces(item)]
    covered = {resolve(path).url_name for path in paths if not path.startswith("/documents/")}
    own = {name for name in _names(get_resolver()) if name and not name.startswith("wagtail")}
    assert own - covered - NOT_SURFACES == set()
