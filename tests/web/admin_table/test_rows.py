"""What staff do in the admin is what readers see, at every address, for every role, on every surface."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import transaction

import pytest
from pytest_django import DjangoDbBlocker

from catalogue.models import CatalogueEntry
from search.engines import get_engine
from search.engines.base import RemoteEngine
from tests.web.planting import Planted

from .beginning import Beginning, kept
from .looking import looked_at
from .people import REFUSALS, ROLES, Actor
from .row import Row
from .rows import ROWS
from .states import State, changed

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("admin table")]


@pytest.fixture(scope="module")
def begin(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[], Beginning]]:
    """Return the beginning of a row; `conftest` has rows that begin alike follow one another."""
    with kept(request.param, django_db_blocker, tmp_path_factory.mktemp("media")) as beginning:
        yield beginning


@contextmanager
def undone() -> Iterator[None]:
    """Take back what is done inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    if isinstance(engine := get_engine(), RemoteEngine):
        # It was told at once, as after a commit; what is new there was never in the database.
        there = set(CatalogueEntry.objects.values_list("pk", flat=True))
        engine.remove([key for key, _version in engine.versions() if key not in there])


@pytest.mark.parametrize(
    ("row", "begin"), [pytest.param(row, row.start, id=str(row)) for row in ROWS], indirect=["begin"], scope="module"
)
def test_what_staff_do_is_what_readers_see(row: Row, begin: Callable[[], Beginning]):
    beginning = begin()
    planted = beginning.planted()
    problems: list[str] = []
    for role in ROLES:
        with undone():
            actor = beginning.actor(role)
            row.act(actor, planted)
            found = done(row, actor, planted) if role in row.roles else refused(row, actor, beginning.stored)
        problems += [f"{role} was answered {actor.answer.status_code}: {problem}" for problem in found]
    assert not problems, "\n".join(problems)


def refused(row: Row, actor: Actor, before: State) -> list[str]:
    """Return what is wrong after somebody did what they may not: nothing may have changed."""
    if moved := changed(before):
        return [f"refused, and yet changed {moved}"]
    # Where nobody may, the form may be shown again with the reason.
    if row.roles and actor.answer.status_code not in REFUSALS:
        return ["this is no refusal"]
    return []


def done(row: Row, actor: Actor, planted: Planted) -> list[str]:
    """Return what is wrong after somebody did what they may: at first in what is stored, then in what readers see."""
    found = [] if actor.answer.status_code < 400 else ["not allowed"]
    if not row.holds(planted):
        found.append("it was not done")
    return found + looked_at(planted, row.gone)
