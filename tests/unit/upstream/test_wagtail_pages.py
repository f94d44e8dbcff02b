"""Wagtail's ways to change pages, and treebeard's arithmetic of paths."""

import inspect
import pkgutil
from importlib import import_module

from wagtail import actions
from wagtail.actions.base import BaseAction
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page, PageLogEntryManager
from wagtail.models.pages import PagePermissionTester

import pytest

from cases import permissions
from cases.models import CaseStudyIndexPage
from cases.publishing import ATOMIC_ACTIONS

from . import parameters

# Only Wagtail's API v3 runs these two, and it has no address here.
NOT_REACHED = {"CreatePageAction", "EditPageAction"}


def actions_on_pages() -> set[type[BaseAction]]:
    """Return what changes pages in Wagtail."""
    modules = [import_module(f"wagtail.actions.{found.name}") for found in pkgutil.iter_modules(actions.__path__)]
    classes = {item for module in modules for _name, item in inspect.getmembers(module, inspect.isclass)}
    return {item for item in classes if issubclass(item, BaseAction) and "Page" in item.__name__}


def test_wagtail_changes_pages_by_actions_that_are_all_atomic_here():
    left = actions_on_pages() - {*ATOMIC_ACTIONS, ConvertAliasPageAction}
    assert {action.__name__ for action in left} == NOT_REACHED, "make new ones atomic in cases/publishing.py"


@pytest.mark.parametrize("action", sorted(actions_on_pages(), key=lambda action: action.__name__))
def test_an_action_is_run_by_its_method_execute(action):
    assert callable(action.execute), "cases/publishing.py wraps it"


def rules() -> list[tuple[type[PagePermissionTester], str]]:
    """Return each question about rights that is answered otherwise here."""
    found = []
    for name, kind in inspect.getmembers(permissions, inspect.isclass):
        if issubclass(kind, PagePermissionTester) and kind is not PagePermissionTester:
            found += [(name, question) for question in vars(kind) if question.startswith("can_")]
    return found


@pytest.mark.parametrize(("kind", "question"), rules())
def test_wagtail_asks_a_page_for_this_right(kind, question):
    theirs, ours = getattr(PagePermissionTester, question, None), getattr(getattr(permissions, kind), question)
    assert theirs is not None, f"Wagtail no longer asks {question}: what cases/permissions.py refuses is allowed"
    assert parameters(ours) == parameters(theirs)


def test_the_rights_of_a_page_are_asked_of_the_page_itself():
    assert parameters(Page.permissions_for_user) == ["self", "user"], "cases/permissions.py answers it in KeptPage"


def test_who_may_read_the_log_is_asked_of_its_manager():
    assert parameters(PageLogEntryManager.viewable_by_user) == ["self", "user"], (
        "cms/admin/history.py puts its own in its place"
    )


def test_a_log_action_that_is_registered_again_takes_the_new_words():
    registry = LogActionRegistry()
    registry.has_scanned_for_actions = True
    registry.register_action("wagtail.unpublish", "Unpublish", "Unpublished")
    registry.register_action("wagtail.unpublish", "Withdraw", "Withdrawn")
    assert registry.formatters["wagtail.unpublish"].message == "Withdrawn", "cms/wagtail_hooks.py, log_labels"


def test_a_version_is_read_and_a_draft_is_checked_by_these_methods():
    assert parameters(Page.with_content_json) == ["self", "content"], "cases/models/sharing.py extends it"
    assert parameters(Page.minimal_clean) == ["self"], "cases/models/sharing.py extends it"
    assert parameters(Page.get_route_paths) == ["self"], "cases/models/sharing.py: no redirects from older addresses"


def test_treebeard_numbers_children_in_steps_of_four_signs():
    assert Page.steplen == 4, "cms/synthetic/loading.py computes paths by it"
    assert Page._str2int("000Z") == 35
    assert Page._get_path("00010002", 3, 36) == "000100020010"


def test_a_page_has_the_children_that_treebeard_counts(db):
    index = CaseStudyIndexPage.objects.get()
    assert index.numchild == index.get_children().count() == 0
    assert Page.find_problems() == ([], [], [], [], []), "tests/web/test_site.py compares it after a bulk load"


def test_a_page_has_two_rows_that_can_be_inserted_apart():
    assert parameters(Page._base_manager._insert)[:2] == ["objs", "fields"], "cms/synthetic/loading.py, _insert_rows"
    assert [field.name for field in Page._meta.db_returning_fields] == ["id"]
