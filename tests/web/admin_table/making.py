"""Rows of what makes pages: new items, copies, aliases and what is made of them."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from publications.models import PublicationIndexPage, PublicationPage
from tests.web.planting import MARKER, TRANSLATION, Planted

from .people import NOBODY, Actor
from .row import PAGES, Row, at, unchanged

TITLE = f"{MARKER} made anew"
Act = Callable[[Actor, Planted], Any]


def _made(**expected: Any) -> Callable[[Planted], bool]:
    """Return whether one item of the title was made, and is so."""
    return lambda planted: (
        PublicationPage.objects.filter(title=TITLE, alias_of=None, **expected).count() == 1 and unchanged(planted)
    )


def _add(button: str, **values: Any) -> Act:
    def act(actor: Actor, planted: Planted) -> None:
        parent = PublicationIndexPage.objects.get()
        address = reverse(f"{PAGES}:add", args=["publications", "publicationpage", parent.pk])
        actor.send(
            address,
            button=button,
            **{
                "title": TITLE,
                "summary": "A summary.",
                "abstract": "An abstract.",
                "authors": "An author",
                "year": "2024",
                "publication_type": "study",
                "languages": "en",
                "licence": "CC-BY-4.0",
                "organisation": planted.organisation.pk,
                "organisation_naming": "unnamed",
                "topics": "Compensation",
                "translations": list(TRANSLATION.values()),
                **values,
            },
        )

    return act


def _copy(**changes: Any) -> Act:
    return lambda actor, planted: actor.send(at("copy", planted), new_title=TITLE, **changes)


def _copy_index(actor: Actor, planted: Planted) -> None:
    address = reverse(f"{PAGES}:copy", args=[planted.item.get_parent().pk])
    actor.send(address, new_title="Copied", new_slug="copied", copy_subpages="on", publish_copies="on")


def _choose_parent(actor: Actor, planted: Planted) -> None:
    address = reverse(f"{PAGES}:choose_parent", args=["publications", "publicationpage"])
    actor.send(address, parent_page=planted.item.get_parent().pk)


MAKING = (
    Row(
        f"{PAGES}:add",
        "publish a new item for everybody",
        _add("action-publish", audience="public"),
        _made(live=True, audience="public"),
    ),
    Row(
        f"{PAGES}:add",
        "publish a new item for members",
        _add("action-publish", audience="network"),
        _made(live=True, audience="network"),
    ),
    Row(f"{PAGES}:add", "save a new draft", _add("", audience="public"), _made(live=False)),
    Row(f"{PAGES}:copy", "copy", _copy(), _made(live=False)),
    Row(f"{PAGES}:copy", "copy and publish: it is a draft all the same", _copy(publish_copies="on"), _made(live=False)),
    Row(f"{PAGES}:copy", "copy as an alias: it is a draft all the same", _copy(alias="on"), _made(live=False)),
    Row(f"{PAGES}:copy", "copy the list of all publications: there is one", _copy_index, unchanged, roles=NOBODY),
    Row(f"{PAGES}:choose_parent", "choose where a new item goes", _choose_parent, unchanged),
)
