"""The admin's own interface for its scripts, without what the site does not have: aliases and translated copies."""

from typing import Any

from wagtail.actions.copy_page import CopyPageAction
from wagtail.admin.api.actions.copy import CopyPageAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.models import Page

CLOSED = {"create_alias", "convert_alias", "copy_for_translation"}


class DraftCopyAPIAction(CopyPageAPIAction):
    """Copies a page as a draft, whatever was asked for."""

    def _action_from_data(self, instance: Page, data: dict[str, Any]) -> CopyPageAction:
        action: CopyPageAction = super()._action_from_data(instance, {**data, "keep_live": False, "recursive": False})
        action.copy_revisions = False
        return action


class SitePagesAdminAPIViewSet(PagesAdminAPIViewSet):
    """Wagtail's, with fewer actions."""

    actions = {
        **{name: action for name, action in PagesAdminAPIViewSet.actions.items() if name not in CLOSED},
        "copy": DraftCopyAPIAction,
    }
