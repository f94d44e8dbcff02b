"""Where rows begin: what is planted and who acts, made once for all rows that begin alike."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path

from django.conf import settings
from django.test import override_settings

from pytest_django import DjangoDbBlocker

from tests.made_once import kept_for_module
from tests.web.planting import Planted

from .people import ROLES, Actor, Forms, user_of
from .states import everything

Start = Callable[[], Planted]


class Beginning:
    """The state that a row begins with."""

    def __init__(self, start: Start) -> None:
        self._planted = start()
        self._people = {role: user_of(role) for role in ROLES}
        self._forms = Forms()
        self.stored = everything()

    def planted(self) -> Planted:
        """Return what is planted; what a row does to it in memory stays with the row."""
        return deepcopy(self._planted)

    def actor(self, role: str) -> Actor:
        """Return somebody with the role, in a browser of her own that has seen nothing yet."""
        return Actor(role, self._people[role], self._forms)


@contextmanager
def kept(start: Start, blocker: DjangoDbBlocker, media: Path) -> Iterator[Callable[[], Beginning]]:
    """Yield what returns the beginning: the same one for all tests, or a new one where each test leaves an empty index.

    Args:
        start: plants the item.
        blocker: of pytest-django.
        media: a folder for the files.
    """
    if not settings.SEARCH_URL.startswith("sqlite"):
        with override_settings(MEDIA_ROOT=str(media)):
            yield lambda: Beginning(start)
        return
    with kept_for_module(blocker, media):
        beginning = Beginning(start)
        yield lambda: beginning
