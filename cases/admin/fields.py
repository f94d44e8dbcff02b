"""The fields of the admin's forms: topics of an item by a word of any language, a topic from the tree, and days."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import DateField
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.forms.tags import TagField
from wagtail.admin.widgets import AdminTagWidget

from ..models import Topic
from .tree import choices

# Wagtail's widget cuts at commas, which names may hold.
SEPARATOR = "|"


class TopicsWidget(AdminTagWidget):
    """Wagtail's field for tags, which here offers the topics in use by their names in all languages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "tag_model": Topic, "free_tagging": False})

    def format_value(self, value: Any) -> str | None:
        """Return the topics' names as the field holds them."""
        if value is None or isinstance(value, str):
            return value
        return SEPARATOR.join(topic.name for topic in value)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Point Wagtail's script to our list and our separator."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        widget = context["widget"]
        options = json.loads(widget["attrs"]["data-w-tag-options-value"])
        widget["attrs"]["data-w-tag-options-value"] = json.dumps({**options, "singleFieldDelimiter": SEPARATOR})
        widget["attrs"]["data-w-tag-url-value"] = reverse("cases_topics:suggestions")
        # The field itself says what to do.
        widget["help_text"] = ""
        return context


class TopicsField(forms.CharField):
    """The topics of an item. A retired topic gives way to its successor."""

    widget = TopicsWidget

    def clean(self, value: Any) -> list[Topic]:
        """Return the topics, each once.

        Raises:
            ValidationError: a name is no topic's, or a topic is retired without a successor.
        """
        names = {name.strip().strip('"').strip() for name in (super().clean(value) or "").split(SEPARATOR)} - {""}
        topics = {topic.name: topic for topic in Topic.objects.filter(name__in=names)}
        unknown = sorted(names - topics.keys())
        if unknown:
            raise ValidationError(
                _("There is no topic “%(names)s”. Choose topics from the list that opens while you type.")
                % {"names": "”, “".join(unknown)}
            )
        return sorted({_current(topic) for topic in topics.values()}, key=lambda topic: topic.name)

    def has_changed(self, initial: Iterable[Topic] | None, data: Any) -> bool:
        """Compare by name."""
        if self.disabled:
            return False
        try:
            chosen = self.clean(data)
        except ValidationError:
            return True
        return {topic.name for topic in initial or ()} != {topic.name for topic in chosen}


def _current(topic: Topic) -> Topic:
    current = topic.current()
    if current.retired_at is not None:
        raise ValidationError(_("“%(name)s” is retired. Remove it and choose another topic.") % {"name": current.name})
    return current


class TopicChoiceField(forms.TypedChoiceField):
    """One topic, chosen from the tree; the value is the topic or None."""

    def __init__(self, *, topics: Iterable[Topic], empty_label: Any, **kwargs: Any) -> None:
        given = {topic.pk: topic for topic in topics}

        def options() -> Iterator[tuple[Any, Any]]:
            yield "", empty_label
            yield from choices(given.values())

        super().__init__(choices=options, coerce=lambda pk: given[int(pk)], empty_value=None, **kwargs)


def register() -> None:
    """Make every form of an item use these fields; called once, when the app is ready."""
    register_form_field_override(ClusterTaggableManager, override=_form_field)
    # Wagtail's calendar begins with an inline script, which the Content-Security-Policy stops; browsers have their own.
    register_form_field_override(DateField, override=lambda _field: {"widget": _day_widget()})


def _day_widget() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _form_field(field: ClusterTaggableManager) -> dict[str, Any]:
    if field.related_model is Topic:
        return {
            "form_class": TopicsField,
            # Instead of django-taggit's words about commas.
            "help_text": _("Type a word in any language and choose a topic from the list."),
        }
    return {"form_class": TagField, "tag_model": field.related_model}
