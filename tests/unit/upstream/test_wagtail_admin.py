"""What is put in the place of parts of Wagtail's admin, and what its scripts are known to do."""

import base64
import hashlib
import inspect
import json
import re
from pathlib import Path

from django.conf import settings
from django.template import Context
from django.test import RequestFactory
from django.utils.module_loading import import_string

import wagtail
from wagtail import hooks
from wagtail.actions.copy_page import CopyPageAction
from wagtail.admin import action_menu, wagtail_hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.compare import comparison_class_registry
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.admin.panels import InlinePanel, Panel
from wagtail.admin.templatetags.wagtailadmin_tags import bulk_action_choices
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.admin.widgets import AdminTagWidget
from wagtail.admin.widgets.chooser import BaseChooser
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import Page
from wagtail.users.apps import WagtailUsersAppConfig

import pytest

from cases.admin.comparison import CodeListComparison
from cases.models import CaseStudyPage, Topic
from catalogue.kinds import ITEM_MODELS
from cms.admin import api, copying, editing, exports, pages, removing
from files.picture_forms import PictureField

from . import parameters, source_digest

WAGTAIL = Path(wagtail.__file__).parent
VIEWS = "wagtail.admin.views.pages"

# Theirs, by what it was known when ours was written; ours does the same in another way, without calling it.
REWRITTEN = [
    ("wagtail.admin.widgets.chooser.BaseChooser", "render", "0cd7d42ae7b3c43f", "cms/admin/choosers.py"),
    (
        "wagtail.admin.ui.side_panels.StatusSidePanel",
        "get_usage_context",
        "fe26a1d80dce7ef2",
        "cms/admin/side_panels.py",
    ),
    (
        "wagtail.admin.ui.side_panels.PageStatusSidePanel",
        "get_usage_context",
        "af253f76f175741f",
        "cms/admin/side_panels.py",
    ),
    (f"{VIEWS}.copy.CopyView", "post", "1ebbc30b70961930", "cms/admin/copying.py, post"),
    (f"{VIEWS}.copy.CopyView", "form_valid", "c1109f70558d7908", "cms/admin/copying.py, form_valid"),
    (f"{VIEWS}.edit.EditView", "post", "8e06e5f7b5790036", "cms/admin/editing.py, _read_form"),
    (f"{VIEWS}.usage.UsageView", "dispatch", "d9352d1cb17fbef8", "cms/admin/removing.py, DependentsView"),
    (f"{VIEWS}.delete.DeleteView", "dispatch", "2796f087da0dbcec", "cms/admin/removing.py, NeverPublicDeleteView"),
    (f"{VIEWS}.unpublish.UnpublishView", "dispatch", "0f87303e44f540c4", "cms/admin/removing.py, WithdrawView"),
    (
        "wagtail.images.fields.WagtailImageField",
        "to_python",
        "9ead0dbdb7494243",
        "files/picture_forms.py, PictureField",
    ),
    ("wagtail.admin.widgets.AdminTagWidget", "get_context", "e55058eba7135599", "cases/admin/fields.py, TopicsWidget"),
    ("wagtail.admin.compare.M2MFieldComparison", "get_items", "a6b8adbe4f4ce8b3", "cases/admin/comparison.py"),
]


@pytest.mark.parametrize(("owner", "name", "known", "ours"), REWRITTEN)
def test_what_ours_was_made_from_is_still_so_in_wagtail(owner, name, known, ours):
    found = source_digest(import_string(owner), name)
    assert found == known, f"{owner}.{name} has changed: compare it with {ours}, then write {found} here"


EXTENDED = [
    (editing.FreshEditView, ["dispatch", "get_template_names", "get_context_data", "post"]),
    (editing.OnceCreateView, ["dispatch", "post", "form_valid"]),
    (copying.DraftCopyView, ["get_form_class", "post", "form_valid"]),
    (removing.NeverPublicDeleteView, ["dispatch", "get_context_data"]),
    (removing.NeverPublicDeleteBulkAction, ["get_actionable_objects"]),
    (removing.WithdrawView, ["dispatch", "get_context_data"]),
    (removing.DependentsView, ["dispatch", "get"]),
    (pages.PagesOfTypeView, ["get_add_url"]),
    (api.DraftCopyAPIAction, ["_action_from_data"]),
    (PictureField, ["to_python", "check_image_file_size"]),
]


@pytest.mark.parametrize(("view", "names"), EXTENDED, ids=lambda value: getattr(value, "__name__", ""))
def test_wagtail_calls_the_methods_that_are_extended_here(view, names):
    (theirs, *_others) = [base for base in view.__mro__[1:] if base.__module__.startswith("wagtail.")]
    assert [name for name in names if not hasattr(theirs, name)] == [], f"{theirs}: {inspect.getsourcefile(view)}"


def test_the_form_of_a_page_knows_what_the_view_that_compares_it_asks():
    told = inspect.getsource(editing.EditView)
    for name in (
        "expects_json_response",
        "json_error_response",
        "has_unsaved_changes",
        "locked_for_user",
        "action_name",
    ):
        assert name in told, f"cms/admin/editing.py uses EditView.{name}"


def test_views_of_pages_are_named_by_the_set_of_views_as_here():
    named = {name for name in vars(pages.SitePageViewSet) if name.endswith("_view_class")}
    assert {name for name in named if not hasattr(PageViewSet, name)} == set(), "cms/admin/pages.py"


def test_buttons_take_their_words_from_an_attribute_of_their_class():
    hooks.search_for_hooks()
    for button in (action_menu.UnpublishMenuItem, wagtail_hooks.PageListingUnpublishButton):
        assert str(button.label) == "Withdraw", "cms/wagtail_hooks.py"


def test_the_interface_for_scripts_lists_its_actions_by_name():
    assert set(PagesAdminAPIViewSet.actions) > api.CLOSED, "an action has another name: cms/admin/api.py, CLOSED"


def test_a_copy_by_the_interface_is_made_by_an_action_that_can_be_told_to_leave_versions_out():
    assert {"keep_live", "copy_revisions"} <= set(parameters(CopyPageAction.__init__)), "cms/admin/api.py"


def test_exports_write_each_cell_by_one_method():
    assert parameters(exports._of_wagtail) == ["self", "field", "value", "export_format"], "cms/admin/exports.py"


def test_lists_are_compared_by_the_class_that_was_registered_last():
    found = comparison_class_registry.get(CaseStudyPage._meta.get_field("acts"))
    assert found is CodeListComparison, "cases/admin/comparison.py"


def test_the_form_of_an_account_has_a_field_for_a_portrait():
    assert "avatar" in AvatarPreferencesForm.base_fields, "files/picture_forms.py, use_portrait_field"


def test_the_form_of_a_picture_has_its_file_in_a_field_of_that_name():
    assert "file" in get_image_form(get_image_model()).base_fields, "files/picture_forms.py, PictureForm"


def test_the_app_for_users_names_its_set_of_views():
    assert hasattr(WagtailUsersAppConfig, "user_viewset"), "accounts/apps.py"


def test_buttons_of_bulk_actions_carry_the_address_that_they_lead_to(rf: RequestFactory):
    buttons = bulk_action_choices(Context({"request": rf.get("/")}), "wagtailcore", "page")["buttons"]
    assert all(button.url.startswith("/admin/bulk/") for button in buttons), "cms/templatetags/casebook_admin.py"


def test_bulk_actions_of_ours_take_the_place_of_those_of_the_same_type():
    found = {
        action.action_type: action for action in bulk_action_registry.get_bulk_actions_for_model("wagtailcore", "page")
    }
    assert found["delete"] is removing.NeverPublicDeleteBulkAction, "cms/wagtail_hooks.py"
    assert found["unpublish"] is removing.WithdrawBulkAction, "cms/wagtail_hooks.py"


def test_the_field_for_topics_is_told_its_list_and_its_separator_by_these_attributes():
    attributes = AdminTagWidget(tag_model=Topic).get_context("topics", None, {"id": "topics"})["widget"]["attrs"]
    assert "data-w-tag-url-value" in attributes, "cases/admin/fields.py, TopicsWidget"
    assert isinstance(json.loads(attributes["data-w-tag-options-value"]), dict), "the same"


def test_the_handler_that_the_policy_lets_pass_is_the_one_of_the_tool_that_crops_pictures():
    script = (WAGTAIL / "images/static/wagtailimages/js/vendor/jquery.Jcrop.min.js").read_text(encoding="utf-8")
    assert re.search(r"setAttribute\(\w+,\s*\"return;\"\)", script), (
        "ADMIN_CSP in cms/settings/base.py allows it in vain"
    )
    allowed = base64.b64encode(hashlib.sha256(b"return;").digest()).decode()
    assert settings.ADMIN_CSP["script-src-attr"] == ["'unsafe-hashes'", f"'sha256-{allowed}'"]


def test_wagtail_starts_only_these_parts_by_scripts_in_the_page():
    started = re.compile(r"<script>")
    found = {
        path.name for path in WAGTAIL.rglob("templates/**/*.html") if started.search(path.read_text(encoding="utf-8"))
    }
    replaced = {"date_input.html", "time_input.html", "datetime_input.html"}
    unused = {"inline_panel.html", "multiple_chooser_panel.html"}
    assert found == replaced | unused, "the policy refuses these: templates/wagtailadmin/widgets and static/js/admin.js"


def panels(panel: Panel) -> list[Panel]:
    """Return a panel and all below it."""
    return [panel, *(each for child in getattr(panel, "children", []) for each in panels(child))]


@pytest.mark.parametrize("model", [*Page.__subclasses__(), *ITEM_MODELS], ids=lambda model: model.__name__)
def test_no_form_of_a_page_has_a_panel_that_is_started_by_a_script_in_the_page(model):
    if model._meta.abstract:
        return
    assert not [panel for panel in panels(model.get_edit_handler()) if isinstance(panel, InlinePanel)]


@pytest.mark.parametrize("name", ["initDateChooser", "initTimeChooser", "initDateTimeChooser"])
def test_calendars_are_started_by_a_function_of_this_name(name):
    script = (WAGTAIL / "admin/static/wagtailadmin/js/date-time-chooser.js").read_text(encoding="utf-8")
    assert name in script, "templates/wagtailadmin/widgets and static/js/admin.js"


def choosers(kind: type[BaseChooser]) -> set[type[BaseChooser]]:
    """Return a kind of chooser and all that are made of it."""
    return {kind}.union(*(choosers(below) for below in kind.__subclasses__()))


def test_choosers_are_started_by_classes_that_our_script_may_start():
    known = re.search(r"KNOWN = /(.*)/;", (Path(settings.BASE_DIR) / "static/js/admin.js").read_text(encoding="utf-8"))
    assert known is not None
    named = {kind.js_constructor for kind in choosers(BaseChooser)}
    assert {name for name in named if not re.fullmatch(known[1], name)} == set(), "static/js/admin.js, KNOWN"
