"""Rows of the admin's API, which its own scripts call."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from wagtail.models import Page

from cases.models import CaseStudyIndexPage
from publications.models import PublicationPage
from tests.web.planting import MARKER, Planted

from .looking import present
from .people import ADMINISTRATORS, COORDINATORS, NOBODY, Actor
from .row import API, Row, draft, network, now, unchanged, widened, with_draft, withdrawn

TITLE = f"{MARKER} made anew"
Act = Callable[[Actor, Planted], Any]


def _call(action: str, of: Callable[[Planted], Page] = lambda planted: planted.item, **values: Any) -> Act:
    def act(actor: Actor, planted: Planted) -> None:
        sent = {name: value(planted) if callable(value) else value for name, value in values.items()}
        actor.call(reverse(API, args=[of(planted).pk, action]), **sent)

    return act


def _index(planted: Planted) -> Page:
    return planted.item.get_parent()


def _index_key(planted: Planted) -> int:
    return _index(planted).pk


def _elsewhere(planted: Planted) -> int:
    return CaseStudyIndexPage.objects.get().pk


def _first_revision(planted: Planted) -> int:
    return planted.item.revisions.order_by("created_at", "pk").first().pk


def _copied(live: bool) -> Callable[[Planted], bool]:
    return lambda planted: unchanged(planted) and PublicationPage.objects.get(title=TITLE).live == live


def _row(action: str, says: str, act: Act, holds: Callable[[Planted], bool], **more: Any) -> Row:
    return Row(f"{API} {action}", says, act, holds, **more)


CALLS = (
    _row("publish", "publish a draft", _call("publish"), lambda planted: now(planted).live, start=draft),
    _row(
        "publish",
        "publish a later draft for members",
        _call("publish"),
        lambda planted: now(planted).audience == "network",
        start=with_draft,
    ),
    _row("publish", "publish what was withdrawn", _call("publish"), lambda planted: now(planted).live, start=withdrawn),
    _row("unpublish", "unpublish", _call("unpublish"), lambda planted: not now(planted).live),
    _row(
        "unpublish",
        "unpublish what is for members",
        _call("unpublish"),
        lambda planted: not now(planted).live,
        start=network,
    ),
    _row(
        "unpublish",
        "unpublish the list with all below it",
        _call("unpublish", _index, recursive=True),
        lambda planted: not now(planted).live,
    ),
    _row("copy", "copy and keep live: it is a draft all the same", _call("copy", title=TITLE), _copied(live=False)),
    _row("copy", "copy as a draft", _call("copy", title=TITLE, keep_live=False), _copied(live=False)),
    _row(
        "copy",
        "copy among items of another kind",
        _call("copy", destination_page_id=_elsewhere),
        unchanged,
        roles=NOBODY,
    ),
    _row(
        "copy",
        "copy the list with all below it",
        _call("copy", _index, recursive=True, slug="copied"),
        unchanged,
        roles=NOBODY,
    ),
    _row(
        "move",
        "move among items of another kind",
        _call("move", destination_page_id=_elsewhere),
        unchanged,
        roles=NOBODY,
    ),
    _row(
        "move",
        "move to where it is",
        _call("move", destination_page_id=_index_key, position="last-child"),
        unchanged,
        roles=ADMINISTRATORS,
    ),
    _row(
        "delete",
        "delete a draft",
        _call("delete"),
        lambda planted: present(planted.item) is None,
        roles=COORDINATORS,
        start=draft,
    ),
    _row("delete", "delete what is public: it is withdrawn instead", _call("delete"), unchanged, roles=NOBODY),
    _row(
        "delete",
        "delete what was public",
        _call("delete"),
        lambda planted: not now(planted).live,
        roles=NOBODY,
        start=withdrawn,
    ),
    _row("delete", "delete the list with all below it", _call("delete", _index), unchanged, roles=NOBODY),
    _row(
        "create_alias", "an alias: not offered", _call("create_alias", update_slug="an-alias"), unchanged, roles=NOBODY
    ),
    _row("convert_alias", "what is no alias", _call("convert_alias"), unchanged, roles=NOBODY),
    _row(
        "copy_for_translation",
        "there is one language of the tree",
        _call("copy_for_translation", locale="fr"),
        unchanged,
        roles=NOBODY,
    ),
    _row(
        "copy_for_translation",
        "an alias in the tree's own language",
        _call("copy_for_translation", locale="en", alias=True),
        unchanged,
        roles=NOBODY,
    ),
    _row(
        "revert_to_page_revision",
        "an earlier version becomes the draft",
        _call("revert_to_page_revision", revision_id=_first_revision),
        lambda planted: now(planted).audience == "public",
        start=widened,
    ),
)
