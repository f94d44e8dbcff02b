"""Puts up the pages that every Casebook has: home, the index pages of the item types, and the standing texts."""

import json
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils import translation
from django.utils.functional import Promise

from wagtail.models import GroupPagePermission, Page, Site, Task, Workflow

from accounts.roles import Role
from accounts.services import ensure_roles
from catalogue.kinds import ITEM_MODELS
from cms.models import HomePage, StandardPage

TEXTS = Path(__file__).resolve().parent.parent / "content" / "standard_pages.json"
INTRODUCTION = (
    "Case studies, court cases, advocacy outcomes and studies on trafficking in human beings, shared by NGOs."
)
AnyPage = TypeVar("AnyPage", bound=Page)


@transaction.atomic
def ensure_site() -> HomePage:
    """Create what is missing and change no text that is there; return the home page."""
    ensure_roles()
    home = HomePage.objects.first() or _make_home()
    for model in ITEM_MODELS:
        index = model.index_model()
        if not index.objects.exists():
            _publish(home.add_child(instance=index(title=_in_english(model.kind.plural), slug=model.kind.folder)))
    for page in json.loads(TEXTS.read_text(encoding="utf-8"))["pages"]:
        if not Page.objects.child_of(home).filter(slug=page["slug"]).exists():
            _publish(home.add_child(instance=StandardPage(title=page["title"], slug=page["slug"], body=page["body"])))
    _grant_pages(home)
    _use_own_address()
    _remove_moderation()
    return home


def _in_english(text: str | Promise) -> str:
    """Return a title as the other pages have theirs, whatever language the command speaks."""
    with translation.override(None):
        return str(text)


def _make_home() -> HomePage:
    """Create the home page in the place of the welcome page of a fresh Wagtail."""
    root = Page.get_first_root_node()
    for welcome in root.get_children().exact_type(Page):
        welcome.delete()
    home = Page.get_first_root_node().add_child(
        instance=HomePage(title=settings.SITE_NAME, slug="home", introduction=INTRODUCTION)
    )
    _publish(home)
    Site.objects.all().delete()
    Site.objects.create(root_page=home, is_default_site=True, site_name=settings.SITE_NAME)
    return home


def _use_own_address() -> None:
    """Let Wagtail's links lead to SITE_URL, also after the site moved."""
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    for site in Site.objects.filter(is_default_site=True).exclude(hostname=address.hostname or "", port=port):
        site.hostname, site.port = address.hostname or "", port
        site.save()


def _remove_moderation() -> None:
    """Remove the workflow that Wagtail puts up: its group has no members, so what is submitted to it stays locked."""
    workflow = Workflow.objects.filter(name="Moderators approval", workflow_states__isnull=True).first()
    if workflow is not None:
        tasks = [link.task_id for link in workflow.workflow_tasks.all()]
        workflow.delete()
        Task.objects.filter(pk__in=tasks, task_states__isnull=True).delete()


def _publish(page: AnyPage) -> AnyPage:
    page.save_revision().publish()
    return page


def _grant_pages(home: HomePage) -> None:
    """Let coordinators edit and publish every page, and reviewers edit and publish items."""
    coordinators, reviewers = (Group.objects.get(name=role) for role in (Role.COORDINATOR, Role.REVIEWER))
    indexes = [model.index_model().objects.get() for model in ITEM_MODELS]
    wanted = [(coordinators, home)] + [(reviewers, index) for index in indexes]
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        for group, page in wanted:
            GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=permission)
