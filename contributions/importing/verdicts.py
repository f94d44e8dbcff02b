"""Says what a row would become, from what it says and from what was sent with the same id before."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.translations import with_newer

from ..models import Contribution, Draft, Import, ImportedCase, ImportRow, RowState
from ..services.reopening import newest_answers_of
from ..services.sending import read_answers
from ..states import State
from .columns import ID, TRANSLATIONS

# What may be changed by another import: it lies with the reviewers or was sent back, and is not published.
_OPEN = frozenset({State.SUBMITTED, State.CHANGES_ASKED, State.APPROVED})
# What was typed into the draft that a reviewer opened again is in no version of the page: a row would destroy it.
WRITTEN_ON = gettext_lazy(
    "Somebody is writing on this case on the site. Send or finish it there, then bring the file again."
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a row is.

    Args:
        state: new, changed and so on.
        draft: with the answers of the row, not stored yet; None where nothing is made of it.
        problems: [column, sentence] for each thing that is wrong.
        changes: the columns that differ from what was sent before.
    """

    state: RowState
    draft: Draft | None = None
    problems: list[list[str]] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)


def verdict_on(row: ImportRow, held: Import, *, read_before: bool = False) -> Verdict:
    """Return what the row would become now.

    Args:
        row: the row.
        held: its import.
        read_before: whether its answers were found right already; then one that is new is not read again, as sending reads it.
    """
    problems = list(row.problems)
    if not row.source_id and not any(column == ID for column, _sentence in problems):
        problems.append([ID, _("There is no id. Give each case one of your own, and keep it.")])
    earlier = _earlier(row, held)
    if earlier is not None and (earlier.state not in _OPEN or earlier.draft is None):
        return Verdict(RowState.CLOSED, problems=[[ID, _why_closed(earlier)]])
    if earlier is not None and earlier.has_unsent_answers:
        return Verdict(RowState.CLOSED, problems=[[ID, str(WRITTEN_ON)]])
    draft = _draft(row, held, earlier)
    if read_before and earlier is None and not problems:
        return Verdict(RowState.NEW, draft)
    before = read_answers(_sent_before(earlier)).values if earlier is not None else None
    reading = read_answers(draft)
    named = {column for column, _sentence in problems}
    problems += [[one.question, one.message] for one in reading.problems if one.question not in named]
    if problems:
        return Verdict(RowState.BAD, problems=problems)
    if before is None:
        return Verdict(RowState.NEW, draft)
    changes = [name for name, value in reading.values.items() if _plain(value) != _plain(before.get(name))]
    changes += [name for name in before if name not in reading.values and _plain(before[name])]
    return Verdict(RowState.CHANGED if changes else RowState.UNCHANGED, draft, changes=changes)


def _earlier(row: ImportRow, held: Import) -> Contribution | None:
    if not row.source_id:
        return None
    rows = ImportedCase.objects.select_related("contribution__draft")
    found = rows.filter(organisation=held.organisation_id, kind=held.kind, source_id=row.source_id).first()
    return found.contribution if found else None


def _why_closed(contribution: Contribution) -> str:
    values = {"reference": contribution.reference}
    if contribution.state == State.PUBLISHED:
        return _("It is published already as %(reference)s. Ask for a correction there; this row is left out.") % values
    return _("It was withdrawn, erased or not taken as %(reference)s. This row is left out.") % values


def _draft(row: ImportRow, held: Import, earlier: Contribution | None) -> Draft:
    """Return a draft with the answers of the row; what the file has no column for stays as it was sent before."""
    if earlier is None or earlier.draft is None:
        return Draft(
            owner=held.owner,
            organisation=held.organisation,
            kind=held.kind,
            language=row.language or held.language,
            answers=dict(row.answers),
        )
    draft = _sent_before(earlier)
    translations = with_newer(draft.answers.get(TRANSLATIONS, ()), row.answers.get(TRANSLATIONS, ()))
    draft.answers = {**draft.answers, **row.answers, TRANSLATIONS: translations}
    draft.language = row.language or draft.language
    return draft


def _sent_before(earlier: Contribution) -> Draft:
    """Return the draft of what was sent; while it lies with the reviewers, with what they changed in it."""
    draft = Draft.objects.get(contribution=earlier)
    if draft.is_sent:
        draft.answers = {**draft.answers, **newest_answers_of(earlier)}
    return draft


def _plain(value: Any) -> Any:
    """Return a value so that two which say the same are equal: nothing is nothing, and lists are compared as such."""
    if value in (None, "", (), []):
        return None
    return list(value) if isinstance(value, list | tuple) else value
