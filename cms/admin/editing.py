"""The forms in which pages are made and changed: none overwrites what it was not opened on, and each is taken once."""

from http import HTTPStatus
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.models import Page

from cases.page_forms import state_of

from ..models import TakenForm
from .differences import differences
from .locking import locked_page

# How long a form that is open remembers which draft it has saved by itself.
SAVED_SECONDS = 24 * 60 * 60


def _saved_key(page_id: int, state: str) -> str:
    return f"saved-by-form:{page_id}:{state}"


class FreshEditView(EditView):
    """Takes a form only if it was opened on what is stored now, or if the person chose theirs knowingly.

    The page is held while it is compared and saved, so that of two who save at once one comes second and is told.
    """

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponse:
        """Hold the page; note the state before the text is read, so that a form is never newer than its text."""
        if request.method == "POST":
            locked_page(page_id)
        self.state = state_of(page_id)
        self.conflict: dict[str, Any] | None = None
        answer: HttpResponse = super().dispatch(request, page_id, **kwargs)
        return answer

    def get_template_names(self) -> list[str]:
        """Return Wagtail's templates, the form's with room for what differs."""
        names: list[str] = super().get_template_names()
        return ["cms_admin/edit.html" if name == "wagtailadmin/pages/edit.html" else name for name in names]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Mark the form with the state that it shows."""
        if not self.form.is_bound:
            self.form.initial["opened_on"] = self.state
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "conflict": self.conflict}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the form, or show what is stored beside what was typed."""
        fresh = self.state in {request.POST.get("opened_on"), request.POST.get("replace_newer")}
        if fresh or self._was_saved_from_this_form() or self.locked_for_user or self.page.alias_of_id:
            answer: HttpResponse = super().post(request, *args, **kwargs)
            if self.expects_json_response and answer.status_code == HTTPStatus.OK:
                # In the background; whoever presses a button before the answer comes has an older mark in the form.
                cache.set(_saved_key(self.page.pk, state_of(self.page.pk)), self._form_key, SAVED_SECONDS)
            return answer
        return self._refuse_stale()

    @property
    def _form_key(self) -> str:
        return self.request.POST.get("form_key", "")[:40]

    def _was_saved_from_this_form(self) -> bool:
        """Whether a person presses a button while what is stored is a draft that their form has just saved by itself."""
        pressed = not self.expects_json_response and bool(self._form_key)
        return pressed and cache.get(_saved_key(self.page.pk, self.state)) == self._form_key

    def _refuse_stale(self) -> HttpResponse:
        """Nothing is saved and nothing typed is lost; a form that was sent twice is told that it was taken."""
        if self.expects_json_response:
            text = _("Somebody else has changed this meanwhile. Save to see both texts.")
            answer: HttpResponse = self.json_error_response("invalid_revision", text)
            return answer
        valid = self._read_form()
        # Read anew: the page at hand has taken what was typed.
        stored = Page.objects.get(pk=self.page.pk).get_latest_revision_as_object()
        found = differences(stored, self.page, [field.name for field in self.form.visible_fields()])
        if valid and not found and self._was_done(stored):
            messages.info(self.request, _("This was taken already: it is stored as you sent it."))
            return redirect(self.get_edit_url())
        self.conflict = {"differences": found, "state": self.state, "stored": stored, "latest": self.latest_revision}
        self.has_unsaved_changes = True
        messages.error(
            self.request, _("Nothing was saved: this has changed since you opened it. Both texts are below.")
        )
        return self.render_to_response(self.get_context_data())

    def _read_form(self) -> bool:
        """Put what was typed into `page`, as far as it can be read; return whether all of it can."""
        self.form = self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=self.request.user,
        )
        if self.action_name == "save":
            self.form.defer_required_fields()
        valid = bool(self.form.is_valid())
        if valid:
            self.form.save(commit=False)
        else:
            self.form.restore_required_fields()
        return valid

    def _was_done(self, stored: Page) -> bool:
        if self.action_name == "publish":
            return bool(stored.live and stored.latest_revision_id == stored.live_revision_id)
        return True


class FreshRevertView(FreshEditView, RevisionsRevertView):
    """Takes an earlier version of a page up again, by the same rule."""


class OnceCreateView(CreateView):
    """Makes a page, once for each form: sent again, the form leads to the page that it made."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Hold the parent, below which two pages would otherwise take the same place."""
        if request.method == "POST":
            locked_page(kwargs["parent_page_id"])
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    @cached_property
    def form_key(self) -> str:
        """The key that the form was sent with."""
        return self.request.POST.get("form_key", "")[:40]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make the page; a form that has made one is compared with what is stored now."""
        made = TakenForm.objects.page_made_by(self.form_key)
        if made is None:
            answer: HttpResponse = super().post(request)
            return answer
        return FreshEditView.as_view()(request, page_id=made)

    def form_valid(self, form: Any) -> HttpResponse:
        """Remember what the form made."""
        answer: HttpResponse = super().form_valid(form)
        if self.page.pk:
            TakenForm.objects.remember(self.form_key, self.page.pk)
        return answer
