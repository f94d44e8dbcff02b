"""The forms of the admin's pages about topics."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wagtail.admin.widgets import SlugInput

from ..codes.languages import LANGUAGE_CODES, direction, language_name
from ..models import Topic, TopicLabel, TopicMatch
from ..services.topic_wording import FIELDS, Match, Wording
from .fields import TopicChoiceField

SCHEMES = ", ".join(TopicMatch.Scheme.values)
RELATIONS = ", ".join(TopicMatch.Relation.values)
Label = Promise | str
AT_THE_TOP = _("None: a topic at the top")


@dataclass(frozen=True, slots=True)
class LanguageRow:
    """The three fields of a language."""

    name: str
    preferred: forms.BoundField
    synonyms: forms.BoundField
    hidden: forms.BoundField


class WordingForm(forms.Form):
    """What is said of a topic: for each language a name, synonyms and search words, then scope note and matches."""

    scope_note = forms.CharField(
        label=_("Scope note"),
        help_text=_("What belongs here and what does not."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    matches = forms.CharField(
        label=_("Matches in other vocabularies"),
        help_text=_("One a line: vocabulary, code there, relation. Such as “CETS197 art. 4 exact”."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, wording: Wording | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.used = _languages_in_use()
        for code in LANGUAGE_CODES:
            self._add_language(code)
        if wording is not None:
            self._fill(wording)

    def _add_language(self, code: str) -> None:
        attrs = {"lang": code, "dir": direction(code)}
        values = {"language": language_name(code)}
        self.fields[f"preferred_{code}"] = forms.CharField(
            label=_("%(language)s: preferred name") % values,
            max_length=200,
            required=code == "en",
            widget=forms.TextInput(attrs=attrs),
        )
        self.fields[f"synonyms_{code}"] = forms.CharField(
            label=_("%(language)s: synonyms, one a line") % values,
            required=False,
            widget=forms.Textarea(attrs={**attrs, "rows": 3}),
        )
        self.fields[f"hidden_{code}"] = forms.CharField(
            label=_("%(language)s: search words, one a line") % values,
            help_text=_("Everyday words that lead to the topic. They are searched and never shown."),
            required=False,
            widget=forms.Textarea(attrs={**attrs, "rows": 3}),
        )

    def _fill(self, wording: Wording) -> None:
        self.initial["scope_note"] = wording.scope_note
        self.initial["matches"] = "\n".join(" ".join(match) for match in wording.matches)
        for code, text in wording.preferred.items():
            self.initial[f"preferred_{code}"] = text
        for code, texts in wording.synonyms.items():
            self.initial[f"synonyms_{code}"] = "\n".join(texts)
        for code, texts in wording.hidden.items():
            self.initial[f"hidden_{code}"] = "\n".join(texts)

    def rows(self) -> Iterator[LanguageRow]:
        """Yield the languages in which topics have names."""
        return (self._row(code) for code in LANGUAGE_CODES if code in self.used or self._has_errors(code))

    def other_rows(self) -> Iterator[LanguageRow]:
        """Yield the other languages."""
        return (self._row(code) for code in LANGUAGE_CODES if not (code in self.used or self._has_errors(code)))

    def _row(self, code: str) -> LanguageRow:
        return LanguageRow(language_name(code), *(self[f"{name}_{code}"] for name in FIELDS.values()))

    def _has_errors(self, code: str) -> bool:
        return any(f"{name}_{code}" in self.errors for name in FIELDS.values())

    def clean_matches(self) -> list[Match]:
        """Return (vocabulary, code, relation) of each line."""
        matches = []
        for line in filter(None, map(str.strip, self.cleaned_data["matches"].splitlines())):
            parts = line.split()
            known = len(parts) >= 3 and parts[0] in TopicMatch.Scheme and parts[-1] in TopicMatch.Relation
            if not known:
                raise ValidationError(
                    _("“%(line)s” is not understood. Begin with one of %(schemes)s and end with one of %(relations)s.")
                    % {"line": line, "schemes": SCHEMES, "relations": RELATIONS}
                )
            matches.append((parts[0], " ".join(parts[1:-1]), parts[-1]))
        return matches

    def wording(self) -> Wording:
        """Return what was filled in."""
        data = self.cleaned_data
        return Wording(
            preferred={code: data[f"preferred_{code}"] for code in LANGUAGE_CODES},
            synonyms={code: data[f"synonyms_{code}"].splitlines() for code in LANGUAGE_CODES},
            hidden={code: data[f"hidden_{code}"].splitlines() for code in LANGUAGE_CODES},
            scope_note=data["scope_note"],
            matches=data["matches"],
        )


class NewTopicForm(WordingForm):
    """A new topic."""

    slug = forms.SlugField(
        label=_("Address"),
        max_length=100,
        help_text=_("The last part of the topic's address, such as “forced-labour”. It can never be changed."),
        widget=SlugInput(),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["broader"] = _choice(_("Broader topic"), AT_THE_TOP)


class MoveForm(forms.Form):
    """Where a topic goes."""

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["broader"] = _choice(_("New broader topic"), AT_THE_TOP, without=topic)
        self.initial.setdefault("broader", topic.broader_id)


class MergeForm(forms.Form):
    """Which topic takes over."""

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"] = _choice(_("Topic that stays"), _("Choose a topic"), without=topic, required=True)
        self.fields["confirmed"] = forms.BooleanField(
            label=_("Merge them. I know that this cannot be undone."),
            error_messages={"required": _("Tick this box to merge the topics.")},
        )


class RetireForm(forms.Form):
    """Which topic follows."""

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"] = _choice(_("Successor"), _("None"), without=topic)


class ConfirmForm(forms.Form):
    """Nothing to fill in."""

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


def _choice(label: Label, empty: Label, *, without: Topic | None = None, required: bool = False) -> TopicChoiceField:
    topics = Topic.objects.active().exclude(pk=without.pk if without else None)
    return TopicChoiceField(label=label, empty_label=empty, topics=topics, required=required)


def _languages_in_use() -> set[str]:
    return {
        "en",
        *dict(settings.LANGUAGES),
        *TopicLabel.objects.order_by().values_list("language", flat=True).distinct(),
    }
