"""Rows of the edit screen: what is published, saved as a draft, or published from an earlier version."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.web.planting import MARKER, RARE_TOPIC, TOPIC, Planted

from .people import Actor
from .row import (
    PAGES,
    Row,
    at,
    day,
    draft,
    network,
    now,
    scheduled,
    unchanged,
    unnamed,
    widened,
    with_draft,
    withdrawn,
)

Act = Callable[[Actor, Planted], Any]
EDIT = f"{PAGES}:edit"


def publish(**changes: Any) -> Act:
    """Return: publish on the edit screen, with these values changed."""
    return lambda actor, planted: actor.send(at("edit", planted), button="action-publish", **changes)


def save(**changes: Any) -> Act:
    """Return: save a draft on the edit screen, with these values changed."""
    return lambda actor, planted: actor.send(at("edit", planted), **changes)


def _publish_on_days(**distances: int) -> Act:
    def act(actor: Actor, planted: Planted) -> None:
        publish(**{name: day(distance) for name, distance in distances.items()})(actor, planted)

    return act


def _revert(button: str) -> Act:
    def act(actor: Actor, planted: Planted) -> None:
        first = planted.item.revisions.order_by("created_at", "pk").first()
        actor.send(at("revisions_revert", planted, first.pk), button=button)

    return act


def _autosave(actor: Actor, planted: Planted) -> None:
    form = actor.open(at("edit", planted))
    values = {**form.values, "title": f"{MARKER} unsent words", "audience": "network"}
    actor.answer = actor.browser.post(form.action, values, headers={"accept": "application/json"})


def _unschedule(actor: Actor, planted: Planted) -> None:
    actor.send(at("revisions_unschedule", planted, now(planted).scheduled_revision.pk))


def _publish_with_time(actor: Actor, planted: Planted) -> None:
    later = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    actor.send(at("edit", planted), button="action-publish", go_live_at=later, expire_at=later)


EDITING = (
    Row(EDIT, "publish as it is", publish(), unchanged),
    Row(
        EDIT,
        "publish, narrowed to members",
        publish(audience="network"),
        lambda planted: now(planted).audience == "network",
    ),
    Row(
        EDIT,
        "publish, widened to everybody",
        publish(audience="public"),
        lambda planted: now(planted).audience == "public",
        start=network,
    ),
    Row(
        EDIT,
        "publish, shared until yesterday",
        _publish_on_days(shared_until=-1),
        lambda planted: now(planted).shared_until is not None,
    ),
    Row(
        EDIT,
        "publish, shared until today",
        _publish_on_days(shared_until=0),
        lambda planted: now(planted).shared_until is not None,
    ),
    Row(
        EDIT,
        "publish, shared from tomorrow",
        _publish_on_days(shared_from=1),
        lambda planted: now(planted).shared_from is not None,
    ),
    Row(
        EDIT,
        "publish, organisation no longer named",
        publish(organisation_naming="unnamed"),
        lambda planted: now(planted).organisation_naming == "unnamed",
    ),
    Row(
        EDIT,
        "publish, organisation named from now on",
        publish(organisation_naming="named"),
        lambda planted: now(planted).organisation_naming == "named",
        start=unnamed,
    ),
    Row(
        EDIT,
        "publish, texts redacted",
        publish(title=f"{MARKER} redacted", summary="Redacted.", abstract="Redacted.", authors="The network"),
        lambda planted: now(planted).title == f"{MARKER} redacted",
        gone=tuple(f"{MARKER} {word}".lower() for word in ("title", "summary", "abstract", "author")),
    ),
    Row(
        EDIT,
        "publish, without the file and the cover",
        publish(files=None, cover=""),
        lambda planted: now(planted).cover_id is None and not now(planted).files.exists(),
        gone=(f"{MARKER} on page".lower(),),
    ),
    Row(
        EDIT,
        "publish, without topics",
        publish(topics=""),
        lambda planted: not now(planted).topics.filter(slug__in=[TOPIC, RARE_TOPIC]).exists(),
    ),
    Row(
        EDIT,
        "publish, no newer edition any more",
        publish(replaces=""),
        lambda planted: now(planted).replaces_id is None,
    ),
    Row(EDIT, "publish a draft", publish(), lambda planted: now(planted).live, start=draft),
    Row(EDIT, "publish what was withdrawn", publish(), lambda planted: now(planted).live, start=withdrawn),
    Row(EDIT, "publish a later draft", publish(), lambda planted: now(planted).audience == "network", start=with_draft),
    Row(EDIT, "publish with a time that the form does not ask for", _publish_with_time, unchanged),
    Row(
        EDIT,
        "save a draft of a live item",
        save(title=f"{MARKER} unsent words", audience="network"),
        unchanged,
        gone=("unsent words",),
    ),
    Row(EDIT, "save a draft", save(audience="public"), lambda planted: not now(planted).live, start=draft),
    Row(EDIT, "save what was withdrawn", save(), lambda planted: not now(planted).live, start=withdrawn),
    Row(EDIT, "autosave of a live item", _autosave, unchanged, gone=("unsent words",)),
    Row(
        f"{PAGES}:revisions_revert",
        "publish an earlier version for members",
        _revert("action-publish"),
        lambda planted: now(planted).audience == "network",
        start=widened,
        gone=(f"{MARKER} title".lower(),),
    ),
    Row(
        f"{PAGES}:revisions_revert",
        "save an earlier version as a draft",
        _revert(""),
        lambda planted: now(planted).audience == "public",
        start=widened,
    ),
    Row(
        f"{PAGES}:revisions_unschedule",
        "take back what was to be published tomorrow",
        _unschedule,
        lambda planted: now(planted).scheduled_revision is None,
        start=scheduled,
    ),
    Row(
        EDIT,
        "submit to a workflow: there is none",
        lambda actor, planted: actor.send(at("edit", planted), button="action-submit", title=f"{MARKER} unsent words"),
        lambda planted: unchanged(planted) and not now(planted).workflow_in_progress,
        gone=("unsent words",),
    ),
)
