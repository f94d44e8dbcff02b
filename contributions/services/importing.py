"""Writes of imports: a file becomes rows, rows are checked, and after a confirmation each becomes a case, or none.

The work is done in pieces that end after some seconds; whoever goes on with it begins where it stopped.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.characters import clean_line
from accounts.mailing import without_mail
from accounts.models import Organisation, User

from ..importing.cells import typed_in
from ..importing.columns import ID, columns_of
from ..importing.reading import Table, read_table
from ..importing.verdicts import WRITTEN_ON, Verdict, verdict_on
from ..models import Contribution, Draft, Import, ImportedCase, ImportRow, RowState
from ..models.importing import KEPT_FOR, MADE_OF
from ..permissions import may_share_for
from ..refusals import NotPossible
from .drafts import Begun, hold_with_page, start_draft
from .import_notices import tell_of_import
from .sending import NotReady, renew, send

Progress = Callable[[int], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A file and what it is about.

    Args:
        kind: the code of the kind of case of all its rows.
        language: of the rows that name none.
        name: of the file.
        content: of the file.
    """

    kind: str
    language: str
    name: str
    content: bytes


@transaction.atomic
def start_import(*, by: User, organisation: Organisation, brought: Brought) -> Import:
    """Read a file into rows; nothing is checked yet, and nothing is made.

    Raises:
        NotPossible: the person may not share cases for the organisation, or the file cannot be read.
    """
    if not may_share_for(by, organisation.pk):
        raise NotPossible(_("Your account may not share cases for this organisation."))
    table = read_table(brought.content, brought.kind)
    held = Import.objects.create(
        owner=by,
        organisation=organisation,
        kind=brought.kind,
        language=brought.language,
        file_name=clean_line(brought.name)[:255],
        notes=table.notes,
    )
    ImportRow.objects.bulk_create(_rows(held, table), batch_size=200)
    return held


def _rows(held: Import, table: Table) -> Iterator[ImportRow]:
    columns = {column.name: column for column in columns_of(held.kind)}
    first: dict[str, int] = {}
    for read in table.rows:
        typed = typed_in(read.cells, columns)
        if typed.source_id in first:
            message = _("Row %(number)s has the same id. Each case has one of its own.")
            typed.problems.append([ID, message % {"number": first[typed.source_id]}])
        elif typed.source_id:
            first[typed.source_id] = read.number
        yield ImportRow(
            of_import=held,
            number=read.number,
            source_id=typed.source_id,
            language=typed.language,
            answers=typed.answers,
            problems=typed.problems,
        )


def check_rows(*, held: Import, seconds: float | None = None, progress: Progress = lambda _done: None) -> None:
    """Check rows that were not checked yet; without a time, all of them."""
    for row in _for(seconds, held.to_check()):
        verdict = verdict_on(row, held)
        # Deleted meanwhile, or checked in another window, it is left alone.
        held.to_check().filter(pk=row.pk).update(**_told_by(verdict))
        progress(1)


@transaction.atomic
def confirm_import(*, held: Import, by: User) -> None:
    """Note that the person has seen what would be made, and that nobody can be recognised in it.

    Raises:
        NotPossible: it is not theirs, or not all rows are checked.
    """
    held = Import.objects.select_for_update().get(pk=held.pk)
    if held.owner_id != by.pk or not may_share_for(by, held.organisation_id):
        raise NotPossible(_("Your account may not share cases for this organisation."))
    if held.to_check().exists():
        raise NotPossible(_("Not all rows are checked yet."))
    if held.confirmed_at is None:
        held.confirmed_at = timezone.now()
        held.save(update_fields=["confirmed_at"])


def make_rows(*, held: Import, by: User, seconds: float | None = None, progress: Progress = lambda _done: None) -> None:
    """Make cases of the rows that are still to be made; without a time, of all. Whoever did it is told once at the end.

    Raises:
        NotPossible: nobody has confirmed it.
    """
    if held.confirmed_at is None:
        raise NotPossible(_("Confirm it first."))
    for row in _for(seconds, held.to_make()):
        with without_mail():
            _make(row, held, by)
        progress(1)
    if not held.to_make().exists():
        _finish(held)


def _make(row: ImportRow, held: Import, by: User) -> None:
    """Make of a row what it is now, whole or not at all; another process that makes it meanwhile is left to it."""
    try:
        with transaction.atomic():
            # Only one who comes here at the same time finds the row free.
            if not held.to_make().filter(pk=row.pk).update(made_at=timezone.now()):
                return
            verdict = verdict_on(row, held, read_before=True)
            if verdict.state in MADE_OF and verdict.draft is not None:
                _become(row, held, verdict.draft, by, is_new=verdict.state == RowState.NEW)
            _note(row, verdict)
    except ValidationError as refused:
        _note(row, Verdict(RowState.BAD, problems=[[ID, message] for message in refused.messages]))
    except NotReady as refused:
        problems = [[one.question, one.message] for one in refused.problems]
        _note(row, Verdict(RowState.BAD, problems=problems))
    except (IntegrityError, DataError):
        # Another import with the same id was faster, or a rule of the database speaks that no form knows.
        message = _("This row could not be stored. Bring the file again; nothing becomes double.")
        _note(row, Verdict(RowState.BAD, problems=[[ID, message]]))


def _become(row: ImportRow, held: Import, draft: Draft, by: User, *, is_new: bool) -> None:
    if is_new:
        begun = Begun(kind=draft.kind, language=draft.language, answers=draft.answers)
        stored = start_draft(key=draft.key, by=by, organisation=held.organisation, begun=begun)
        contribution: Contribution = send(draft=stored, by=by)
        ImportedCase.objects.create(
            organisation=held.organisation, kind=held.kind, source_id=row.source_id, contribution=contribution
        )
        return
    now = hold_with_page(draft.pk)
    if now is None or (now.version, now.sent_at) != (draft.version, draft.sent_at):
        # Typed into, sent or closed since the row was read a moment ago.
        raise NotPossible(WRITTEN_ON)
    draft.note_changes(row.answers)
    draft.changed_at = timezone.now()
    draft.save()
    if draft.is_sent:
        renew(draft=draft, by=by)
    else:
        send(draft=draft, by=by)


def _note(row: ImportRow, verdict: Verdict) -> None:
    made = verdict.state in MADE_OF
    # From here on the case has what the row said.
    forgotten: dict[str, Any] = {"answers": {}} if made else {}
    ImportRow.objects.filter(pk=row.pk).update(
        **_told_by(verdict), **forgotten, made_at=timezone.now() if made else None
    )


def _told_by(verdict: Verdict) -> dict[str, Any]:
    return {"state": verdict.state, "problems": verdict.problems, "changes": verdict.changes}


def _finish(held: Import) -> None:
    """Forget what is left of the rows, and tell of it once."""
    with transaction.atomic():
        if not Import.objects.filter(pk=held.pk, finished_at__isnull=True).update(finished_at=timezone.now()):
            return
        held.rows.update(answers={})
        tell_of_import(held)
    held.refresh_from_db()


@transaction.atomic
def forget_old_imports() -> None:
    """Delete imports that were finished or abandoned so long ago, with what their rows say. Cases that were made stay."""
    before = timezone.now() - KEPT_FOR
    Import.objects.filter(Q(finished_at__lt=before) | Q(finished_at__isnull=True, created_at__lt=before)).delete()


@transaction.atomic
def delete_import(*, held: Import, by: User) -> None:
    """Delete what was read of a file; cases that were made of it stay.

    Raises:
        NotPossible: it is not the person's.
    """
    if held.owner_id != by.pk:
        raise NotPossible(_("Your account may not do this."))
    held.delete()


def _for(seconds: float | None, rows: Any) -> Iterator[ImportRow]:
    """Yield rows until the time is over, at least one."""
    end = None if seconds is None else monotonic() + seconds
    for pk in list(rows.order_by("number").values_list("pk", flat=True)):
        row = ImportRow.objects.filter(pk=pk).first()
        if row is not None:
            yield row
        if end is not None and monotonic() > end:
            return
