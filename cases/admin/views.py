"""The admin's pages about topics: the tree, adding, editing, and what becomes of a topic later."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from django.views.generic.edit import FormView

from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.log_actions import log

from accounts.permissions import can_coordinate

from ..models import Topic
from ..services.topic_wording import Wording, add_topic, describe_topic
from ..services.topics import merge_topics, move_topic, reinstate_topic, retire_topic
from .forms import ConfirmForm, MergeForm, MoveForm, NewTopicForm, RetireForm, WordingForm
from .tree import found_by, item_counts, topic_rows

MOST_SUGGESTIONS = 12


def suggestions(request: HttpRequest) -> JsonResponse:
    """Return the names of topics in use that have the typed words in a name of any language, best first."""
    words = request.GET.get("term", "").replace("\0", "").strip()[:100]
    if not words:
        return JsonResponse([], safe=False)
    ranks = found_by(words)
    topics = sorted(Topic.objects.active().filter(pk__in=ranks), key=lambda topic: (ranks[topic.pk], topic.name))
    return JsonResponse([topic.name for topic in topics[:MOST_SUGGESTIONS]], safe=False)


class TopicPage(WagtailAdminTemplateMixin):
    """What the pages about topics have in common: they are for coordinators, and named after their topic."""

    header_icon = "tag"
    request: HttpRequest
    # A Topic on every page whose address names one.
    topic: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse everybody but coordinators, then find the topic."""
        if not can_coordinate(request.user):
            raise PermissionDenied
        if "pk" in kwargs:
            self.topic = get_object_or_404(Topic.objects.select_related("broader", "successor"), pk=kwargs["pk"])
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_page_subtitle(self) -> str:
        """Return the topic's name."""
        return self.topic.name if self.topic else ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way to this page."""
        items = [*self.breadcrumbs_items, {"url": reverse("cases_topics:list"), "label": _("Topics")}]
        if self.topic:
            items.append({"url": reverse("cases_topics:edit", args=[self.topic.pk]), "label": self.topic.name})
        return [*items, {"url": "", "label": self.get_page_title()}]


class TopicListView(TopicPage, TemplateView):
    """The tree of topics."""

    template_name = "cases_admin/topics/list.html"
    page_title = gettext_lazy("Topics")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way to this page."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_header_buttons(self) -> list[HeaderButton]:
        """Offer to add a topic."""
        return [HeaderButton(_("Add a topic"), url=reverse("cases_topics:add"), icon_name="plus")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the topics that have the words of `?q=` in a name."""
        words = self.request.GET.get("q", "").replace("\0", "").strip()[:100]
        active, retired = topic_rows(words)
        return super().get_context_data(**kwargs, words=words, active=active, retired=retired)


class TopicFormView(TopicPage, FormView):
    """A page with a form that calls one service; a service's refusal is shown at the form's fields."""

    template_name = "cases_admin/topics/form.html"
    submit_label: Promise | str = gettext_lazy("Save")
    log_action = "wagtail.edit"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form its topic."""
        return {**super().get_form_kwargs(), "topic": self.topic}

    def perform(self, form: forms.Form) -> str:
        """Do what the page is for, to `self.topic`; return the message that says so."""
        raise NotImplementedError

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Call the service."""
        try:
            message = self.perform(form)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        log(instance=self.topic, action=self.log_action)
        messages.success(self.request, message)
        return redirect("cases_topics:list")

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        """Say at the top that nothing was saved."""
        messages.validation_error(self.request, _("Nothing was changed. See the errors below."), form)
        return super().form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the form's template shows."""
        context = super().get_context_data(**kwargs)
        items = item_counts()[self.topic.pk] if self.topic else 0
        return {
            **context,
            "topic": self.topic,
            "items": items,
            "action_url": self.request.path,
            "submit_button_label": self.submit_label,
            "submit_button_active_label": _("Saving…"),
            "media": context["form"].media,
        }


class AddTopicView(TopicFormView):
    """A new topic."""

    form_class = NewTopicForm
    template_name = "cases_admin/topics/wording.html"
    page_title = gettext_lazy("Add a topic")
    log_action = "wagtail.create"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Leave out the topic: there is none yet."""
        kwargs = super().get_form_kwargs()
        del kwargs["topic"]
        return kwargs

    def perform(self, form: Any) -> str:
        """Add it."""
        data = form.cleaned_data
        self.topic = add_topic(slug=data["slug"], broader=data["broader"], wording=form.wording())
        return _("The topic “%(name)s” was added.") % {"name": self.topic.name}


class EditTopicView(TopicFormView):
    """Names, scope note and matches of a topic."""

    form_class = WordingForm
    template_name = "cases_admin/topics/wording.html"
    page_title = gettext_lazy("Edit")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form what is said of the topic now."""
        kwargs = super().get_form_kwargs()
        kwargs["wording"] = Wording.of(kwargs.pop("topic"))
        return kwargs

    def get_header_more_buttons(self) -> list[Button]:
        """Offer what else can be done with the topic."""
        actions = [("move", _("Move"), "order"), ("merge", _("Merge into another topic"), "resubmit")]
        actions.append(("retire", _("Retire"), "no-view"))
        if self.topic.retired_at:
            actions = [("move", _("Move"), "order"), ("reinstate", _("Reinstate"), "view")]
        return [
            Button(label, url=reverse(f"cases_topics:{name}", args=[self.topic.pk]), icon_name=icon, priority=number)
            for number, (name, label, icon) in enumerate(actions)
        ]

    def perform(self, form: Any) -> str:
        """Change what is said of the topic."""
        changed = describe_topic(topic=self.topic, wording=form.wording())
        message = _("“%(name)s” was saved.") if changed else _("“%(name)s” is as it was: nothing was changed.")
        return message % {"name": self.topic.name}


class MoveTopicView(TopicFormView):
    """Another place in the tree."""

    form_class = MoveForm
    page_title = gettext_lazy("Move")
    submit_label = gettext_lazy("Move it")
    explanation = gettext_lazy("The topic moves with all topics below it. Its address stays the same.")

    def perform(self, form: forms.Form) -> str:
        """Move it."""
        move_topic(topic=self.topic, broader=form.cleaned_data["broader"])
        return _("“%(name)s” was moved.") % {"name": self.topic.name}


class MergeTopicView(TopicFormView):
    """One topic of two."""

    form_class = MergeForm
    page_title = gettext_lazy("Merge into another topic")
    submit_label = gettext_lazy("Merge them")
    explanation = gettext_lazy(
        "Items, names, matches and narrower topics go to the topic that stays. This one is retired; its address leads there."
    )

    def perform(self, form: forms.Form) -> str:
        """Merge them."""
        into = form.cleaned_data["into"]
        merge_topics(topic=self.topic, into=into)
        return _("“%(name)s” is now part of “%(into)s”.") % {"name": self.topic.name, "into": into.name}


class RetireTopicView(TopicFormView):
    """Out of use."""

    form_class = RetireForm
    page_title = gettext_lazy("Retire")
    submit_label = gettext_lazy("Retire it")
    explanation = gettext_lazy(
        "The topic can no longer be chosen. Items keep it, and its page stays and names the successor."
    )

    def perform(self, form: forms.Form) -> str:
        """Retire it."""
        retire_topic(topic=self.topic, successor=form.cleaned_data["successor"])
        return _("“%(name)s” was retired.") % {"name": self.topic.name}


class ReinstateTopicView(TopicFormView):
    """Back into use."""

    form_class = ConfirmForm
    page_title = gettext_lazy("Reinstate")
    submit_label = gettext_lazy("Reinstate it")
    explanation = gettext_lazy("The topic can be chosen again. What a merge moved to another topic stays there.")

    def perform(self, form: forms.Form) -> str:
        """Reinstate it."""
        reinstate_topic(topic=self.topic)
        return _("“%(name)s” is in use again.") % {"name": self.topic.name}
