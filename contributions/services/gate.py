"""What stands between a contribution and readers: everything that a reviewer is told before publishing."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import CaseBase
from cases.models.case_study import ELEMENTS_NOT_SHOWN

from ..models import Contribution
from ..permissions import is_author

# The field that says in which countries it happened, whichever of them a kind has; a kind without one is asked for none.
_COUNTRIES = ("exploitation_countries", "countries")


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that is missing, or to be looked at, in a sentence."""

    sentence: str
    # Whether nothing is published before it is there.
    stops: bool = True
    # Whether it is an answer that can be added to the text.
    in_text: bool = False


def missing_for_publishing(contribution: Contribution, version: CaseBase | None, by: User) -> list[Missing]:
    """Return what keeps the version from being published by this person, and what they should know before they do it."""
    if version is None:
        return [Missing(_("There is no text any more."))]
    return [*_about_the_text(version), *_about_the_files(version), *_about_the_people(contribution, by)]


def lacks_something(version: CaseBase) -> bool:
    """Whether the text itself lacks something without which it is not published, whoever decides."""
    return next(_about_the_text(version), None) is not None


def _about_the_text(version: CaseBase) -> Iterator[Missing]:
    if not version.topics.all():
        yield Missing(_("It has no topic: nobody would find it by its subject."), in_text=True)
    countries = next((getattr(version, name) for name in _COUNTRIES if hasattr(version, name)), None)
    if countries is not None and not countries:
        yield Missing(_("It has no country: say at least in which country it happened."), in_text=True)
    for sentence in _faults(version):
        yield Missing(sentence, in_text=True)


def _faults(version: CaseBase) -> Iterator[str]:
    """Yield what the item itself asks for, such as a title, a summary and years."""
    try:
        version.full_clean()
    except ValidationError as error:
        for name, faults in error.error_dict.items():
            for fault in faults:
                yield _in_words(fault, _label(version, name))


def _in_words(fault: ValidationError, label: str) -> str:
    """Return what is wrong for somebody who does not see the form of which the item's own sentences speak."""
    if fault.code in {"blank", "null"}:
        return _("“%(field)s” is not filled in.") % {"field": label}
    if fault.code == ELEMENTS_NOT_SHOWN:
        text = _("Not shown: %(elements)s. Where it cannot be added, “%(field)s” has to be filled in.")
        return text % {**(fault.params or {}), "field": label}
    sentence = " ".join(fault.messages)
    return f"{label}: {sentence}" if label else sentence


def _label(version: CaseBase, name: str) -> str:
    if name == NON_FIELD_ERRORS:
        return ""
    try:
        return capfirst(str(version._meta.get_field(name).verbose_name))
    except (FieldDoesNotExist, AttributeError):
        return name


def _about_the_files(version: CaseBase) -> Iterator[Missing]:
    for file in version.attachments.all():
        if not file.page_texts.exclude(text="").exists():
            text = _(
                "The file “%(title)s” has no text that could be read by the machine: open it and read it yourself."
            )
            yield Missing(text % {"title": file.title}, stops=False)


def _about_the_people(contribution: Contribution, by: User) -> Iterator[Missing]:
    if is_author(by, contribution):
        yield Missing(_("You wrote or sent this yourself; another reviewer decides about it."))
    if contribution.changed_since_accepted:
        yield Missing(_("The text has changed since it was accepted. Read it and accept it again."))
    holder = contribution.reviewer
    if holder is not None and holder.pk != by.pk:
        yield Missing(_("%(name)s holds it: ask before you decide.") % {"name": holder}, stops=False)
