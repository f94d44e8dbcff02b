"""All rows of the table, and the addresses that only show."""

from .api import CALLS
from .editing import EDITING
from .ending import ENDING
from .guarding import GUARDING
from .making import MAKING
from .row import PAGES

ROWS = (*EDITING, *MAKING, *ENDING, *GUARDING, *CALLS)

# What is sent to these changes nothing.
READING = frozenset(
    {
        *[
            f"{PAGES}:{name}"
            for name in (
                "preview_on_add", "type_use", "type_use_results", "usage", "preview_on_edit", "view_draft", "add_subpage",
                "search", "search_results", "revisions_index", "revisions_view", "revisions_compare", "history", "history_results",
            )
        ],
        "wagtailadmin_home", "wagtailadmin_explore_root", "wagtailadmin_explore", "wagtailadmin_explore_results",
        "wagtailadmin_api:pages:listing", "wagtailadmin_api:pages:detail", "wagtailadmin_api:pages:find",
    }
)  # fmt: skip

# The site has no workflows and no aliases.
CLOSED = frozenset(
    f"{PAGES}:{name}"
    for name in (
        "workflow_action", "collect_workflow_action_data", "confirm_workflow_cancellation", "workflow_preview",
        "workflow_history", "workflow_history_detail", "convert_alias",
    )
)  # fmt: skip
CLOSED_PARTS = ("wagtailadmin_workflows:",)
