"""Rows of what takes items away or puts them elsewhere, one by one and in bulk."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from wagtail.models import Page

from cases.models import CaseStudyIndexPage
from tests.web.planting import Planted

from .looking import present
from .people import ADMINISTRATORS, COORDINATORS, NOBODY, Actor
from .row import BULK, PAGES, Row, at, draft, network, now, unchanged, with_draft, withdrawn

Act = Callable[[Actor, Planted], Any]


def _is_withdrawn(planted: Planted) -> bool:
    return not now(planted).live


def _is_gone(planted: Planted) -> bool:
    return present(planted.item) is None


def _index(planted: Planted) -> Page:
    return planted.item.get_parent()


def _confirm(name: str, **changes: Any) -> Act:
    return lambda actor, planted: actor.send(at(name, planted), **changes)


def _confirm_of_index(name: str, **changes: Any) -> Act:
    def act(actor: Actor, planted: Planted) -> None:
        actor.send(reverse(f"{PAGES}:{name}", args=[_index(planted).pk]), **changes)

    return act


def _bulk(action: str, of: Callable[[Planted], Page] = lambda planted: planted.item, **changes: Any) -> Act:
    def act(actor: Actor, planted: Planted) -> None:
        address = reverse(BULK, args=["wagtailcore", "page", action])
        values = {name: value(planted) if callable(value) else value for name, value in changes.items()}
        actor.send(f"{address}?{urlencode({'id': of(planted).pk})}", **values)

    return act


def _elsewhere(planted: Planted) -> int:
    return CaseStudyIndexPage.objects.get().pk


def _move_to(where: Callable[[Planted], int]) -> Act:
    def act(actor: Actor, planted: Planted) -> None:
        actor.send(at("move_confirm", planted, where(planted)))

    return act


def _set_position(actor: Actor, planted: Planted) -> None:
    actor.press(f"{at('set_page_position', planted)}?position=0")


ENDING = (
    Row(f"{PAGES}:unpublish", "unpublish", _confirm("unpublish"), _is_withdrawn),
    Row(f"{PAGES}:unpublish", "unpublish what is for members", _confirm("unpublish"), _is_withdrawn, start=network),
    Row(f"{PAGES}:unpublish", "unpublish with a later draft", _confirm("unpublish"), _is_withdrawn, start=with_draft),
    Row(
        f"{PAGES}:unpublish",
        "unpublish the list with all below it",
        _confirm_of_index("unpublish", include_descendants="on"),
        _is_withdrawn,
    ),
    Row(f"{PAGES}:unpublish", "unpublish the list alone", _confirm_of_index("unpublish"), unchanged),
    Row(f"{PAGES}:delete", "delete a draft", _confirm("delete"), _is_gone, roles=COORDINATORS, start=draft),
    Row(
        f"{PAGES}:delete", "delete what is public: it is withdrawn instead", _confirm("delete"), unchanged, roles=NOBODY
    ),
    Row(f"{PAGES}:delete", "delete what was public", _confirm("delete"), _is_withdrawn, roles=NOBODY, start=withdrawn),
    Row(f"{PAGES}:delete", "delete the list with all below it", _confirm_of_index("delete"), unchanged, roles=NOBODY),
    Row(
        f"{PAGES}:move",
        "choose where an item goes",
        lambda actor, planted: actor.send(at("move", planted), new_parent_page=_elsewhere(planted)),
        unchanged,
        roles=NOBODY,
    ),
    Row(f"{PAGES}:move_confirm", "move among items of another kind", _move_to(_elsewhere), unchanged, roles=NOBODY),
    Row(
        f"{PAGES}:move_confirm",
        "move to where it is",
        _move_to(lambda planted: _index(planted).pk),
        unchanged,
        roles=ADMINISTRATORS,
    ),
    Row(f"{PAGES}:set_page_position", "change the order", _set_position, unchanged, roles=NOBODY),
    Row(f"{BULK} publish", "publish a draft", _bulk("publish"), lambda planted: now(planted).live, start=draft),
    Row(
        f"{BULK} publish",
        "publish a later draft for members",
        _bulk("publish"),
        lambda planted: now(planted).audience == "network",
        start=with_draft,
    ),
    Row(
        f"{BULK} publish",
        "publish the list with all drafts below it",
        _bulk("publish", _index, include_descendants="on"),
        lambda planted: now(planted).live,
        start=draft,
    ),
    Row(f"{BULK} unpublish", "unpublish", _bulk("unpublish"), _is_withdrawn),
    Row(
        f"{BULK} unpublish",
        "unpublish the list with all below it",
        _bulk("unpublish", _index, include_descendants="on"),
        _is_withdrawn,
    ),
    Row(f"{BULK} delete", "delete a draft", _bulk("delete"), _is_gone, roles=COORDINATORS, start=draft),
    Row(f"{BULK} delete", "delete what is public: it is withdrawn instead", _bulk("delete"), unchanged, roles=NOBODY),
    Row(f"{BULK} delete", "delete what was public", _bulk("delete"), _is_withdrawn, roles=NOBODY, start=withdrawn),
    Row(f"{BULK} delete", "delete the list with all below it", _bulk("delete", _index), unchanged, roles=NOBODY),
    Row(f"{BULK} move", "move among items of another kind", _bulk("move", chooser=_elsewhere), unchanged, roles=NOBODY),
    Row(
        f"{BULK} move",
        "move to where it is",
        _bulk("move", chooser=lambda planted: _index(planted).pk),
        unchanged,
        roles=NOBODY,
    ),
)
