"""The forms of the review."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.codes.verification import Verification
from cases.codes.withdrawal import WithdrawalReason
from cases.models.public_record import public_record
from catalogue.kinds import REFERENCE

from .models import Contribution
from .permissions import possible_reviewers
from .states import FOR_REVIEWERS, STORED_STATES, Action

# As many as the column of an event takes.
MOST_TEXT = 5000


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What of the queue is shown; without a state everything that waits."""

    state: str = ""
    mine: bool = False

    def address(self, page: int = 1) -> str:
        """Return the address of a page of what is chosen."""
        given: dict[str, Any] = {
            "state": self.state,
            "mine": "1" if self.mine else "",
            "page": page if page > 1 else "",
        }
        query = urlencode({name: value for name, value in given.items() if value})
        return f"{reverse('review_queue')}{'?' if query else ''}{query}"


def _states() -> list[tuple[str, Any]]:
    return [("", _("Everything that waits")), *[(state.value, FOR_REVIEWERS[state]) for state in STORED_STATES]]


class QueueFilterForm(forms.Form):
    """Which state, and whether only what the reader holds."""

    state = forms.ChoiceField(label=_("State"), choices=_states, required=False)
    mine = forms.BooleanField(label=_("Only what I hold"), required=False)

    def chosen(self) -> QueueFilter:
        """Return the filter; what could not be read is left out, and the form says so."""
        self.is_valid()
        return QueueFilter(self.cleaned_data.get("state", ""), self.cleaned_data.get("mine", False))


class LogForm(forms.Form):
    """Which item the log is of; all of them without a reference."""

    reference = forms.RegexField(
        rf"^\s*(?i:{REFERENCE})\s*$",
        label=_("Reference"),
        required=False,
        help_text=_("Such as CS-2026-0001. Leave it empty for all items."),
        error_messages={"invalid": _("This is no reference: it looks like CS-2026-0001. All items are shown.")},
    )

    def clean_reference(self) -> str:
        """Return it as it is stored."""
        return str(self.cleaned_data["reference"]).strip().upper()


class DecisionForm(forms.Form):
    """What every decision sends along: the version that was read, so that no other one is decided about."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=_("A note for the history"),
        max_length=MOST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, contribution: Contribution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contribution = contribution

    def given(self) -> dict[str, Any]:
        """Return what the service of the action takes."""
        return {"text": self.cleaned_data["text"]}


class AcceptForm(DecisionForm):
    """Accepting says that somebody has read everything."""

    read = forms.BooleanField(
        label=_("I have read all of it, and found nothing by which a person could be recognised."),
        error_messages={"required": _("Read it to the end, then tick this.")},
    )
    verification = forms.ChoiceField(
        label=_("Verification"),
        help_text=_("Who checked what it says, and against what. Readers see it and can search by it."),
        choices=Verification.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who checked it. “Not checked” is an answer too.")},
    )
    field_order = ["version", "read", "verification", "text"]

    def given(self) -> dict[str, Any]:
        """Return the level of verification as well."""
        return {**super().given(), "verification": self.cleaned_data["verification"]}


class QuestionForm(DecisionForm):
    """A question to the contributor."""

    text = forms.CharField(
        label=_("What should be changed or answered"),
        help_text=_("The contributor reads it on the site; it is in no e-mail."),
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write what should be changed or answered.")},
    )


class DeclineForm(DecisionForm):
    """A refusal, with its reason."""

    text = forms.CharField(
        label=_("Why it is not taken"),
        help_text=_("The contributor reads it on the site; it is in no e-mail."),
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write why it is not taken.")},
    )


class HandOverForm(DecisionForm):
    """To whom it goes."""

    to = forms.ModelChoiceField(
        label=_("Who holds it from now on"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nobody: lay it back"),
    )
    field_order = ["version", "to", "text"]

    def __init__(self, *args: Any, contribution: Contribution, **kwargs: Any) -> None:
        super().__init__(*args, contribution=contribution, **kwargs)
        self.fields["to"].queryset = possible_reviewers(contribution)  # type: ignore[attr-defined]  # of this kind of field

    def given(self) -> dict[str, Any]:
        """Return the person as well."""
        return {**super().given(), "to": self.cleaned_data["to"]}


def _reason_told(label: Any, *, required: Any) -> forms.ChoiceField:
    """Return the question for the reason that readers are told.

    Args:
        label: the question, a lazy text.
        required: what to say where nothing is chosen, the same.
    """
    return forms.ChoiceField(
        label=label,
        help_text=_("Where everybody could read it, this is shown in its place, with the month and nothing else."),
        choices=WithdrawalReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": required},
    )


class WithdrawForm(DecisionForm):
    """Why something is withdrawn; readers are told only where it was published."""

    reason = _reason_told(_("Why it is withdrawn"), required=_("Choose why it is withdrawn."))
    field_order = ["version", "reason", "text"]

    def given(self) -> dict[str, Any]:
        """Return the reason as well."""
        return {**super().given(), "reason": self.cleaned_data["reason"]}


class EraseForm(DecisionForm):
    """Erasing cannot be undone: the reference is typed again."""

    reason = _reason_told(_("Why it is erased"), required=_("Choose why it is erased."))
    reference = forms.CharField(label=_("Type the reference again"), help_text=_("Nothing brings back what is erased."))
    field_order = ["version", "reason", "reference"]

    def __init__(self, *args: Any, contribution: Contribution, **kwargs: Any) -> None:
        super().__init__(*args, contribution=contribution, **kwargs)
        del self.fields["text"]
        self.fields["reason"].initial = contribution.withdrawn_because
        if public_record(contribution.reference) is None:
            # Nobody is told of it.
            del self.fields["reason"]

    def clean_reference(self) -> str:
        """Refuse another one."""
        typed = str(self.cleaned_data["reference"]).strip().upper()
        if typed != self.contribution.reference:
            raise forms.ValidationError(_("This is another reference. Nothing was erased."))
        return typed

    def given(self) -> dict[str, Any]:
        """Return the reason, where one is told; no word is kept."""
        return {"reason": self.cleaned_data.get("reason", "")}


FORMS: dict[Action, type[DecisionForm]] = {
    Action.APPROVE: AcceptForm,
    Action.PUBLISH: DecisionForm,
    Action.ASK_FOR_CHANGES: QuestionForm,
    Action.HAND_OVER: HandOverForm,
    Action.DECLINE: DeclineForm,
    Action.WITHDRAW: WithdrawForm,
    Action.RESTORE: DecisionForm,
    Action.ERASE: EraseForm,
}
