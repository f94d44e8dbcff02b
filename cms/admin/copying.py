"""Copying a page: a new draft with the words of the present one, without its past versions."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from wagtail.actions.copy_page import CopyPageAction
from wagtail.admin import messages
from wagtail.admin.forms.pages import CopyForm
from wagtail.admin.views.pages.copy import CopyView
from wagtail.models import Page

from cases.models import SharedItem
from cases.page_forms import UnseenField, new_form_key

from ..models import TakenForm
from .locking import locked_page


class DraftCopyForm(CopyForm):
    """Asks for a title and, where a person may choose them, for an address and a place. A copy is never published at once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form_key"] = UnseenField(required=False, max_length=40, initial=new_form_key)
        for name in ("alias", "publish_copies", "copy_subpages"):
            self.fields.pop(name, None)
        if issubclass(self.page.specific_class, SharedItem):
            # The address of an item begins with its reference, and there is one place for each kind.
            del self.fields["new_slug"], self.fields["new_parent_page"]


class DraftCopyView(CopyView):
    """Makes the copy and leads to it, so that the person goes on where the work is."""

    template_name = "cms_admin/copy.html"

    def get_form_class(self) -> type[DraftCopyForm]:
        """Return our form for every type of page."""
        return DraftCopyForm

    def post(self, request: HttpRequest, page_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make one copy for each form; the parent is the page's own unless another one was chosen."""
        locked_page(self.parent_page.pk)
        if made := TakenForm.objects.page_made_by(request.POST.get("form_key", "")):
            return redirect("wagtailadmin_pages:edit", made)
        form = self.get_form()
        answer: HttpResponse = self.form_valid(form) if form.is_valid() else self.form_invalid(form)
        return answer

    def form_valid(self, form: DraftCopyForm) -> HttpResponse:
        """Copy what the editor shows: the newest draft. What stood in earlier versions stays with the first."""
        chosen = form.cleaned_data
        names = {"title": chosen["new_title"], "draft_title": chosen["new_title"], "slug": chosen.get("new_slug", "")}
        action = CopyPageAction(
            page=self.page.get_latest_revision_as_object(),
            to=chosen.get("new_parent_page") or self.parent_page,
            update_attrs=names,
            keep_live=False,
            copy_revisions=False,
            user=self.request.user,
        )
        copy: Page = action.execute()
        TakenForm.objects.remember(chosen["form_key"], copy.pk)
        messages.success(self.request, _("This is the copy: a draft that nobody else sees before it is published."))
        return redirect("wagtailadmin_pages:edit", copy.pk)
