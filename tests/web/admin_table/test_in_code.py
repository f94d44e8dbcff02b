"""The same without the admin: in code, by Wagtail's commands, by its schedule."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core import serializers
from django.core.management import call_command
from django.utils import timezone

from wagtail.actions.copy_page import CopyPageAction
from wagtail.models import Page

import pytest

from cases.models import CaseStudyIndexPage
from publications.models import PublicationPage
from tests.web.planting import MARKER, Planted

from .looking import looked_at, present
from .row import draft, network, now, public, scheduled, unchanged, widened, with_draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media"), pytest.mark.xdist_group("admin table")]


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that code or a command does, and what is true afterwards."""

    act: Callable[[Planted], Any]
    holds: Callable[[Planted], bool]
    start: Callable[[], Planted] = public
    gone: tuple[str, ...] = ()


def _live(planted: Planted) -> bool:
    return now(planted).live


def _withdrawn(planted: Planted) -> bool:
    return not now(planted).live


def _gone(planted: Planted) -> bool:
    return present(planted.item) is None


def _plain(planted: Planted) -> Page:
    return Page.objects.get(pk=planted.item.pk)


def _redact(planted: Planted) -> None:
    item = planted.item
    item.title, item.summary, item.audience = f"{MARKER} redacted", "Redacted.", "network"
    item.save_revision().publish()


def _go_live_and_expire(hours: int) -> Callable[[Planted], None]:
    """Return: the times are set and reached, and the schedule runs."""

    def act(planted: Planted) -> None:
        due = timezone.now() - timedelta(hours=hours)
        for revision in planted.item.revisions.filter(approved_go_live_at__isnull=False):
            revision.content["go_live_at"] = due.isoformat()
            revision.approved_go_live_at = due
            revision.save()
        call_command("publish_scheduled", verbosity=0)

    return act


def _expire(planted: Planted) -> None:
    item = planted.item
    item.expire_at = timezone.now() + timedelta(hours=1)
    item.save_revision().publish()
    Page.objects.filter(pk=item.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled", verbosity=0)


def _copy(planted: Planted) -> None:
    attributes = {"title": f"{MARKER} made anew", "slug": ""}
    CopyPageAction(planted.item, keep_live=True, update_attrs=attributes).execute(skip_permission_checks=True)


def _copied(planted: Planted) -> bool:
    return unchanged(planted) and PublicationPage.objects.get(title=f"{MARKER} made anew").live


def _move(planted: Planted) -> None:
    _plain(planted).move(CaseStudyIndexPage.objects.get(), pos="last-child")


def _commands(planted: Planted) -> None:
    for name in ("fixtree", "set_url_paths", "purge_revisions", "rebuild_references_index", "search_rebuild"):
        call_command(name, verbosity=0, **({"interactive": False} if name == "fixtree" else {}))


def _update_and_repair(planted: Planted) -> None:
    PublicationPage.objects.filter(pk=planted.item.pk).update(audience="network", organisation_naming="unnamed")
    call_command("search_check", repair=True, verbosity=0)


def _load_and_repair(planted: Planted) -> None:
    """Load the item, narrowed, as Django loads fixtures: without a word to anybody."""
    item = now(planted)
    item.audience = "network"
    path = Path(planted.file.file.path).parent / "item.json"
    path.write_text(serializers.serialize("json", [item]), encoding="utf-8")
    call_command("loaddata", str(path), verbosity=0)
    call_command("search_check", repair=True, verbosity=0)


DEEDS = {
    "publish a draft": Deed(lambda planted: planted.item.latest_revision.publish(), _live, draft),
    "publish a later draft": Deed(
        lambda planted: now(planted).latest_revision.publish(),
        lambda planted: now(planted).audience == "network",
        with_draft,
    ),
    "publish redacted": Deed(
        _redact,
        lambda planted: now(planted).audience == "network",
        gone=(f"{MARKER} title".lower(), f"{MARKER} summary".lower()),
    ),
    "unpublish": Deed(lambda planted: planted.item.unpublish(), _withdrawn),
    "unpublish as a plain page": Deed(lambda planted: _plain(planted).unpublish(), _withdrawn),
    "unpublish what is for members": Deed(lambda planted: _plain(planted).unpublish(), _withdrawn, network),
    "delete": Deed(lambda planted: planted.item.delete(), _gone),
    "delete as a plain page": Deed(lambda planted: _plain(planted).delete(), _gone),
    "delete many": Deed(lambda planted: PublicationPage.objects.filter(pk=planted.item.pk).delete(), _gone),
    "delete the list": Deed(lambda planted: planted.item.get_parent().delete(), _gone),
    "move": Deed(_move, unchanged),
    "copy and keep live": Deed(_copy, _copied),
    "revert to an earlier version": Deed(
        lambda planted: planted.item.revisions.order_by("created_at", "pk").first().publish(),
        lambda planted: now(planted).audience == "network",
        widened,
        gone=(f"{MARKER} title".lower(),),
    ),
    "the schedule publishes": Deed(_go_live_and_expire(1), _live, scheduled),
    "the schedule waits": Deed(lambda planted: call_command("publish_scheduled", verbosity=0), _withdrawn, scheduled),
    "the schedule withdraws": Deed(_expire, _withdrawn),
    "commands that change no item": Deed(_commands, unchanged),
    "update and repair": Deed(_update_and_repair, lambda planted: now(planted).audience == "network"),
    "load and repair": Deed(_load_and_repair, lambda planted: now(planted).audience == "network"),
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=[name.replace(" ", "_") for name in DEEDS])
def test_what_code_does_is_what_readers_see(deed: Deed):
    planted = deed.start()
    deed.act(planted)
    assert deed.holds(planted)
    found = looked_at(planted, deed.gone)
    assert not found, "\n".join(found)
