"""The sharing agreement, audience by state by reader, on every surface there is."""

from collections.abc import Callable
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

import pytest

from accounts.roles import Role
from catalogue.services.ending import end_sharing
from tests.factories import person, publication
from tests.web.planting import LOWER, Planted, plant
from tests.web.surfaces import SURFACES, Seen, ask, leaks, tells

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def day(offset: int) -> date:
    return timezone.localdate() + timedelta(days=offset)


def _planted(audience: str, **values: object) -> Planted:
    """A publication has something on each surface."""
    return plant(publication, audience=audience, organisation_naming="named", **values)


def _withdrawn(audience: str) -> Planted:
    planted = _planted(audience)
    planted.item.unpublish()
    return planted


def _ended_by_the_job(audience: str) -> Planted:
    planted = _planted(audience, shared_until=day(-1))
    assert end_sharing() == [planted.item.reference]
    return planted


# How each state comes about, and whether the item is shared in it.
STATES: dict[str, tuple[Callable[[str], Planted], bool]] = {
    "draft": (lambda audience: _planted(audience, live=False), False),
    "the day before the first": (lambda audience: _planted(audience, shared_from=day(1)), False),
    "the first day": (lambda audience: _planted(audience, shared_from=day(0)), True),
    "the last day": (lambda audience: _planted(audience, shared_until=day(0)), True),
    "the day after the last": (lambda audience: _planted(audience, shared_until=day(-1)), False),
    "ended by the job": (_ended_by_the_job, False),
    "withdrawn": (_withdrawn, False),
}


@pytest.mark.parametrize("audience", ["network", "public"])
@pytest.mark.parametrize("state", STATES)
def test_each_surface_shows_an_item_to_whom_it_is_shared_with_and_to_nobody_else(client, state, audience):
    make, is_shared = STATES[state]
    planted = make(audience)
    for_everybody = is_shared and audience == "public"
    for reader, may_read in ((None, for_everybody), (Role.CONTRIBUTOR, is_shared)):
        if reader:
            client.force_login(person(reader))
        asked = set()
        for surface in SURFACES:
            if path := surface.path(planted):
                answer = ask(client, path)
                expected = {Seen.AS_BY_EVERYBODY: for_everybody, Seen.BY_STAFF: False, Seen.BY_NOBODY: False}
                shown = surface.shows(planted, answer)
                assert shown == expected.get(surface.seen, may_read), (surface.name, reader)
                assert may_read or not tells(planted, path, answer), (surface.name, reader)
                asked.add(path)
        assert may_read or leaks(client, planted, asked) == [], reader


@pytest.mark.parametrize("state", ["draft", "the first day"])
def test_contributors_see_nothing_of_it_in_the_admin(client, state):
    planted = STATES[state][0]("network")
    client.force_login(person(Role.CONTRIBUTOR))
    pk = planted.item.pk
    for name in ("edit", "view_draft", "history", "copy", "delete", "unpublish"):
        answer = client.get(reverse(f"wagtailadmin_pages:{name}", args=[pk]))
        assert answer.status_code == 403, name
        assert LOWER not in answer.content.decode().lower(), name
    for path in (reverse("wagtailadmin_explore_root"), f"{reverse('wagtailadmin_pages:search')}?q={LOWER}", "/admin/"):
        answer = client.get(path)
        assert answer.status_code == 403, path
        assert f"{LOWER} title" not in answer.content.decode().lower(), path
