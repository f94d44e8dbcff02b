"""The forms of the register: the short one for anybody, and the full one for those who keep it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts.characters import clean_line
from files.forms import every_language

from .coarse_dates import CoarseDateField, as_typed
from .models import Use
from .services.uses import Reporter
from .use_codes import UseKind


class UseTextsForm(forms.ModelForm[Use]):
    """What both forms ask of a use."""

    when = CoarseDateField(label=gettext_lazy("When"))
    evidence_url = forms.URLField(
        label=gettext_lazy("Link"), required=False, max_length=500, assume_scheme="https",
        help_text=gettext_lazy("Where one can read it."), validators=[URLValidator(["http", "https"])],
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )  # fmt: skip

    class Meta:
        model = Use
        fields: tuple[str, ...] = ("kind", "account", "jurisdiction", "evidence_url")
        widgets = {"account": forms.Textarea(attrs={"rows": 3}), "kind": forms.Select()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label=gettext_lazy("Where it was used"), choices=[("", _("Choose")), *UseKind.choices],
            error_messages={"required": gettext_lazy("Choose where it was used.")},
        )  # fmt: skip
        self.fields["account"].error_messages["required"] = _("Write in one sentence what it was used for.")
        if self.instance.date:
            self.initial["when"] = as_typed(self.instance.date, self.instance.date_precision)

    def clean(self) -> dict[str, Any]:
        """Put the date into the use, as far as it is known."""
        cleaned: dict[str, Any] = super().clean() or {}
        when = cleaned.get("when")
        self.instance.date = when.day if when else None
        if when:
            self.instance.date_precision = when.precision
        return cleaned


class UseReportForm(UseTextsForm):
    """Tells of a use in a sentence. Everything else is left to who wants to say more."""

    # A robot fills in what it finds; people do not see it.
    website = forms.CharField(label=gettext_lazy("Leave this empty"), required=False, max_length=2000)
    name = forms.CharField(label=gettext_lazy("Your name"), required=False, max_length=200)
    email = forms.EmailField(label=gettext_lazy("Your e-mail address"), required=False)
    organisation = forms.CharField(label=gettext_lazy("Your organisation"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["website"].widget.attrs |= {"autocomplete": "off", "tabindex": "-1"}
        for name, token in (("name", "name"), ("email", "email"), ("organisation", "organization")):
            self.fields[name].widget.attrs["autocomplete"] = token
        self.instance.language = get_language() or "en"

    def clean_website(self) -> str:
        """Refuse what only a robot would fill in."""
        if self.cleaned_data["website"]:
            raise ValidationError(_("Leave this field empty: robots fill it in, people do not see it."), code="trap")
        return ""

    def reporter(self) -> Reporter:
        """Return who tells."""
        return Reporter(
            *(" ".join(clean_line(self.cleaned_data[name]).split()) for name in ("name", "email", "organisation"))
        )


class UseForm(UseTextsForm):
    """Everything that is kept of a use."""

    evidence_upload = forms.FileField(
        label=gettext_lazy("File that proves it"), required=False,
        help_text=gettext_lazy("PDF or Word. Only reviewers and coordinators can open it."),
    )  # fmt: skip

    class Meta(UseTextsForm.Meta):
        fields = (
            "kind", "account", "language", "jurisdiction", "what_changed", "significance", "contribution", "evidence_url",
            "identifier_scheme", "identifier", "verified_by",
        )  # fmt: skip
        widgets = {
            **UseTextsForm.Meta.widgets,
            **{name: forms.Textarea(attrs={"rows": 3}) for name in ("what_changed", "significance", "contribution")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(
            label=gettext_lazy("Language of the text"), choices=every_language, initial=get_language()
        )
