"""The table has every address of the page admin: one that a later Wagtail brings is in no row and fails here."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from wagtail.admin.views.bulk_action.registry import bulk_action_registry

import pytest

from cms.admin.api import SitePagesAdminAPIViewSet
from tests.web.planting import Planted

from .people import ADMINISTRATOR, ROLES, Actor, Forms, user_of
from .row import API, BULK, PAGES, with_draft
from .rows import CLOSED, CLOSED_PARTS, READING, ROWS
from .states import changed, everything

# Parts of the admin that are not about pages, by the beginning of their addresses. A new part is about pages until it is here.
OTHER_PARTS = (
    "account/", "block-preview/", "choose-", "collections/", "dismissibles/", "documents/", "editing-sessions/",
    "failwhale/", "groups/", "images/", "jsi18n/", "login/", "logout/", "organisations/", "password_reset/", "redirects/",
    "reports/", "settings/", "sites/", "snippets/", "sprite/", "tag-autocomplete/", "test404/", "topics/", "users/",
    "api/main/^documents/", "api/main/^images/",
    "^.*/$",  # what is at no address
)  # fmt: skip


def _walk(patterns: list[Any], route: str = "", spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Yield (name with its namespaces, route) of each pattern."""
    for pattern in patterns:
        below = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield ":".join((*spaces, pattern.name or "")), below
        else:
            yield from _walk(pattern.url_patterns, below, (*spaces, pattern.namespace) if pattern.namespace else spaces)


def _admin() -> URLResolver:
    return next(part for part in get_resolver().url_patterns if str(part.pattern) == "admin/")


def addresses() -> set[str]:
    """Return the names of all addresses of the page admin; where one address does several things, each of them."""
    found = set()
    for name, route in _walk(_admin().url_patterns):
        if route.startswith(OTHER_PARTS):
            continue
        if name == BULK:
            actions = bulk_action_registry.get_bulk_actions_for_model("wagtailcore", "page")
            found |= {f"{name} {action.action_type}" for action in actions}
        elif name == API:
            found |= {f"{name} {action}" for action in SitePagesAdminAPIViewSet.actions}
        else:
            found.add(name)
    return found


def test_every_address_of_the_page_admin_is_in_the_table():
    told = {row.address for row in ROWS} | READING | CLOSED
    assert {name for name in addresses() - told if not name.startswith(CLOSED_PARTS)} == set()


def test_what_only_shows_or_is_closed_is_an_address_too():
    assert (READING | CLOSED) - addresses() == set()


@pytest.mark.django_db
@pytest.mark.usefixtures("media")
def test_what_is_sent_to_an_address_that_only_shows_changes_nothing():
    planted = with_draft()
    before = everything()
    actor = Actor(ADMINISTRATOR, user_of(ADMINISTRATOR), Forms())
    for name in sorted(READING):
        actor.press(_address(name, planted), title="Sent", slug="sent", action="publish")
        assert actor.answer.status_code < 500, name
        assert changed(before) == [], name


@pytest.mark.django_db
@pytest.mark.usefixtures("media")
def test_nobody_reaches_what_is_closed():
    planted = with_draft()
    before = everything()
    closed = CLOSED | {name for name in addresses() if name.startswith(CLOSED_PARTS)}
    for role in ROLES:
        actor = Actor(role, user_of(role), Forms())
        for name in sorted(closed):
            address = _address(name, planted)
            assert actor.browser.get(address).status_code in {302, 403, 404}, (role, name)
            assert actor.press(address).status_code in {302, 403, 404}, (role, name)
    assert changed(before) == []


def _address(name: str, planted: Planted) -> str:
    """Return an address about the item, with an answer to whatever else it is asked by."""
    item = planted.item
    values: dict[str, Any] = {
        "content_type_app_name": "publications",
        "content_type_model_name": "publicationpage",
        "app_label": "wagtailcore",
        "model_name": "groupapprovaltask",
        "parent_page_id": item.get_parent().pk,
        "page_id": item.pk,
        "page_pk": item.pk,
        "revision_id": item.latest_revision_id,
        "revision_id_a": "live",
        "revision_id_b": "latest",
        "action_name": "approve",
    }
    # A number that there is, for whatever it counts.
    return reverse(
        name, kwargs={key: values.get(key, item.pk if name.startswith(PAGES) else 1) for key in _arguments(name)}
    )


def _arguments(name: str) -> list[str]:
    """Return the names of an address's arguments."""
    resolver = _admin()
    *spaces, last = name.split(":")
    for space in spaces:
        resolver = next(part for part in _resolvers(resolver) if part.namespace == space)
    (_route, arguments), *_more = resolver.reverse_dict.getlist(last)[0][0]
    return list(arguments)


def _resolvers(resolver: URLResolver) -> Iterator[URLResolver]:
    for part in resolver.url_patterns:
        if isinstance(part, URLResolver):
            yield part
            if not part.namespace:
                yield from _resolvers(part)
