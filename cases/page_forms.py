"""What the admin's form of every page carries unseen: on which state of the page it was opened, and a key of its own."""

import secrets
from typing import Any

from django import forms

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page


def state_of(page_id: int) -> str:
    """Return a short name for what is stored of a page: it changes with every version, publication and withdrawal."""
    found = (
        Page.objects.filter(pk=page_id)
        .values_list("latest_revision_id", "latest_revision__created_at", "live_revision_id", "live")
        .first()
    )
    if found is None:
        return ""
    version, saved_at, published, live = found
    # An autosave writes over its own version; the time tells them apart.
    moment = f"{saved_at.timestamp():.6f}" if saved_at else ""
    return f"{version or 0}.{moment}.{published or 0}.{int(live)}"


def new_form_key() -> str:
    """Return a key that no other form has."""
    return secrets.token_urlsafe(20)


class UnseenField(forms.CharField):
    """A hidden field that is no part of the page's content."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether it counts as a change of the content: never."""
        return False


class MarkedPageForm(WagtailAdminPageForm):
    """Wagtail's form of a page with the two marks."""

    opened_on = UnseenField(required=False)
    form_key = UnseenField(required=False, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form_key"].initial = new_form_key()

    def get_field_updates_for_resave(self) -> list[tuple[str, Any]]:
        """Tell the open form, after it was saved in the background, on which state it stands now."""
        return [*super().get_field_updates_for_resave(), ("opened_on", state_of(self.instance.pk))]
