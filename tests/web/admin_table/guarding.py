"""Rows of privacy and locks."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from wagtail.models import Page

from tests.web.planting import Planted

from .people import ADMINISTRATORS, NOBODY, Actor
from .row import PAGES, Row, at, public, unchanged

Act = Callable[[Actor, Planted], Any]


def locked() -> Planted:
    """Return a public item that somebody locked."""
    planted = public()
    Page.objects.filter(pk=planted.item.pk).update(locked=True)
    return planted


def _privacy(of: Callable[[Planted], Page], kind: str) -> Act:
    def act(actor: Actor, planted: Planted) -> None:
        actor.send(reverse(f"{PAGES}:set_privacy", args=[of(planted).pk]), restriction_type=kind)

    return act


def _itself(planted: Planted) -> Page:
    return planted.item


def _index(planted: Planted) -> Page:
    return planted.item.get_parent()


def _home(planted: Planted) -> Page:
    return _index(planted).get_parent()


def _root(planted: Planted) -> Page:
    return Page.get_first_root_node()


GUARDING = (
    *[
        Row(
            f"{PAGES}:set_privacy",
            f"hide {name}: the agreement says who reads an item",
            _privacy(of, "login"),
            unchanged,
            roles=NOBODY,
        )
        for name, of in (("an item", _itself), ("the list", _index), ("the home page", _home), ("the root", _root))
    ],
    Row(
        f"{PAGES}:lock",
        "lock",
        lambda actor, planted: actor.press(at("lock", planted)),
        unchanged,
        roles=ADMINISTRATORS,
    ),
    Row(
        f"{PAGES}:unlock",
        "unlock",
        lambda actor, planted: actor.press(at("unlock", planted)),
        unchanged,
        roles=ADMINISTRATORS,
        start=locked,
    ),
)
