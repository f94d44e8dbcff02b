"""What an action does, in a sentence that is read before it is done."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.codes.sharing import Audience
from cases.days import today
from cases.models import CaseBase

from .models import Contribution
from .states import Action

# What buttons and headings say.
NAMES: dict[Action, object] = {
    Action.APPROVE: gettext_lazy("Accept"),
    Action.PUBLISH: gettext_lazy("Publish"),
    Action.ASK_FOR_CHANGES: gettext_lazy("Ask for changes"),
    Action.HAND_OVER: gettext_lazy("Hand over"),
    Action.DECLINE: gettext_lazy("Decline"),
    Action.WITHDRAW: gettext_lazy("Withdraw"),
    Action.RESTORE: gettext_lazy("Bring back"),
    Action.ERASE: gettext_lazy("Erase for good"),
}
_EFFECTS: dict[Action, object] = {
    Action.APPROVE: gettext_lazy("After this it can be published. Whatever is changed later has to be accepted again."),
    Action.ASK_FOR_CHANGES: gettext_lazy(
        "After this the contributor can change the text again, and reads on the site what you ask."
    ),
    Action.HAND_OVER: gettext_lazy("After this the person you choose holds it. Nothing else changes."),
    Action.DECLINE: gettext_lazy(
        "After this it is closed and is not published. The contributor reads on the site why."
    ),
    Action.WITHDRAW: gettext_lazy(
        "After this nobody can read it any more. A coordinator can bring back what was published within 30 days."
    ),
    Action.RESTORE: gettext_lazy("After this it is published again, as it was before it was withdrawn."),
    Action.ERASE: gettext_lazy(
        "After this the text, its versions, its files, the draft and the questions about it are gone, at once and for good. "
        "What stays is the reference, and who did what when. Backups that were made before still hold it."
    ),
}


def effect_of(action: Action, item: CaseBase | None, held: Contribution) -> str:
    """Return what will be so after the action."""
    if action is Action.PUBLISH:
        return _of_publishing(item) if item else ""
    effect = str(_EFFECTS[action])
    if action in {Action.DECLINE, Action.WITHDRAW} and held.has_unsent_answers:
        kept = _(
            "The contributor has typed something that was not sent yet. It stays theirs, to be copied into a new draft."
        )
        return f"{effect} {kept}"
    return effect


def _of_publishing(item: CaseBase) -> str:
    begins = item.shared_from if item.shared_from and item.shared_from > today() else None
    sentences = [_who_reads(item, begins)]
    if item.shared_until:
        sentences.append(_("Its last day is %(day)s.") % {"day": date_format(item.shared_until)})
    return " ".join(sentences)


def _who_reads(item: CaseBase, begins: date | None) -> str:
    public = item.audience == Audience.PUBLIC
    if begins is None:
        return (
            _("After this it is public: anyone can read it, at once.")
            if public
            else _("After this the members of the network can read it, and nobody else, at once.")
        )
    text = (
        _("After this it is public: anyone can read it, from %(day)s.")
        if public
        else _("After this the members of the network can read it, and nobody else, from %(day)s.")
    )
    return text % {"day": date_format(begins)}
