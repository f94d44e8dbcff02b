"""The form of a step: shows the answers as they were typed, and says what is wrong with them without losing any."""

from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.characters import clean_text
from cases.codes.languages import direction
from cases.translations import without_empty_rows
from cases.translations_field import TranslationsFormField

from ..models import Draft
from ..models.draft import MOST_ANSWER_CHARACTERS
from ..questions import Step, applies, main_text_of
from .fields import question_field
from .names import MORE, Named, NamesField

# Names the questions that were on the page: a browser sends nothing of boxes that are not ticked.
ASKED = "asked"
Answers = dict[str, Any]


class AnswersForm(forms.Form):
    """The questions of a step that apply, with what was answered so far.

    Args:
        draft: the draft.
        step: the step.
        data: what was sent; None shows what is stored.
    """

    def __init__(self, draft: Draft, step: Step, data: MultiValueDict[str, Any] | None = None) -> None:
        self.draft, self.step = draft, step
        self.sent: MultiValueDict[str, Any] = MultiValueDict() if data is None else data
        super().__init__(data=data, use_required_attribute=False)
        if data is None:
            asked = [name for name in step.questions if applies(draft.kind, name, draft.answers)]
        else:
            named = str(data.get(ASKED, "")).split()
            asked = [name for name in step.questions if name in named]
        for name in asked:
            self.fields[name] = self._field(name)
            self.initial[name] = self._stored(name)

    def _field(self, name: str) -> forms.Field:
        field = question_field(self.draft.model, name, self.draft.proposals.get(name, ()))
        if (proposed := self.draft.proposals.get(name)) and not isinstance(field, NamesField):
            hint = format_lazy("{} {}", _("Found in your text:"), ", ".join(proposed))
            field.help_text = format_lazy("{} {}", field.help_text, hint)
        if name in {"audience", main_text_of(self.draft.kind)}:
            field.label = format_lazy("{} {}", field.label, _("(needed)"))
        if isinstance(field.widget, forms.Textarea) or name == "title":
            field.widget.attrs |= {"lang": self.draft.language, "dir": direction(self.draft.language)}
        return field

    def _stored(self, name: str) -> Any:
        answers = self.draft.answers
        if name == "language":
            return self.draft.language
        if isinstance(self.fields[name], NamesField):
            return Named(tuple(answers.get(name, ())), answers.get(name + MORE, ""))
        return answers.get(name)

    def _clean_fields(self) -> None:
        """Check each answer also by the rules of the field that it becomes, such as the form of an ECLI."""
        super()._clean_fields()  # type: ignore[misc]  # Django's own
        for name, said in self.too_long.items():
            self.add_error(name.removesuffix(MORE), said)
        for name, value in list(self.cleaned_data.items()):
            if value in (None, "", (), []) or isinstance(self.fields[name], NamesField):
                continue
            try:
                self.draft.model._meta.get_field(name).run_validators(value)
            except ValidationError as error:
                self.add_error(name, error)

    @property
    def asked(self) -> str:
        """The names of the questions on the page, for the hidden field that tells them back."""
        return " ".join(self.fields)

    @cached_property
    def typed(self) -> Answers:
        """The answers as they were sent: a text, or a list of what was ticked. Those that are too long are left out."""
        found = self._all_typed
        return {name: value for name, value in found.items() if name not in self.too_long}

    @cached_property
    def too_long(self) -> dict[str, str]:
        """What to say of each answer that has more characters than are stored, by name."""
        said = _now(
            "This has more than %(most)s characters and is not saved. Shorten it, or put a part of it into a file."
        )
        return {
            name: said % {"most": f"{MOST_ANSWER_CHARACTERS:,}"}
            for name, value in self._all_typed.items()
            if len("".join(value)) > MOST_ANSWER_CHARACTERS
        }

    @cached_property
    def _all_typed(self) -> Answers:
        found: Answers = {}
        for name, field in self.fields.items():
            if isinstance(field, TranslationsFormField):
                found[name] = without_empty_rows([clean_text(part) for part in self.sent.getlist(name)])
            elif isinstance(field, NamesField | forms.MultipleChoiceField):
                found[name] = [clean_text(value) for value in self.sent.getlist(name)]
            else:
                found[name] = clean_text(self.sent.get(name, "")).replace("\r\n", "\n")
            if isinstance(field, NamesField):
                found[name + MORE] = clean_text(self.sent.get(name + MORE, ""))
        return found

    def settled(self) -> Answers:
        """The answers as they are stored after a check: names that were understood become boxes that are ticked."""
        found = dict(self.typed)
        for name, field in self.fields.items():
            if isinstance(field, NamesField) and name in self.cleaned_data:
                found[name], found[name + MORE] = list(self.cleaned_data[name]), ""
        return found


def stored_form(draft: Draft, step: Step) -> AnswersForm:
    """Return the form of a step as if what is stored had just been sent: it tells what is wrong with the answers."""
    data: MultiValueDict[str, Any] = MultiValueDict()
    asked = [name for name in step.questions if applies(draft.kind, name, draft.answers)]
    data[ASKED] = " ".join(asked)
    for name, value in {**draft.answers, "language": draft.language}.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    form = AnswersForm(draft, step, data)
    form.full_clean()
    return form
